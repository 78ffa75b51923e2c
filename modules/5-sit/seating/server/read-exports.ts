import type { ListPage, ListQuery } from '#kit/pure/list.ts'
import type { Inside } from '#kit/server/context.ts'
import { listPage } from '#kit/server/list.ts'
import type { Scope } from '#kit/server/scope.ts'
import { rows, sql } from '#kit/server/sql.ts'
import type { PlaceRow, SeatRow, Subject } from '../model.ts'
import type { ArrangementStatus } from '../workflow.ts'
import { arrangementSource, statusSql, type Filter } from './read-arrangements.ts'
import { placeColumns, placeSource, seenRoom } from './read-places.ts'
import { seatSource } from './read-seats.ts'
import { seenSeat, subjectColumns, viewerOf } from './store.ts'

type Asked = ListQuery<Filter>
const paged = (q: Asked, size: number, after: string | null): Asked => ({ ...q, size, page: undefined, after: after ?? undefined })

interface ExportedSubject extends Subject {
  readonly id: string
  readonly status: ArrangementStatus
}
export const exportedSubjects = (inside: Inside, scope: Scope, q: Asked, after: string | null): Promise<ListPage<ExportedSubject>> =>
  listPage<ExportedSubject>(
    inside.tx,
    paged(q, 200, after),
    arrangementSource(scope, q.filter, inside.now, sql`ls.id, ${subjectColumns}, ${statusSql(inside.now)} as status`),
  )

export interface ExportedRoom {
  readonly lineSubjectId: string
  readonly siteName: string
  readonly roomName: string
  readonly roomType: string
  readonly seatCount: number
  readonly seated: number
}
/** Rooms of these subjects by subject: those of own sites (all of them for the awarding body) and those in which own candidates sit. */
export async function exportedRooms(inside: Inside, scope: Scope, subjectIds: readonly string[]): Promise<Map<string, ExportedRoom[]>> {
  const viewer = viewerOf(inside)
  const found = await rows<ExportedRoom>(
    inside.tx,
    sql`select x."lineSubjectId", x."siteName", x."roomName", x."roomType", x."seatCount", x.seated from (
          select ls.id as "lineSubjectId", k.name as "siteName", r.name as "roomName", r.room_type as "roomType", r.seat_count as "seatCount", ${viewer} in (r.school_id, r.awarding_body_id) as "isWhole",
            (select count(*)::int from seating.seats t where t.room_id = r.id and t.line_subject_id = ls.id and ${seenSeat(scope)}) as seated
          from rooms.room_subjects rs join rooms.rooms r on r.id = rs.room_id join sites.sites k on k.id = r.site_id
            join sessions.line_subjects ls on ls.id = rs.line_subject_id join sessions.lines l on l.id = ls.line_id
          where rs.line_subject_id = any (${subjectIds as string[]}::uuid[]) and ${seenRoom(scope)}) x
        where x."isWhole" or x.seated > 0 order by x."siteName", x."roomName"`,
  )
  return Map.groupBy(found, (f) => f.lineSubjectId)
}

export interface ExportedPlace extends PlaceRow {
  readonly region: string
  readonly awardingBodyName: string
}
export const exportedPlaces = (inside: Inside, scope: Scope, q: Asked, after: string | null): Promise<ListPage<ExportedPlace>> =>
  listPage<ExportedPlace>(
    inside.tx,
    paged(q, 100, after),
    placeSource(
      inside,
      scope,
      q.filter,
      sql`${placeColumns(scope, viewerOf(inside))}, k.region_code as region, (select o.name from organisations.organisations o where o.id = r.awarding_body_id) as "awardingBodyName"`,
    ),
  )

export const exportedSeats = (inside: Inside, scope: Scope, q: Asked, after: string | null): Promise<ListPage<SeatRow & { readonly personId: string }>> =>
  listPage<SeatRow & { readonly personId: string }>(inside.tx, paged(q, 500, after), seatSource(inside, scope, q.filter, sql`, es.person_id as "personId"`))
