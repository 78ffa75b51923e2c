import { certLevels } from '#credentials'
import { exportSheet, sheet, type CellVerdict, type RowOf } from '#kit/pure/sheet.ts'
import { normaliseText } from '#packages/id-number/index.ts'
import { roomReaders, setRoom } from './operations.ts'

const read = (text: string): CellVerdict => ({ ok: true, value: normaliseText(text) })
const atMost =
  (label: string, max: number) =>
  (text: string): CellVerdict => {
    const value = normaliseText(text)
    return value.length > max ? { ok: false, why: `${label}不能超过${max}字` } : { ok: true, value }
  }
const seats = (text: string): CellVerdict => {
  const value = normaliseText(text)
  if (!/^\d+$/.test(value) || Number(value) < 1) return { ok: false, why: '考位数应为正整数' }
  return Number(value) > 9999 ? { ok: false, why: '考位数不能大于9999' } : { ok: true, value: String(Number(value)) }
}

/** I4 批量导入考场信息模板 (P-5.2.5-09). No 考场类型: it is derived. */
export const roomSheet = sheet({
  module: 'rooms',
  name: 'rooms',
  title: '批量导入考场信息模板',
  row: setRoom,
  given: [],
  columns: [
    {
      title: '考试计划编号',
      field: 'planNumber',
      required: true,
      example: '202109160026',
      note: '见考试计划列表',
      read,
      width: 18,
    },
    {
      title: '考试计划',
      field: 'planName',
      example: '2021年第一批次职业技能等级证书考试',
      note: '填写时须与考试计划编号一致',
      read,
      width: 34,
    },
    {
      title: '考核站点名称',
      field: 'siteName',
      required: true,
      example: '北方工业大学智能新能源汽车职业技能等级证书(初级)考核站点',
      also: ['考核站点'],
      note: '本校审核通过且已启用的考核站点',
      read,
      width: 50,
    },
    { title: '证书编号', field: 'certNo', required: true, kind: 'loose', example: '50800001', read, width: 14 },
    {
      title: '考试证书',
      field: 'certName',
      example: '智能新能源汽车职业技能等级证书',
      also: ['证书名称'],
      note: '填写时须与证书编号一致',
      read,
      width: 32,
    },
    { title: '证书等级', field: 'certLevel', example: '初级', list: certLevels, read },
    {
      title: '考试科目',
      field: 'subjects',
      required: true,
      example: '笔试科目、实操科目',
      note: '多个科目用“、”隔开',
      read,
      width: 24,
    },
    {
      title: '考场名称',
      field: 'name',
      required: true,
      example: '笔试实操考场101',
      read: atMost('考场名称', 50),
      width: 20,
    },
    {
      title: '考位数',
      field: 'seatCount',
      required: true,
      kind: 'loose',
      example: '30',
      note: '1至9999的整数',
      read: seats,
    },
    { title: '考场地址', field: 'address', example: '教学楼一层101', read: atMost('考场地址', 200), width: 24 },
  ],
  key: ['planNumber', 'siteName', 'certNo', 'name'],
  twice: '考场名称与第{row}行重复',
  notes: ['考场类型无需填写，由考试科目得出。', '考场需在排考前完成设置，否则无法进行排考。'],
  undo: true,
})
export type RoomCells = RowOf<typeof roomSheet>

/** X3 批量导出考场信息 (P-5.2.5-11) */
export const roomExport = exportSheet({
  module: 'rooms',
  name: 'rooms',
  title: '考场管理',
  who: roomReaders,
  columns: [
    { title: '考试计划', field: 'planName', width: 34 },
    { title: '考核站点', field: 'siteName', width: 50 },
    { title: '考试证书', field: 'certName', width: 32 },
    { title: '证书等级', field: 'certLevel' },
    { title: '考试科目', field: 'subjects', width: 24 },
    { title: '考场名称', field: 'name', width: 20 },
    { title: '考场类型', field: 'roomType', width: 20 },
    { title: '考位数', field: 'seatCount', number: true },
    { title: '考场地址', field: 'address', width: 24 },
    { title: '所属院校', field: 'schoolName', width: 24 },
    { title: '考场状态', field: 'status' },
  ],
})
