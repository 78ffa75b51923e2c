import { expect, test } from 'vitest'
import { day, left, minute, shortMinute, span } from './times.ts'

test('instants are shown in Asia/Shanghai, over the edge of a day too', () => {
  expect(minute('2026-11-22T17:30:00.000Z')).toBe('2026-11-23 01:30')
  expect(shortMinute('2026-11-22T06:30:00.000Z')).toBe('11-22 14:30')
  expect(day('2026-12-31T16:00:00.000Z')).toBe('2027-01-01')
})

test('a calendar day stays that day', () => {
  expect(day('2026-11-26')).toBe('2026-11-26')
})

test('an absent time shows as absent, never as 1970', () => {
  expect([day(null), minute(undefined), shortMinute('')]).toEqual(['—', '—', '—'])
})

test('a window of one day does not repeat the day', () => {
  expect(span('2026-11-22T01:00:00.000Z', '2026-11-22T09:00:00.000Z')).toBe('2026-11-22 09:00 至 17:00')
  expect(span('2026-11-22T01:00:00.000Z', '2026-11-28T09:00:00.000Z')).toBe('2026-11-22 09:00 至 2026-11-28 17:00')
  expect(span('2026-11-22T01:00:00.000Z', null)).toBe('2026-11-22 09:00 至 —')
})

test('what is left is told in the unit that matters', () => {
  const now = '2026-11-22T09:00:00.000Z'
  expect(left('2026-11-28T09:00:00.000Z', now)).toBe('还有 6 天')
  expect(left('2026-11-22T12:30:00.000Z', now)).toBe('还有 3 小时')
  expect(left('2026-11-22T09:00:00.000Z', now)).toBe('还有 0 分钟')
  expect(left('2026-11-22T08:59:59.000Z', now)).toBe('已截止')
})
