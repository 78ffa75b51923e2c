import { refusals } from '#kit/pure/refusal.ts'

/** Sentences of P-5.2.9-03, -06 and -07. */
export const words = refusals({
  'score-window': { says: '当前不在成绩登记时间内', way: '请在考试计划的成绩登记时间内导入' },
  'exam-not-over': { says: '该科目考试尚未结束', way: '请在科目考试结束后登记成绩' },
  'not-public': { says: '当前不在公示期内，成绩不可修改', way: '公示期前请在成绩登记时间内重新导入' },
  locked: { says: '成绩已锁定，不可修改', way: '公示期已结束，成绩为最终结果' },
  'not-sat': { says: '考生未参加该科目', way: '该考生在本科目没有座位' },
})

/** Reasons of a row of the sheet (spec 6.1 I9). */
export const rowWords = {
  'no-ticket': '准考证号不存在',
  'not-sat': '考生未参加该科目',
  'out-of-range': '成绩超出范围',
  'other-name': '考生姓名与准考证号不一致',
  'other-id': '证件号码与准考证号不一致',
  'other-subject': '科目编号与所选科目不一致',
  'other-subject-name': '科目编号与科目名称不一致',
} as const
export type RowCode = keyof typeof rowWords
