import { hasEnrolments as planHasEnrolments, planCancelling } from '#exam-plans'
import {
  approvalCorrecting,
  belowEnrolled,
  declarationReturning,
  hasEnrolments as declarationHasEnrolments,
} from '#pilots'
import { majorInUse, majorsRemoving } from '#credentials'
import { reaction } from '#kit/server/context.ts'
import { enrolledHeads, enrolledMajors, hasEnrolled, hasEnrolledInYear } from './store-doors.ts'

/** S2.10: an approved declaration with live registrations stays. */
export const keepDeclaration = reaction(declarationReturning, async ({ tx }, d) => {
  if (await hasEnrolledInYear(tx, d)) throw declarationHasEnrolments()
})
/** S2.14: never fewer than are registered. */
export const keepHeads = reaction(approvalCorrecting, async ({ tx }, d) => {
  const heads = await enrolledHeads(tx, d)
  const total = heads.find((h) => h.majorId === null)?.heads ?? 0
  if (total > d.total) throw belowEnrolled('该证书', total)
  if (!d.perMajor.length) return
  for (const h of heads)
    if (h.majorId !== null && h.heads > (d.perMajor.find((m) => m.majorId === h.majorId)?.count ?? 0))
      throw belowEnrolled(h.majorName ?? '', h.heads)
})
/** S15.4, P-5.2.2-03 */
export const keepPlan = reaction(planCancelling, async ({ tx }, { sessionId }) => {
  if (await hasEnrolled(tx, sessionId)) throw planHasEnrolments()
})
/** P-4.1-06: a 专业 of somebody who is registered for the certificate stays with it. */
export const keepMajors = reaction(majorsRemoving, async ({ tx }, m) => {
  const names = await enrolledMajors(tx, m)
  if (names.length) throw majorInUse(names)
})
