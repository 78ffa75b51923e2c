import type { EnrolMode, PlanLine } from '#exam-plans'

export interface PayWindow {
  readonly registerStart: string | null
  readonly arrangeStart: string | null
}
/** A22: 报考阶段 lasts from 报考开始 until 排考 starts, so that what is registered on the last day can still be paid. */
export const mayGenerate = (p: PayWindow, now: string): boolean =>
  p.registerStart !== null && p.arrangeStart !== null && p.registerStart <= now && now < p.arrangeStart

/** A registered 科目 that stands in no 缴费申请单 yet. */
export interface Unpaid {
  readonly enrolmentId: string
  readonly enrolmentSubjectId: string
  readonly lineSubjectId: string
}
export interface Item {
  readonly enrolmentId: string
  /** null: the whole registration (按证书). */
  readonly enrolmentSubjectId: string | null
  readonly fee: string
}
export interface Bill {
  readonly items: readonly Item[]
  readonly unitFee: string | null
  readonly totalFee: string
}
const cents = (fee: string): number => Math.round(Number(fee) * 100)
/** 40000 → `400.00` */
const money = (n: number): string => `${Math.trunc(n / 100)}.${String(n % 100).padStart(2, '0')}`
export const sum = (fees: readonly string[]): string => money(fees.reduce((s, f) => s + cents(f), 0))

/** P-5.2.7-04: Σ of the 费用标准 of today; null when one of them is not set. */
export function billOf(
  line: Pick<PlanLine, 'fee' | 'subjects'>,
  mode: EnrolMode,
  unpaid: readonly Unpaid[],
): Bill | null {
  const priceOf = new Map(line.subjects.map((s) => [s.id, s.fee]))
  const items =
    mode === 'certificate'
      ? [...new Set(unpaid.map((u) => u.enrolmentId))].map((enrolmentId) => ({
          enrolmentId,
          enrolmentSubjectId: null,
          fee: line.fee,
        }))
      : unpaid.map((u) => ({
          enrolmentId: u.enrolmentId,
          enrolmentSubjectId: u.enrolmentSubjectId,
          fee: priceOf.get(u.lineSubjectId) ?? null,
        }))
  const priced = items.flatMap((i) => (i.fee === null ? [] : [{ ...i, fee: money(cents(i.fee)) }]))
  if (priced.length !== items.length) return null
  const prices = new Set(priced.map((i) => i.fee))
  return {
    items: priced,
    unitFee: prices.size === 1 ? (priced[0]?.fee ?? null) : null,
    totalFee: sum(priced.map((i) => i.fee)),
  }
}
