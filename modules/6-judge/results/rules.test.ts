import { expect, test } from 'vitest'
import { isFinal, resultOf, type Counts } from './rules.ts'

const end = '2026-01-10T00:00:00.000Z'
const after = '2026-01-10T00:00:00.001Z'
const r = (over: Partial<Counts>): Counts => ({ needed: 2, scored: 0, passed: 0, waitsUntil: null, publicEnd: end, ...over })

test('S10.1, S10.2: 未出结果 until every needed 科目 has a score; then 已通过 or 未通过, provisional', () => {
  expect(resultOf(r({}), end)).toBe('pending')
  expect(resultOf(r({ scored: 1, passed: 1 }), end)).toBe('pending')
  expect(resultOf(r({ scored: 1 }), end)).toBe('pending')
  expect(resultOf(r({ scored: 2, passed: 2 }), end)).toBe('passed')
  expect(resultOf(r({ scored: 2, passed: 1 }), end)).toBe('failed')
  expect(isFinal(r({}), end)).toBe(false)
})
test('S10.3, S10.4, S9.6: after the 公示期 it is final; what was never scored counts as not passed', () => {
  expect(isFinal(r({}), after)).toBe(true)
  expect(resultOf(r({ scored: 2, passed: 2 }), after)).toBe('passed')
  expect(resultOf(r({ scored: 1, passed: 1 }), after)).toBe('failed')
  expect(resultOf(r({}), after)).toBe('failed')
})
test('A27: an earlier pass counts once it is locked itself; until then nothing is said', () => {
  const waits = '2026-01-05T00:00:00.000Z'
  const counted = r({ scored: 2, passed: 2, waitsUntil: waits })
  expect(resultOf(counted, waits)).toBe('pending')
  expect(resultOf(counted, '2026-01-05T00:00:00.001Z')).toBe('passed')
})
