import { expect, test } from 'vitest'
import { firstPassword, isLocked, passwordProblem } from './rules.ts'

test('P-1-05 a password needs eight characters with letters and digits', () => {
  expect(passwordProblem('abc1234', 'zhang_san')).toBe('weak')
  expect(passwordProblem('abcdefgh', 'zhang_san')).toBe('weak')
  expect(passwordProblem('12345678', 'zhang_san')).toBe('weak')
  expect(passwordProblem('abcd1234', 'zhang_san')).toBeNull()
})
test('a password that can be derived from the account is refused', () => {
  expect(passwordProblem('school2026', 'school2026')).toBe('derivable')
  expect(passwordProblem('xSchool2026y', 'school2026')).toBe('derivable')
  expect(passwordProblem('6202loohcs', 'school2026')).toBe('derivable')
})
test('P-1-03 the lock holds from the fifth failure for 15 minutes, to the second', () => {
  const last = '2026-03-01T00:00:00.000Z'
  expect(isLocked(4, last, '2026-03-01T00:00:01.000Z')).toBe(false)
  expect(isLocked(5, last, '2026-03-01T00:14:59.000Z')).toBe(true)
  expect(isLocked(5, last, '2026-03-01T00:15:00.000Z')).toBe(false)
})
test('a first password has letters and digits that cannot be mistaken for each other', () => {
  const p = firstPassword(Uint8Array.from({ length: 10 }, (_, i) => i * 37))
  expect(p).toMatch(/^[a-z]{4}[2-9]{6}$/)
  expect(p).not.toMatch(/[lo01]/)
})
