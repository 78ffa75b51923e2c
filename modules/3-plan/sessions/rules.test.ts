import { expect, test } from 'vitest'
import {
  changesInWords,
  missingBounds,
  orderProblems,
  overlapping,
  sittingMoveProblems,
  sittingProblems,
  windowMoveProblems,
} from './rules.ts'
import { noWindows, type ExamBounds, type Windows } from './model.ts'

const day = (n: number, h = 0): string => new Date(Date.UTC(2026, 0, n, h)).toISOString()
const windows: Windows = {
  registerStart: day(1),
  registerEnd: day(3),
  arrangeStart: day(4),
  arrangeEnd: day(6),
  scoreStart: day(10),
  scoreEnd: day(12),
  publicStart: day(14),
  publicEnd: day(16),
}
const exam: ExamBounds = { firstStart: day(8), lastEnd: day(9) }
const old = { ...windows, ...exam }
const later = (iso: string): string => new Date(Date.parse(iso) + 1000).toISOString()
const earlier = (iso: string): string => new Date(Date.parse(iso) - 1000).toISOString()
const said = (ps: readonly { path: string; message: string }[]): string[] => ps.map((p) => `${p.path} ${p.message}`)

test('P-5.2.2-03 windows in order are accepted, also where two of them touch', () => {
  expect(orderProblems(windows, exam)).toEqual([])
  expect(
    orderProblems(
      {
        ...windows,
        registerEnd: windows.arrangeStart,
        arrangeEnd: exam.firstStart,
        scoreStart: exam.lastEnd,
        scoreEnd: windows.publicStart,
      },
      exam,
    ),
  ).toEqual([])
})

test.each([
  [{ registerEnd: later(day(4)) }, 'registerEnd 报考结束时间不能晚于排考开始时间'],
  [{ registerEnd: day(1) }, 'registerEnd 报考结束时间必须晚于报考开始时间'],
  [{ arrangeEnd: day(4) }, 'arrangeEnd 排考结束时间必须晚于排考开始时间'],
  [{ arrangeEnd: later(day(8)) }, 'arrangeEnd 排考结束时间不能晚于首场考试开始时间'],
  [{ scoreStart: earlier(day(9)) }, 'scoreStart 末场考试结束时间不能晚于成绩登记开始时间'],
  [{ scoreEnd: day(10) }, 'scoreEnd 成绩登记结束时间必须晚于成绩登记开始时间'],
  [{ scoreEnd: later(day(14)) }, 'scoreEnd 成绩登记结束时间不能晚于成绩公示开始时间'],
  [{ publicEnd: day(14) }, 'publicEnd 成绩公示结束时间必须晚于成绩公示开始时间'],
] as const)('P-5.2.2-03 wrong order %o is named in words', (change, words) => {
  expect(said(orderProblems({ ...windows, ...change }, exam))).toEqual([words])
})

test('P-5.2.2-03 several wrong pairs are all named; what is not set is not judged but missing', () => {
  expect(said(orderProblems({ ...windows, registerEnd: day(5), scoreEnd: day(15) }, exam))).toHaveLength(2)
  expect(orderProblems({ ...noWindows, registerEnd: day(5) }, { firstStart: null, lastEnd: null })).toEqual([])
  expect(said(missingBounds({ ...windows, publicEnd: null }))).toEqual(['publicEnd 请选择成绩公示结束时间'])
})

test('S15.3 a bound that has not passed moves freely, and nothing changed is no change', () => {
  const next = { ...windows, registerStart: day(2), publicEnd: day(20) }
  expect(windowMoveProblems(old, next, earlier(day(1)))).toEqual([])
  expect(windowMoveProblems(old, windows, day(30))).toEqual([])
})

test('S15.3 a start has passed at its very second, one second before it may still move', () => {
  const next = { ...windows, registerStart: day(2) }
  expect(windowMoveProblems(old, next, earlier(day(1)))).toEqual([])
  expect(said(windowMoveProblems(old, next, day(1)))).toEqual([
    'registerStart 报考开始时间（2026-01-01 08:00）已过，不能修改',
  ])
})

test.each([
  ['registerEnd', 'arrangeStart', day(3, 12), '排考已经开始，报考结束时间不能再延后'],
  ['arrangeEnd', 'firstStart', day(7), '考试已经开始，排考结束时间不能再延后'],
  ['scoreEnd', 'publicStart', day(13), '成绩公示已经开始，成绩登记结束时间不能再延后'],
] as const)('S15.3 %s that has passed may be moved later until the second before %s', (bound, next, to, refused) => {
  const changed = { ...windows, [bound]: to }
  const begins = old[next] as string
  expect(windowMoveProblems(old, changed, later(old[bound] as string))).toEqual([])
  // One second before the next window: still allowed (to an end that is not in the past), at its second no more.
  expect(windowMoveProblems(old, { ...windows, [bound]: begins }, earlier(begins))).toEqual([])
  expect(said(windowMoveProblems(old, { ...windows, [bound]: begins }, begins))).toEqual([`${bound} ${refused}`])
})

test('S15.3 a passed end may only be moved later, never earlier', () => {
  expect(said(windowMoveProblems(old, { ...windows, registerEnd: day(2) }, later(day(3))))).toEqual([
    'registerEnd 报考结束时间（2026-01-03 08:00）已过，只能延后',
  ])
})

test('S15.3 at its own last second an end has not passed and may move', () => {
  expect(windowMoveProblems(old, { ...windows, publicEnd: day(17) }, day(16))).toEqual([])
})

test('S15.3 公示期 end never moves after it has passed', () => {
  expect(said(windowMoveProblems(old, { ...windows, publicEnd: day(18) }, later(day(16))))).toEqual([
    'publicEnd 成绩公示结束时间（2026-01-16 08:00）已过，不能修改',
  ])
})

test('S15.3 an end cannot be set into the past', () => {
  expect(said(windowMoveProblems(old, { ...windows, registerEnd: day(2) }, day(2, 12)))).toEqual([
    'registerEnd 报考结束时间不能早于当前时间',
  ])
})

test('S15.3 a bound of a published session cannot be emptied', () => {
  expect(said(windowMoveProblems(old, { ...windows, publicEnd: null }, day(1)))).toEqual([
    'publicEnd 请选择成绩公示结束时间',
  ])
})

test('S15.3 exam times move until the exam begins; the end until its last second', () => {
  const was = { startsAt: day(8), endsAt: day(8, 2) }
  expect(sittingMoveProblems(was, { startsAt: day(8, 1), endsAt: day(8, 3) }, earlier(day(8)))).toEqual([])
  expect(said(sittingMoveProblems(was, { startsAt: day(8, 1), endsAt: day(8, 2) }, day(8)))).toEqual([
    'startsAt 考试开始时间（2026-01-08 08:00）已过，不能修改',
  ])
  expect(sittingMoveProblems(was, { startsAt: day(8), endsAt: day(8, 3) }, day(8, 2))).toEqual([])
  expect(said(sittingMoveProblems(was, { startsAt: day(8), endsAt: day(8, 3) }, later(day(8, 2))))).toEqual([
    'endsAt 考试结束时间（2026-01-08 10:00）已过，不能修改',
  ])
  expect(said(sittingMoveProblems(was, { startsAt: day(8), endsAt: day(8, 1) }, day(8, 2)))).toEqual([
    'endsAt 考试结束时间不能早于当前时间',
  ])
  expect(said(sittingProblems({ startsAt: day(8), endsAt: day(8) }))).toEqual([
    'endsAt 考试结束时间必须晚于考试开始时间',
  ])
})

const subject = (from: number, to: number, targets: string[] = []) => ({
  name: `${from}-${to}`,
  startsAt: day(8, from),
  endsAt: day(8, to),
  targets,
})
test('P-5.2.2-03 P-5.2.1-03 subjects overlap only for the same 参考对象类型, and 所有考生 meets every type', () => {
  expect(overlapping([subject(8, 10), subject(9, 11)])).toEqual([0, 1])
  expect(overlapping([subject(8, 10), subject(10, 11)])).toBeNull()
  expect(overlapping([subject(8, 10, ['中职']), subject(9, 11, ['高职'])])).toBeNull()
  expect(overlapping([subject(8, 10, ['中职', '高职']), subject(12, 13), subject(9, 11, ['高职'])])).toEqual([0, 2])
  expect(overlapping([subject(8, 10, ['中职']), subject(9, 11)])).toEqual([0, 1])
})

test('S15.3 a change is told in Beijing time with old and new', () => {
  expect(changesInWords(windows, { ...windows, registerEnd: day(3, 9) })).toEqual([
    '报考结束时间由 2026-01-03 08:00 改为 2026-01-03 17:00',
  ])
})
