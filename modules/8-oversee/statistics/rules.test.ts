import { expect, test } from 'vitest'
import { passRate } from './rules.ts'

test('P-7.1-03 A35: 通过率 has two decimals, “-” when nobody sat', () => {
  expect(passRate({ passed: 0, attended: 0 })).toBe('-')
  expect(passRate({ passed: 0, attended: 3 })).toBe('0.00%')
  expect(passRate({ passed: 2, attended: 3 })).toBe('66.67%')
  expect(passRate({ passed: 1, attended: 3 })).toBe('33.33%')
  expect(passRate({ passed: 7, attended: 7 })).toBe('100.00%')
  expect(passRate({ passed: 1, attended: 800 })).toBe('0.13%')
})
