import { expect, test } from 'vitest'
import { unreachable } from '#kit/pure/workflow.ts'
import { enrolmentFlow, enrolmentStatuses, statusLabel, statusOf } from './workflow.ts'

const exam = { startsAt: '2026-03-10T01:00:00.000Z', endsAt: '2026-03-10T03:00:00.000Z' }

test.each([
  ['2026-03-10T00:59:59.999Z', '待考试'],
  [exam.startsAt, '考试中'],
  [exam.endsAt, '考试中'],
  ['2026-03-10T03:00:00.001Z', '已结束'],
])('P-5.2.6-17 S6 with a seat the clock moves the status: at %s it is %s', (now, label) =>
  expect(statusLabel(statusOf({ ...exam, seatedAt: '2026-03-06T00:00:00.000Z' }, now))).toBe(label),
)

test('A39 without a seat it stays 未排考 for ever', () => {
  for (const now of [exam.startsAt, exam.endsAt, '2030-01-01T00:00:00.000Z'])
    expect(statusOf({ ...exam, seatedAt: null }, now)).toBe('unseated')
  expect(enrolmentStatuses.map((s) => s.label)).toEqual(['未排考', '待考试', '考试中', '已结束'])
})

test('S6.7 缴费标识 is reached by 确认缴费 and never taken back', () => {
  expect(unreachable(enrolmentFlow)).toEqual([])
  expect(Object.values(enrolmentFlow.steps).filter((s) => s.to === 'unpaid')).toEqual([])
})
