import { handle } from '#kit/server/handle.ts'
import type { Inside } from '#kit/server/context.ts'
import type { Tx } from '#kit/server/db.ts'
import { listPage, type ListSource } from '#kit/server/list.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { all, contains, maybe, rows, sql, type Sql } from '#kit/server/sql.ts'
import { fullNameOf } from '#packages/regions/index.ts'
import type { PlaceRow, RoomOfSite, SiteArrangement, Sitter, WatcherRow } from '../model.ts'
import { listPlaces } from '../operations-places.ts'
import { siteArrangement } from '../operations-arrange.ts'
import { seenSubject, subjectConditions, type Filter } from './read-arrangements.ts'
import { seenSeat, sitting, subjectColumns, subjectFrom, viewerOf } from './store.ts'

/** Room and subject together; the same value as `place_id` of seats. Over `r`, `ls`. */
const placeId = sql`seating.place_of(r.id, ls.id)`
const here = sql`t.room_id = r.id and t.line_subject_id = ls.id`
/** Seats of the place that the reader may see; over `r`, `ls`, `l`. */
const seenHere = (scope: Scope): Sql => sql`${here} and ${seenSeat(scope)}`
/** A24: own candidates' rooms and rooms on own sites; an awarding body those of its plans. Over `r`, `l`. */
export const seenRoom = (scope: Scope): Sql => {
  const host = belongsTo(scope, { school: sql`r.school_id`, awardingBody: sql`r.awarding_body_id`, credential: sql`l.credential_id` })
  const { principal: p } = scope
  if (p.actor !== 'school') return host
  const charge = p.charge ? sql`and l.credential_id = any (${p.charge as string[]}::uuid[])` : sql``
  return sql`(${host} or (r.id in (select t.room_id from seating.seats t where t.school_id = ${p.organisationId}::uuid) ${charge}))`
}
export const placeFrom = sql`rooms.rooms r join rooms.room_subjects rs on rs.room_id = r.id
  join sessions.line_subjects ls on ls.id = rs.line_subject_id
  join sessions.lines l on l.id = ls.line_id join sessions.sessions s on s.id = l.session_id and s.status = 'published'
  join credentials.credentials c on c.id = l.credential_id join credentials.subjects u on u.id = ls.subject_id
  ${sitting}
  join sites.sites k on k.id = r.site_id join organisations.organisations h on h.id = r.school_id`
export const placeColumns = (scope: Scope, viewer: string): Sql => sql`${placeId} as id, r.id as "roomId", ls.id as "lineSubjectId", ${subjectColumns},
  r.name as "roomName", k.name as "siteName", h.name as "hostName", r.seat_count as "seatCount",
  (select count(*)::int from seating.seats t where ${seenHere(scope)}) as seated,
  (select count(*)::int from seating.watchers(array[${placeId}], ${viewer})) as watchers`
/** A24: the site is done with the subject, or the window has closed. Over `f` = seating.unfinished and `s`. */
const isDone = (now: string): Sql => sql`(f.site_id is null or ${now}::timestamptz > s.arrange_end)`
const withDone = (viewer: string, now: string): Sql =>
  sql`${placeFrom} left join seating.unfinished(${viewer}, ${now}) f on f.line_subject_id = ls.id and f.site_id = r.site_id`

/** 考场编排 and what hangs on it: rooms that are 已排完 and in which the reader sees somebody (P-5.2.8.2-01, -10). */
export const placeSource = (inside: Inside, scope: Scope, f: Filter, columns?: Sql): ListSource => {
  const viewer = viewerOf(inside)
  return {
    columns: columns ?? placeColumns(scope, viewer),
    from: withDone(viewer, inside.now),
    where: [
      seenRoom(scope),
      isDone(inside.now),
      sql`exists (select from seating.seats t where ${seenHere(scope)})`,
      ...subjectConditions(f),
      f['siteName'] ? contains(sql`k.name`, f['siteName']) : null,
      f['roomName'] ? contains(sql`r.name`, f['roomName']) : null,
    ],
    id: placeId,
    sorts: {
      // The latest examination first, its rooms by site and name.
      latest: { by: sql`lpad((99999999999 - extract(epoch from g.starts_at))::bigint::text, 11, '0') || k.name || r.name`, type: 'text' },
      startsAt: { by: sql`g.starts_at`, type: 'timestamptz' },
      planName: { by: sql`s.name`, type: 'text' },
      roomName: { by: sql`r.name`, type: 'text' },
      siteName: { by: sql`k.name`, type: 'text' },
    },
    defaultSort: 'latest',
  }
}
export const listPlacesHandler = handle(listPlaces, (ctx) => listPage<PlaceRow>(ctx.tx, ctx.input, placeSource(ctx, ctx.scope, ctx.input.filter)))

/** Who sits in these places, by place and 座位号, as far as the reader may know. */
export async function sittersOf(inside: Inside, scope: Scope, placeIds: readonly string[]): Promise<Map<string, Sitter[]>> {
  const found = await rows<Sitter & { placeId: string }>(
    inside.tx,
    sql`select t.id, t.place_id as "placeId", t.enrolment_subject_id as "enrolmentSubjectId", t.seat_no as "seatNo", x.name, x.candidate_no as "candidateNo", x.id_masked as "idMasked",
          t.school_id as "schoolId", x.school_name as "schoolName", n.ticket_no as "ticketNo", t.version
        from seating.seats t join seating.sitters(${placeIds as string[]}::uuid[], ${viewerOf(inside)}) x on x.seat_id = t.id
        join seating.tickets n on n.id = t.ticket_id join sessions.line_subjects ls on ls.id = t.line_subject_id join sessions.lines l on l.id = ls.line_id
        where ${seenSeat(scope)} order by t.place_id, t.seat_no`,
  )
  return Map.groupBy(found, (f) => f.placeId)
}
export async function watchersOf(inside: Inside, placeIds: readonly string[]): Promise<Map<string, WatcherRow[]>> {
  const found = await rows<Omit<WatcherRow, 'regionName'> & { placeId: string; region: string }>(
    inside.tx,
    sql`select w.id, w.place_id as "placeId", w.teacher_no as "teacherNo", w.name, w.school_name as "schoolName", w.region_code as region
        from seating.watchers(${placeIds as string[]}::uuid[], ${viewerOf(inside)}) w order by w.name, w.teacher_no`,
  )
  return Map.groupBy(
    found.map(({ region, ...w }) => ({ ...w, regionName: fullNameOf(region) ?? '' })),
    (w) => w.placeId,
  )
}
/** Has every candidate of the site a seat for the subject, or has the window closed? (A24) */
export const isSiteDone = async (inside: Inside, lineSubjectId: string, siteId: string, arrangeEnd: string): Promise<boolean> =>
  inside.now > arrangeEnd ||
  (await maybe(
    inside.tx,
    sql`select 1 from seating.unfinished(${viewerOf(inside)}, ${inside.now}) f where f.line_subject_id = ${lineSubjectId} and f.site_id = ${siteId}`,
  )) === null

const roomsOfSite = (tx: Tx, scope: Scope, lineSubjectId: string, siteId: string, isWhole: boolean): Promise<RoomOfSite[]> =>
  rows<RoomOfSite>(
    tx,
    sql`select x.* from (select ${placeId} as id, r.id as "roomId", r.name, r.room_type as "roomType", r.address, r.seat_count as "seatCount",
          (select count(*)::int from seating.seats t where ${seenHere(scope)}) as seated
        from rooms.rooms r join rooms.room_subjects rs on rs.room_id = r.id join sessions.line_subjects ls on ls.id = rs.line_subject_id join sessions.lines l on l.id = ls.line_id
        where rs.line_subject_id = ${lineSubjectId} and r.site_id = ${siteId}) x where ${isWhole} or x.seated > 0 order by x.name, x.id`,
  )
/** P-5.2.8.1-04: the host and the awarding body see every room of the site, another school those in which its candidates sit. */
export const siteArrangementHandler = handle(siteArrangement, async (ctx) => {
  const { input, scope, tx, principal, refuse } = ctx
  const viewer = viewerOf(ctx)
  const found = await maybe<Omit<SiteArrangement, 'rooms'>>(
    tx,
    sql`select ${subjectColumns}, k.name as "siteName", k.address, k.school_id = ${viewer} as "isHost" from ${subjectFrom} join sites.sites k on k.id = ${input.siteId}
        where ${all([
          sql`ls.id = ${input.lineSubjectId}`,
          seenSubject(scope),
          sql`k.id in (select y.site_id from seating.tally(ls.id, ${viewer}) y)`,
        ])}`,
  )
  if (!found) return refuse('not-found')
  const isWhole = found.isHost || principal.actor === 'awarding-body'
  return { ...found, rooms: await roomsOfSite(tx, scope, input.lineSubjectId, input.siteId, isWhole) }
})
