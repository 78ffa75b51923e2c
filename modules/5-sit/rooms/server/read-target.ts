import { planLines, planSeen } from '#exam-plans/server'
import type { PlanLine } from '#exam-plans'
import type { Inside } from '#kit/server/context.ts'
import type { Scope } from '#kit/server/scope.ts'
import { maybe, sql } from '#kit/server/sql.ts'

/** The line of a published plan that the own site belongs to, for looking only (nothing is held). */
export async function seenTarget(
  inside: Inside,
  scope: Scope,
  t: { sessionId: string; siteId: string },
): Promise<PlanLine | null> {
  const { tx, principal } = inside
  const site = await maybe<{ credentialId: string }>(
    tx,
    sql`select t.credential_id as "credentialId" from sites.sites t, sessions.sessions s join exam_plans.plans p on p.session_id = s.id
        where t.id = ${t.siteId} and t.school_id = ${principal.organisationId}::uuid and s.id = ${t.sessionId} and s.status = 'published' and ${planSeen(scope)}`,
  )
  const lines = site ? await planLines(tx, [t.sessionId], principal.charge) : null
  return lines?.get(t.sessionId)?.find((l) => l.credentialId === site?.credentialId) ?? null
}
