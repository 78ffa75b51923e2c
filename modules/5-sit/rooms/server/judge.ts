import { planForEnrolment } from '#exam-plans/server'
import type { PlanLine } from '#exam-plans'
import { isUsable, siteOf, type Site } from '#sites/server'
import type { Inside } from '#kit/server/context.ts'

export interface Target {
  readonly site: Site
  readonly line: PlanLine
}
type No = 'not-found' | 'plan-unknown' | 'plan-closed' | 'site-not-enabled' | 'outside-choice'

/**
 * The guards of P-5.2.5-02…07 on plan, site and certificate; the plan is held, so that its 排考时间 does not move meanwhile.
 * `credentialId` null = the certificate of the site.
 */
export async function targetOf(
  inside: Inside,
  t: { sessionId: string; siteId: string; credentialId: string | null },
): Promise<Target | No> {
  const { tx, now, principal } = inside
  const schoolId = principal.organisationId as string
  const plan = await planForEnrolment(tx, t.sessionId, schoolId)
  if (!plan?.isSeen) return 'plan-unknown'
  if (plan.session.arrangeStart !== null && now >= plan.session.arrangeStart) return 'plan-closed'
  const site = await siteOf(tx, t.siteId)
  if (site?.schoolId !== schoolId) return 'not-found'
  if (!isUsable(site)) return 'site-not-enabled'
  const line = plan.lines.find((l) => l.credentialId === (t.credentialId ?? site.credentialId))
  const inCharge = principal.charge === null || principal.charge.includes(site.credentialId)
  return line && line.credentialId === site.credentialId && inCharge ? { site, line } : 'outside-choice'
}
