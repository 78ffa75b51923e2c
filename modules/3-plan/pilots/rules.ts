import { within } from '#kit/pure/phases.ts'
import { refusalOf, type Refusal } from '#kit/pure/refusal.ts'
import type { DeclarationStatus, EditVerdict, Turn } from './model.ts'
import { words } from './words.ts'

export interface Window {
  readonly status: 'draft' | 'published'
  readonly startAt: string
  readonly endAt: string
}
/** P-4.3-04, P3-2.3-04: a plan takes declarations while 进行中, both end seconds included. */
export const openVerdict = (plan: Window, now: string): 'time-not-come' | 'time-over' | null =>
  plan.status === 'published' && within(plan.startAt, plan.endAt, now)
    ? null
    : now < plan.startAt
      ? 'time-not-come'
      : 'time-over'

export interface Standing {
  readonly status: DeclarationStatus
  readonly plan: Window
  readonly supplementUntil: string | null
}
/** S2.3, S2.4, P-4.3-20: 编辑 only of 未提交 and 审核退回, while the plan is 进行中 or the 补正截止时间 has not passed. */
export function editVerdict(d: Standing, now: string): EditVerdict {
  if (d.status !== 'draft' && d.status !== 'returned') return 'submitted'
  if (d.supplementUntil !== null && now <= d.supplementUntil) return null
  return openVerdict(d.plan, now)
}
/** S2.11: left behind by a plan that is over; only such a record is carried into another plan (S2.12). */
export const isStopped = (d: Standing, now: string): boolean => editVerdict(d, now) === 'time-over'

/** A15, S2.5–S2.7: the city reviews first where the plan asks for it and the city has an active unit; else the province decides. */
export function turnOf(d: { status: DeclarationStatus; needsCityReview: boolean; hasCity: boolean }): Turn {
  if (d.status === 'first-review') return d.needsCityReview && d.hasCity ? 'city' : 'province'
  if (d.status === 'second-review') return 'province'
  return d.status === 'approved' ? null : 'school'
}

/** S1.5: once 进行中 only the end moves; it never moves into the past, and not at all when the plan is over. */
export function planTimesVerdict(
  plan: Window,
  fresh: { startAt: string; endAt: string },
  now: string,
): 'plan-over' | 'start-fixed' | 'end-not-future' | null {
  if (now > plan.endAt) return 'plan-over'
  if (now >= plan.startAt && fresh.startAt !== plan.startAt) return 'start-fixed'
  return fresh.endAt > now ? null : 'end-not-future'
}
/** S1.6: 未发布 or 未开始. */
export const mayDeletePlan = (plan: Window, now: string): boolean => plan.status === 'draft' || now < plan.startAt

/** For enrolments, which answers `declarationReturning`. */
export const hasEnrolments = (): Refusal => refusalOf('has-enrolments', words['has-enrolments'])
/** For enrolments, which answers `approvalCorrecting`; `label` is the major, or 该证书 for the total. */
export const belowEnrolled = (label: string, count: number): Refusal =>
  refusalOf('below-enrolled', words['below-enrolled'], { label, count })
