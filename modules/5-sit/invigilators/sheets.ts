import type { z } from 'zod'
import { certLevels } from '#credentials'
import { idTypes } from '#people'
import { exportSheet, sheet, type CellVerdict } from '#kit/pure/sheet.ts'
import { normaliseIdNumber, normaliseText } from '#packages/id-number/index.ts'
import { teacherFields as f } from './fields.ts'
import { addInvigilator, bodyReaders, schoolReaders } from './operations.ts'

const reading =
  (schema: z.ZodType) =>
  (text: string): CellVerdict => {
    const read = schema.safeParse(text)
    return read.success ? { ok: true, value: String(read.data) } : { ok: false, why: read.error.issues[0]?.message ?? '填写内容有误' }
  }
const tidy = (clean: (text: string) => string) => (text: string): CellVerdict => ({ ok: true, value: clean(text) })

/** I7 批量导入监考人员模板 (P-5.2.11-06). */
export const invigilatorSheet = sheet({
  module: 'invigilators',
  name: 'invigilators',
  title: '批量导入监考人员模板',
  row: addInvigilator,
  given: [],
  columns: [
    { title: '教师姓名', field: 'name', required: true, example: '李伟', also: ['姓名'], read: reading(f.name) },
    { title: '证件类型', field: 'idType', required: true, example: '身份证', list: idTypes, read: tidy(normaliseText), width: 16 },
    {
      title: '证件号码',
      field: 'idNo',
      required: true,
      example: '110108199909091032',
      also: ['身份证号', '身份证号码'],
      note: '请将整列设置为文本格式；同一证件号码为同一人',
      read: tidy(normaliseIdNumber),
      width: 24,
    },
    { title: '手机号码', field: 'mobile', required: true, kind: 'loose', example: '18512340926', also: ['手机号', '联系电话'], read: reading(f.mobile), width: 16 },
    { title: '证书编号', field: 'certNo', required: true, kind: 'loose', example: '50800001', note: '本校的试点证书', read: tidy(normaliseText) },
    { title: '证书名称', field: 'certName', example: '智能新能源汽车职业技能等级证书', note: '填写时须与证书编号一致', read: tidy(normaliseText), width: 32 },
    { title: '证书等级', field: 'certLevel', example: '初级', list: certLevels, read: tidy(normaliseText) },
  ],
  key: ['idType', 'idNo', 'certNo'],
  twice: '该监考证书已存在（与第{row}行重复）',
  notes: [
    '每行一个监考证书；同一教师有多个监考证书的，填写多行。',
    '已在监考人员中的教师只增加证书，姓名须一致，手机号码不变。',
    '导入后由证书的培训评价组织认证，认证通过后可被安排监考。',
  ],
  undo: true,
})

const columns = [
  { title: '教师编号', field: 'teacherNo' },
  { title: '教师姓名', field: 'name' },
  { title: '手机号码', field: 'mobileMasked', width: 16 },
  { title: '所属院校', field: 'schoolName', width: 24 },
  { title: '所在区域', field: 'regionName', width: 20 },
  { title: '证书编号', field: 'certNo' },
  { title: '申请通过的证书', field: 'certName', width: 36 },
  { title: '证书等级', field: 'certLevel' },
  { title: '颁证机构', field: 'awardingBodyName', width: 28 },
  { title: '认证状态', field: 'status' },
] as const
/** X11 批量导出监考人员 (P-5.2.11-08, A44): one row per certificate. */
export const invigilatorExport = exportSheet({ module: 'invigilators', name: 'invigilators', title: '监考人员', who: schoolReaders, columns })
/** The same for the awarding body, whose list has one row per certificate. */
export const qualificationExport = exportSheet({ module: 'invigilators', name: 'qualifications', title: '监考人员', who: bodyReaders, columns })
