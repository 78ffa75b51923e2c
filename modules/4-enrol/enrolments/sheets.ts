import { certLevels } from '#credentials'
import { idTypes } from '#people'
import { exportSheet, sheet, type CellVerdict, type Column, type Fault, type RowOf } from '#kit/pure/sheet.ts'
import { normaliseIdNumber, normaliseText } from '#packages/id-number/index.ts'
import { enrolByCertificate, enrolBySubject, enrolmentReaders } from './operations.ts'
import type { LineFact, SubjectFact } from './rules.ts'

const tidy =
  (clean: (text: string) => string) =>
  (text: string): CellVerdict => ({ ok: true, value: clean(text) })
const read = tidy(normaliseText)

const person = [
  { title: '考生姓名', field: 'name', required: true, example: '王小八', also: ['姓名'], read },
  { title: '证件类型', field: 'idType', required: true, example: '身份证', list: idTypes, read, width: 16 },
  {
    title: '证件号码',
    field: 'idNo',
    required: true,
    example: '370682199901096532',
    also: ['身份证号', '身份证号码'],
    note: '请将整列设置为文本格式；与考生管理中的证件号码一致',
    read: tidy(normaliseIdNumber),
    width: 24,
  },
] as const satisfies readonly Column[]
const target = {
  title: '参考对象类型',
  field: 'targetType',
  example: '中职学生',
  note: '科目的参考对象不是所有考生时必填，以培训评价组织的考试计划为准',
  read,
  width: 18,
} as const satisfies Column
const notes = ['考生须已在考生管理中；考生信息以导入时为准，之后在考生管理中的修改不影响本次考试计划。']

/** I5 按证书导入报考模板 (P-5.2.6-02). */
export const byCertificateSheet = sheet({
  module: 'enrolments',
  name: 'byCertificate',
  title: '按证书导入报考模板',
  row: enrolByCertificate,
  given: ['planId'],
  columns: [
    ...person,
    { title: '证书编号', field: 'certNo', required: true, kind: 'loose', example: '50800001', read },
    {
      title: '报考证书',
      field: 'certName',
      example: '智能新能源汽车职业技能等级证书',
      also: ['证书名称'],
      note: '填写时须与证书编号一致',
      read,
      width: 32,
    },
    { title: '证书等级', field: 'certLevel', example: '初级', list: certLevels, read },
    target,
  ],
  key: ['idType', 'idNo', 'certNo'],
  twice: '该考生已报考该证书（与第{row}行重复）',
  notes: ['每行报考该证书在考试计划内、该考生应参加的全部科目。', ...notes],
  undo: true,
})

/** I6 按科目导入报考模板 (P-5.2.6-03). */
export const bySubjectSheet = sheet({
  module: 'enrolments',
  name: 'bySubject',
  title: '按科目导入报考模板',
  row: enrolBySubject,
  given: ['planId', 'credentialId'],
  columns: [
    ...person,
    { title: '科目编号', field: 'subjectNo', required: true, kind: 'loose', example: '50800001102', read, width: 16 },
    { title: '科目名称', field: 'subjectName', example: '实操科目', note: '填写时须与科目编号一致', read, width: 18 },
    target,
  ],
  key: ['idType', 'idNo', 'subjectNo'],
  twice: '该考生已报考该科目（与第{row}行重复）',
  notes: ['每行报考一个科目。', ...notes],
  undo: true,
})
export type CertificateCells = RowOf<typeof byCertificateSheet>
export type SubjectCells = RowOf<typeof bySubjectSheet>

/** The certificate of a row of I5; a name or level that says another one is told (spec 6.1). */
export function lineOfRow(
  v: Pick<CertificateCells, 'certNo' | 'certName' | 'certLevel'>,
  lines: readonly LineFact[],
): { line: LineFact | null; faults: Fault[] } {
  const line = lines.find((l) => l.certNo === v.certNo) ?? null
  if (!line) return { line, faults: [{ field: 'certNo', why: '证书不在该考试计划内' }] }
  const faults: Fault[] = []
  if (v.certName && v.certName !== line.certName)
    faults.push({ field: 'certName', why: '证书编号与证书名称不一致', suggestion: line.certName })
  if (v.certLevel && v.certLevel !== line.certLevel)
    faults.push({ field: 'certLevel', why: '证书编号与证书等级不一致', suggestion: line.certLevel })
  return { line, faults }
}
/** The 科目 of a row of I6, among those of the chosen plan and certificate. */
export function subjectOfRow(
  v: Pick<SubjectCells, 'subjectNo' | 'subjectName'>,
  line: LineFact,
): { subject: SubjectFact | null; faults: Fault[] } {
  const subject = line.subjects.find((s) => s.subjectNo === v.subjectNo) ?? null
  if (!subject) return { subject, faults: [{ field: 'subjectNo', why: '科目不在该考试计划和证书内' }] }
  const differs = v.subjectName && v.subjectName !== subject.name
  return {
    subject,
    faults: differs ? [{ field: 'subjectName', why: '科目编号与科目名称不一致', suggestion: subject.name }] : [],
  }
}

/** X4 批量导出报考数据 (P-5.2.6-13). 证件号码 in clear for the awarding body's own exam system, masked for a school (P-0-03). */
export const enrolmentExport = exportSheet({
  module: 'enrolments',
  name: 'enrolments',
  title: '报考管理',
  who: enrolmentReaders,
  columns: [
    { title: '考试计划', field: 'planName', width: 30 },
    { title: '考生姓名', field: 'name' },
    { title: '考生编号', field: 'candidateNo', width: 30 },
    { title: '证件号码', field: 'idNo', width: 22 },
    { title: '考生类型', field: 'kind' },
    { title: '所属院校', field: 'schoolName', width: 24 },
    { title: '专业名称', field: 'majorName', width: 20 },
    { title: '报考证书', field: 'certName', width: 32 },
    { title: '证书等级', field: 'certLevel' },
    { title: '报考方式', field: 'mode' },
    { title: '科目编号', field: 'subjectNo', width: 16 },
    { title: '科目名称', field: 'subjectName', width: 16 },
    { title: '参考对象类型', field: 'targetType', width: 16 },
    { title: '报考状态', field: 'status' },
    { title: '缴费标识', field: 'payStatus' },
    { title: '缴费单号', field: 'paymentNumber', width: 20 },
  ],
})
