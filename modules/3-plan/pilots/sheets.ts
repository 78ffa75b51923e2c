import { exportSheet } from '#kit/pure/sheet.ts'
import { by } from '#kit/pure/who.ts'

/** X1 按证书导出申报明细表 (spec 6.3): grouped by certificate, one row per major, or one row when no majors. */
const columns = [
  { title: '申报年度', field: 'year' },
  { title: '申报批次', field: 'batch' },
  { title: '证书名称', field: 'certName', width: 36 },
  { title: '证书等级', field: 'certLevel' },
  { title: '颁证机构', field: 'awardingBodyName', width: 28 },
  { title: '拟申报专业', field: 'majorName', width: 24 },
  { title: '专业代码', field: 'majorCode' },
  { title: '专业版本', field: 'majorVersion' },
  { title: '本专业在校学生数', field: 'studentCount', number: true },
  { title: '本专业专任教师数', field: 'teacherCount', number: true },
  { title: '申请培训人数', field: 'applyCount', number: true },
  { title: '审核人数', field: 'approvedCount', number: true },
  { title: '申请总人数', field: 'applyTotal', number: true },
  { title: '审核总人数', field: 'approvedTotal', number: true },
  { title: '审核状态', field: 'statusLabel' },
] as const
export const declarationExport = exportSheet({
  module: 'pilots',
  name: 'declarations',
  title: '证书试点申报',
  who: [by('school', 'pilots.read', 'own', { beforePilot: true })],
  columns,
})
/** The same for those who see several schools (P-4.3-26). */
export const provinceExport = exportSheet({
  module: 'pilots',
  name: 'provinceDeclarations',
  title: '证书试点申报（审核）',
  who: [by('province', 'pilots.read', 'own'), by('city', 'pilots.read', 'own')],
  columns: [
    { title: '申报院校', field: 'schoolName', width: 28 },
    { title: '所在城市', field: 'cityName' },
    ...columns,
  ],
})
