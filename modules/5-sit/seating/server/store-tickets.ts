import type { Inside } from '#kit/server/context.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { mostCandidates, mostSites, ticketNumber } from '../ticket-number.ts'
import type { ArrangeSubject } from './store.ts'
import type { SiteFact } from './store-arranging.ts'

interface Holder {
  readonly personId: string
  readonly schoolId: string
  readonly regionCode: string
  readonly site: SiteFact
}
interface SiteSerial {
  readonly siteId: string
  readonly regionCode: string
  readonly serial: number
  readonly lastCandidate: number
}
const serialsOf = (inside: Inside, sessionId: string): Promise<SiteSerial[]> =>
  rows<SiteSerial>(
    inside.tx,
    sql`select site_id as "siteId", region_code as "regionCode", serial, last_candidate as "lastCandidate" from seating.site_serials where session_id = ${sessionId}`,
  )
const writeSerials = (inside: Inside, sessionId: string, serials: readonly SiteSerial[]): Promise<number> =>
  run(
    inside.tx,
    sql`insert into seating.site_serials (session_id, site_id, region_code, serial, last_candidate)
        select ${sessionId}, t.site, t.region, t.serial, t.last
        from unnest(${serials.map((s) => s.siteId)}::uuid[], ${serials.map((s) => s.regionCode)}::text[], ${serials.map((s) => s.serial)}::int[], ${serials.map((s) => s.lastCandidate)}::int[]) as t(site, region, serial, last)
        on conflict (session_id, site_id) do update set last_candidate = excluded.last_candidate`,
  )
const ticketsOf = async (inside: Inside, sessionId: string, holders: readonly Holder[]): Promise<Map<string, string>> => {
  const found = await rows<{ id: string; personId: string }>(
    inside.tx,
    sql`select k.id, k.person_id as "personId" from unnest(${holders.map((h) => h.personId)}::uuid[], ${holders.map((h) => h.site.id)}::uuid[]) as t(person, site)
        join seating.tickets k on k.session_id = ${sessionId} and k.site_id = t.site and k.person_id = t.person`,
  )
  return new Map(found.map((f) => [f.personId, f.id]))
}
const insertTickets = async (inside: Inside, subject: ArrangeSubject, fresh: readonly (Holder & { readonly number: string })[]): Promise<Map<string, string>> => {
  const made = await rows<{ id: string; personId: string }>(
    inside.tx,
    sql`insert into seating.tickets (ticket_no, session_id, site_id, person_id, school_id, host_school_id, awarding_body_id, region_code, created_at)
        select t.no, ${subject.sessionId}, t.site, t.person, t.school, t.host, ${subject.awardingBodyId}, t.region, ${inside.now}
        from unnest(${fresh.map((f) => f.number)}::text[], ${fresh.map((f) => f.site.id)}::uuid[], ${fresh.map((f) => f.personId)}::uuid[], ${fresh.map((f) => f.schoolId)}::uuid[],
          ${fresh.map((f) => f.site.hostSchoolId)}::uuid[], ${fresh.map((f) => f.regionCode)}::text[]) as t(no, site, person, school, host, region)
        returning id, person_id as "personId"`,
  )
  return new Map(made.map((m) => [m.personId, m.id]))
}

/**
 * Tickets by person: the one that is there, else a new 准考证号 in the order given (P-5.2.8.1-09). The plan is held, so serials are
 * counted by one at a time. `exhausted` is called with the name of what has no number left.
 */
export async function ticketsFor(
  inside: Inside,
  subject: ArrangeSubject,
  planNumber: string,
  holders: readonly Holder[],
  exhausted: (which: string) => never,
): Promise<Map<string, string>> {
  const tickets = await ticketsOf(inside, subject.sessionId, holders)
  const without = holders.filter((h) => !tickets.has(h.personId))
  if (!without.length) return tickets
  const serials = new Map((await serialsOf(inside, subject.sessionId)).map((s) => [s.siteId, s]))
  const changed = new Set<string>()
  const firstOf = ({ id, regionCode }: SiteFact): SiteSerial => {
    const inRegion = [...serials.values()].filter((s) => s.regionCode === regionCode).map((s) => s.serial)
    return { siteId: id, regionCode, serial: Math.max(0, ...inRegion) + 1, lastCandidate: 0 }
  }
  const fresh = without.map((h) => {
    const { site } = h
    const known = serials.get(site.id) ?? firstOf(site)
    if (known.serial > mostSites) exhausted(`${site.name}所在地区的考核站点超过${mostSites}个`)
    const next = { ...known, lastCandidate: known.lastCandidate + 1 }
    if (next.lastCandidate > mostCandidates) exhausted(`${site.name}的考生超过${mostCandidates}人`)
    serials.set(site.id, next)
    changed.add(site.id)
    return { ...h, number: ticketNumber({ planNumber, regionCode: next.regionCode, siteSerial: next.serial, candidateSerial: next.lastCandidate }) }
  })
  await writeSerials(inside, subject.sessionId, [...serials.values()].filter((s) => changed.has(s.siteId)))
  return new Map([...tickets, ...(await insertTickets(inside, subject, fresh))])
}
