import { expect, test } from 'vitest'
import { editVerdict, importVerdict, isInRange, judgeRow, readScore } from './rules.ts'
import { scoreStatusOf } from './workflow.ts'

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString()
const second = (minute: number, by: number): string => new Date(Date.parse(at(minute)) + by * 1000).toISOString()

test('spec 3.18: a score is a number with at most one decimal, or 缺考; anything else says what is wrong', () => {
  expect(readScore('85')).toEqual({ ok: true, score: 85, text: '85' })
  expect(readScore(' ８５.５ ')).toEqual({ ok: true, score: 85.5, text: '85.5' })
  expect(readScore('85.50')).toEqual({ ok: true, score: 85.5, text: '85.5' })
  expect(readScore('缺考')).toEqual({ ok: true, score: null, text: '缺考' })
  expect(readScore('85.55')).toEqual({ ok: false, why: '成绩最多一位小数' })
  expect(readScore('85.05')).toEqual({ ok: false, why: '成绩最多一位小数' })
  expect(readScore('-1')).toEqual({ ok: false, why: '成绩超出范围' })
  for (const typed of ['', '八十', '85分', '1e2', '0x10', '8,5', '缓考']) expect(readScore(typed).ok, typed).toBe(false)
})
test('P-5.2.9-03: 0 ≤ score ≤ 满分', () => {
  expect([0, 100, 99.5, null].map((s) => isInRange(s, 100))).toEqual([true, true, true, true])
  expect([100.1, 120, -0.5].map((s) => isInRange(s, 100))).toEqual([false, false, false])
})
test('P-5.2.9-03: import only within 成绩登记时间, both edges included, and after the exam of the 科目', () => {
  const w = { scoreStart: at(10), scoreEnd: at(20), endsAt: at(5) }
  expect(importVerdict(w, second(10, -1))).toBe('score-window')
  expect(importVerdict(w, at(10))).toBeNull()
  expect(importVerdict(w, at(20))).toBeNull()
  expect(importVerdict(w, second(20, 1))).toBe('score-window')
  expect(importVerdict({ ...w, endsAt: at(15) }, at(15))).toBe('exam-not-over')
  expect(importVerdict({ ...w, endsAt: at(15) }, second(15, 1))).toBeNull()
  expect(importVerdict({ ...w, endsAt: null }, at(15))).toBe('exam-not-over')
})
test('P-5.2.9-06, P-5.2.9-07: a change only in 公示期, both edges included; after it the score is locked', () => {
  const s = { publicStart: at(10), publicEnd: at(20), seatedAt: at(0), startsAt: at(1), endsAt: at(2) }
  expect(editVerdict(s, second(10, -1))).toBe('not-public')
  expect(editVerdict(s, at(10))).toBeNull()
  expect(editVerdict(s, at(20))).toBeNull()
  expect(editVerdict(s, second(20, 1))).toBe('locked')
  expect(editVerdict({ ...s, seatedAt: null }, at(15))).toBe('not-sat')
  expect(editVerdict({ ...s, endsAt: at(16) }, at(15))).toBe('exam-not-over')
})
test('S9.3, S9.5, S9.6: 已登记 → 公示中 → 已锁定 by the clock; without a score it stays 未登记', () => {
  const s = { isRecorded: true, publicStart: at(10), publicEnd: at(20) }
  expect([second(10, -1), at(10), at(20), second(20, 1)].map((now) => scoreStatusOf(s, now))).toEqual(['recorded', 'public', 'public', 'locked'])
  expect(scoreStatusOf({ ...s, isRecorded: false }, second(20, 1))).toBe('unrecorded')
})
test('spec 6.1 I9: every disagreement of a row with its 准考证号 is named', () => {
  const subject = { subjectNo: '50800001101', name: '笔试科目', fullScore: 100 }
  const ticket = { enrolmentSubjectId: 'x', name: '王小八', isOwnId: null }
  const row = { name: '王小八', subjectNo: '50800001101', subjectName: '', score: 85 }
  const codes = (over: object, fact: object | null = {}) =>
    judgeRow({ ...row, ...over }, subject, fact && { ...ticket, ...fact }).map((f) => f.code)
  expect(codes({})).toEqual([])
  expect(codes({}, null)).toEqual(['no-ticket'])
  expect(codes({ name: '王小九' })).toEqual(['other-name'])
  expect(codes({}, { isOwnId: false })).toEqual(['other-id'])
  expect(codes({}, { enrolmentSubjectId: null })).toEqual(['not-sat'])
  expect(codes({ subjectNo: '50800001102' })).toEqual(['other-subject'])
  expect(codes({ subjectName: '实操科目' })).toEqual(['other-subject-name'])
  expect(codes({ score: 120 })).toEqual(['out-of-range'])
  expect(codes({ score: 120, name: '' }, null)).toEqual(['no-ticket', 'out-of-range'])
})
