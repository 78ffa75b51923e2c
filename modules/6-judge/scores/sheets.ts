import { exportSheet, sheet, type CellVerdict, type RowOf } from '#kit/pure/sheet.ts'
import { normaliseText } from '#packages/id-number/index.ts'
import { absent } from './model.ts'
import { recordScore, scoreReaders } from './operations.ts'
import { readIdNo, readScore } from './rules.ts'

const tidy =
  (clean: (text: string) => string) =>
  (text: string): CellVerdict => ({ ok: true, value: clean(text) })
const read = tidy(normaliseText)

/** I9 科目成绩导入模板. */
export const scoreSheet = sheet({
  module: 'scores',
  name: 'importScores',
  title: '科目成绩导入模板',
  row: recordScore,
  given: ['planId', 'lineSubjectId'],
  columns: [
    {
      title: '准考证号',
      field: 'ticketNo',
      required: true,
      example: '20210916002611000000700012',
      note: '请将整列设置为文本格式',
      read: tidy((t) => normaliseText(t).replace(/\s/g, '')),
      width: 30,
    },
    { title: '考生姓名', field: 'name', required: true, example: '王小八', also: ['姓名'], read },
    {
      title: '证件号码',
      field: 'idNo',
      example: '370682199901096532',
      also: ['身份证号', '身份证号码'],
      note: '可不填；填写时须与准考证号一致。请将整列设置为文本格式',
      read: tidy(readIdNo),
      width: 24,
    },
    { title: '科目编号', field: 'subjectNo', required: true, kind: 'loose', example: '50800001101', read, width: 16 },
    { title: '科目名称', field: 'subjectName', example: '笔试科目', note: '填写时须与科目编号一致', read, width: 18 },
    {
      title: '成绩',
      field: 'score',
      required: true,
      kind: 'loose',
      example: '85',
      note: `0至满分，最多一位小数；未参加考试填“${absent}”`,
      read: (text) => {
        const s = readScore(text)
        return s.ok ? { ok: true, value: s.text } : s
      },
    },
  ],
  key: ['ticketNo'],
  twice: '准考证号与第{row}行重复',
  notes: ['每次导入一个科目的成绩；重新导入会覆盖已登记的成绩，原成绩保留在修改记录中。'],
  undo: false,
})
export type ScoreCells = RowOf<typeof scoreSheet>

/** X9 批量导出科目成绩 (P-5.2.9-02); the last three columns are ours (A26). */
export const scoreExport = exportSheet({
  module: 'scores',
  name: 'scores',
  title: '科目成绩',
  who: scoreReaders,
  columns: [
    { title: '考试计划', field: 'planName', width: 30 },
    { title: '考生姓名', field: 'name' },
    { title: '考生编号', field: 'candidateNo', width: 30 },
    { title: '证件号码', field: 'idNo', width: 22 },
    { title: '准考证号', field: 'ticketNo', width: 30 },
    { title: '考生类型', field: 'kind' },
    { title: '所属院校', field: 'schoolName', width: 24 },
    { title: '科目编号', field: 'subjectNo', width: 16 },
    { title: '科目名称', field: 'subjectName', width: 16 },
    { title: '考试方式', field: 'examMode' },
    { title: '报考证书', field: 'certName', width: 32 },
    { title: '证书等级', field: 'certLevel' },
    { title: '考核单位', field: 'awardingBodyName', width: 24 },
    { title: '考试通过条件', field: 'passCondition' },
    { title: '成绩', field: 'score' },
    { title: '是否合格', field: 'passed' },
    { title: '成绩状态', field: 'status' },
  ],
})
