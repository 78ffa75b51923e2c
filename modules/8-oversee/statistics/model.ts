/** The two tabs of 证书通过率统计 (P-7.1-01, -02). */
export const groupings = { certificate: '按证书统计', level: '按证书等级统计' } as const
export type Grouping = keyof typeof groupings

/** Registrations whose result is final; each counts once in every sum, so the totals of both tabs agree (P-7.1-03). */
export interface Heads {
  /** 报考人数 */
  readonly enrolled: number
  /** 参考人数: with a score that is not 缺考 (A35). */
  readonly attended: number
  /** 通过人数 */
  readonly passed: number
  /** 发证人数 */
  readonly issued: number
}
export interface PassRateRow extends Heads {
  readonly id: string
  readonly certName: string
  /** null in 按证书统计: the levels of a certificate together. */
  readonly certLevel: string | null
  readonly awardingBodyName: string
  /** null unless grouped by school (P-7.1-04). */
  readonly schoolName: string | null
}
export interface PassRates {
  readonly rows: readonly PassRateRow[]
  /** More groups than are shown; the export has all. */
  readonly isCut: boolean
  readonly total: Heads
  /** Years to choose from, newest first. */
  readonly years: readonly number[]
}
/** Groups a page shows at most. */
export const mostGroups = 500
