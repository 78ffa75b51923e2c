import { expect, test } from 'vitest'
import { unreachable } from '#kit/pure/workflow.ts'
import { examBounds, noWindows, type Session } from './model.ts'
import { sessionWorkflow, stageOf, stages } from './workflow.ts'

const at = (n: number): string => new Date(Date.UTC(2026, 0, n)).toISOString()
const session: Session = {
  id: '',
  door: 'pilot',
  number: '',
  name: '',
  year: 2026,
  organiserId: '',
  status: 'published',
  version: 1,
  registerStart: at(1),
  registerEnd: at(3),
  arrangeStart: at(4),
  arrangeEnd: at(6),
  firstStart: at(8),
  lastEnd: at(9),
  scoreStart: at(10),
  scoreEnd: at(12),
  publicStart: at(14),
  publicEnd: at(16),
}
const nudged = (iso: string, ms: number): string => new Date(Date.parse(iso) + ms).toISOString()

test.each([
  ['registerStart', 'upcoming', 'enrolling'],
  ['arrangeStart', 'awaiting-seating', 'seating'],
  ['firstStart', 'awaiting-exam', 'examining'],
  ['scoreStart', 'awaiting-scores', 'scoring'],
  ['publicStart', 'awaiting-publication', 'publication'],
] as const)('P-5.2.2-04 当前阶段 turns at the very second of %s', (bound, before, from) => {
  const edge = session[bound] as string
  expect(stageOf(session, nudged(edge, -1000))).toBe(before)
  expect(stageOf(session, edge)).toBe(from)
})

test.each([
  ['registerEnd', 'enrolling', 'awaiting-seating'],
  ['arrangeEnd', 'seating', 'awaiting-exam'],
  ['lastEnd', 'examining', 'awaiting-scores'],
  ['scoreEnd', 'scoring', 'awaiting-publication'],
  ['publicEnd', 'publication', 'over'],
] as const)('P-5.2.2-04 当前阶段 lasts through the second of %s and turns after it', (bound, until, after) => {
  const edge = session[bound] as string
  expect(stageOf(session, edge)).toBe(until)
  expect(stageOf(session, nudged(edge, 1000))).toBe(after)
})

test('P-5.2.2-04 where two windows touch, the earlier line of 7.2 wins', () => {
  expect(stageOf({ ...session, registerEnd: at(4) }, at(4))).toBe('enrolling')
})

test('P-5.2.2-04 未发布 and 已取消 are shown whatever the clock says; a door without windows is simply over', () => {
  expect(stageOf({ ...session, status: 'draft' }, at(2))).toBe('draft')
  expect(stageOf({ ...session, status: 'cancelled' }, at(2))).toBe('cancelled')
  expect(stageOf({ ...session, ...noWindows, firstStart: null, lastEnd: null }, at(2))).toBe('over')
  expect(stages.map((s) => s.label)).toEqual([
    '未发布',
    '未开始',
    '报考中',
    '待排考',
    '排考中',
    '待考试',
    '考试中',
    '待登记成绩',
    '成绩登记中',
    '待公示',
    '公示中',
    '已结束',
    '已取消',
  ])
})

test('S15 every state can be reached', () => {
  expect(unreachable(sessionWorkflow)).toEqual([])
})

test('bounds of the sittings are the first start and the last end', () => {
  expect(
    examBounds([
      { startsAt: at(3), endsAt: at(4) },
      { startsAt: at(2), endsAt: at(3) },
    ]),
  ).toEqual({ firstStart: at(2), lastEnd: at(4) })
  expect(examBounds([])).toEqual({ firstStart: null, lastEnd: null })
})
