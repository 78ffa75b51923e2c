import { expect, test } from 'vitest'
import { sittingTime, minuteSpan, stampOf } from './times.ts'

test('D4 考试时间 is written as on the 准考证 of the manual', () => {
  expect(sittingTime('2021-09-18T00:00:00.000Z', '2021-09-18T01:00:00.000Z')).toBe('2021-09-18 08:00-09:00')
  expect(sittingTime('2021-09-18T15:00:00.000Z', '2021-09-18T17:00:00.000Z')).toBe('2021-09-18 23:00 至 2021-09-19 01:00')
  expect(minuteSpan('2021-09-18T15:59:59.000Z', '2021-09-18T16:00:00.000Z')).toBe('2021-09-18 23:59 至 2021-09-19 00:00')
  expect(stampOf('2026-11-26T01:30:05.123Z')).toBe('20261126093005')
})
