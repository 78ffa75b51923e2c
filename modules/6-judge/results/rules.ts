import type { ResultStatus } from './model.ts'

export interface Counts {
  readonly needed: number
  readonly scored: number
  readonly passed: number
  readonly waitsUntil: string | null
  readonly publicEnd: string
}
/** S10.3, S10.4: final once the 公示期 is over. */
export const isFinal = (r: Pick<Counts, 'publicEnd'>, now: string): boolean => now > r.publicEnd

/**
 * 全科合格 (P-5.2.10-04): 已通过 when every needed 科目 is passed; 未通过 when all have a score or nothing can come any more (S9.6).
 * Before the 公示期 is over it is provisional, and nothing is said while an earlier pass that counts is not locked itself (A27).
 */
export function resultOf(r: Counts, now: string): ResultStatus {
  if (isFinal(r, now)) return r.passed >= r.needed ? 'passed' : 'failed'
  if (r.waitsUntil !== null && now <= r.waitsUntil) return 'pending'
  if (r.passed >= r.needed) return 'passed'
  return r.scored >= r.needed ? 'failed' : 'pending'
}

/** P-5.2.9-05 */
export const triesPerHour = 10
