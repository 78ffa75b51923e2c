import { limits } from './model.ts'

/** P-1-05: at least 8, letters and digits; never the account name or what anyone could derive from it. */
export function passwordProblem(password: string, loginName: string): 'weak' | 'derivable' | null {
  if (password.length < 8 || !/[A-Za-z]/.test(password) || !/\d/.test(password)) return 'weak'
  const p = password.toLowerCase()
  const l = loginName.toLowerCase()
  if (p.includes(l) || l.includes(p) || p === [...l].reverse().join('')) return 'derivable'
  return null
}

/** P-1-03: five wrong ones in a row, from this address, lock this account for this address for 15 minutes. */
export function isLocked(failuresInARow: number, lastFailureAt: string | null, now: string): boolean {
  if (failuresInARow < limits.lockAfter || !lastFailureAt) return false
  return Date.parse(now) < Date.parse(lastFailureAt) + limits.lock * 60_000
}

/** A first password that can be read out: 4 letters, 6 digits, no characters that look alike. `bytes` are random, 10 of them. */
export function firstPassword(bytes: Uint8Array): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz'
  const digits = '23456789'
  return Array.from(bytes.slice(0, 10), (b, i) => (i < 4 ? letters[b % letters.length] : digits[b % digits.length])).join('')
}
