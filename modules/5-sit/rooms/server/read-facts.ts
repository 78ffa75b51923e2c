import { planLines, planSeen } from '#exam-plans/server'
import { isUsable, sitesOfSchool } from '#sites/server'
import type { Inside } from '#kit/server/context.ts'
import type { Tx } from '#kit/server/db.ts'
import type { Scope } from '#kit/server/scope.ts'
import { rows, sql } from '#kit/server/sql.ts'
import { roomKey, siteKey, type PlanFact, type RoomFacts, type SiteFact } from '../import-rules.ts'

/** Published plans of these numbers that the reader sees; held (share) for whoever goes on to write. */
async function plansByNumber(
  tx: Tx,
  scope: Scope,
  numbers: readonly string[],
  lock: boolean,
): Promise<Map<string, PlanFact>> {
  const found = await rows<Omit<PlanFact, 'certificates'>>(
    tx,
    sql`select s.id, s.number, s.name, s.arrange_start as "arrangeStart" from sessions.sessions s join exam_plans.plans p on p.session_id = s.id
        where s.number = any (${numbers as string[]}::text[]) and s.status = 'published' and ${planSeen(scope)} ${lock ? sql`for share of s` : sql``}`,
  )
  const lines = await planLines(
    tx,
    found.map((p) => p.id),
    scope.principal.charge,
  )
  return new Map(
    found.map((p) => [p.number, { ...p, certificates: (lines.get(p.id) ?? []).map((l) => ({ ...l, lineId: l.id })) }]),
  )
}
const takenKeys = async (tx: Tx, sessionIds: readonly string[], siteIds: readonly string[]): Promise<Set<string>> =>
  new Set(
    (
      await rows<{ sessionId: string; siteId: string; credentialId: string; name: string }>(
        tx,
        sql`select session_id as "sessionId", site_id as "siteId", credential_id as "credentialId", name from rooms.rooms
            where session_id = any (${sessionIds as string[]}::uuid[]) and site_id = any (${siteIds as string[]}::uuid[])`,
      )
    ).map((r) => roomKey(r.sessionId, r.siteId, r.credentialId, r.name)),
  )

/** What I4 is judged by, for any number of rows: plans by number, own sites by name, names that are taken. */
export async function factsFor(
  inside: Inside,
  scope: Scope,
  numbers: readonly string[],
  lock: boolean,
): Promise<RoomFacts> {
  const { tx, now, principal } = inside
  const plans = await plansByNumber(tx, scope, [...new Set(numbers)], lock)
  const own = await sitesOfSchool(tx, principal.organisationId as string)
  const sites = own.map((s): SiteFact => ({
    id: s.id,
    name: s.name,
    credentialId: s.credentialId,
    isUsable: isUsable(s),
  }))
  return {
    now,
    plans,
    sites: new Map(sites.map((s) => [siteKey(s.name), s])),
    taken: await takenKeys(
      tx,
      [...plans.values()].map((p) => p.id),
      sites.map((s) => s.id),
    ),
  }
}
