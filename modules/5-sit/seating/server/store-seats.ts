import type { Inside } from '#kit/server/context.ts'
import type { Tx } from '#kit/server/db.ts'
import type { Scope } from '#kit/server/scope.ts'
import { all, rows, run, sql } from '#kit/server/sql.ts'
import { seenSeat, type ArrangeSubject } from './store.ts'

export interface NewSeat {
  readonly enrolmentSubjectId: string
  readonly enrolmentId: string
  readonly siteId: string
  readonly roomId: string
  readonly seatNo: number
  readonly personId: string
  readonly ticketId: string
  readonly schoolId: string
  readonly hostSchoolId: string
  readonly regionCode: string
}
/** One statement for any number; what the rules overlooked the constraints refuse. */
export const insertSeats = (inside: Inside, subject: ArrangeSubject, seats: readonly NewSeat[]): Promise<number> =>
  run(
    inside.tx,
    sql`insert into seating.seats (enrolment_subject_id, enrolment_id, session_id, line_subject_id, site_id, room_id, seat_no, starts_at, ends_at, person_id, ticket_id,
          school_id, host_school_id, awarding_body_id, region_code, created_at)
        select t.es, t.e, ${subject.sessionId}, ${subject.id}, t.site, t.room, t.no, ${subject.startsAt}, ${subject.endsAt}, t.person, t.ticket, t.school, t.host,
          ${subject.awardingBodyId}, t.region, ${inside.now}
        from unnest(${seats.map((s) => s.enrolmentSubjectId)}::uuid[], ${seats.map((s) => s.enrolmentId)}::uuid[], ${seats.map((s) => s.siteId)}::uuid[], ${seats.map((s) => s.roomId)}::uuid[],
          ${seats.map((s) => s.seatNo)}::int[], ${seats.map((s) => s.personId)}::uuid[], ${seats.map((s) => s.ticketId)}::uuid[], ${seats.map((s) => s.schoolId)}::uuid[],
          ${seats.map((s) => s.hostSchoolId)}::uuid[], ${seats.map((s) => s.regionCode)}::text[]) as t(es, e, site, room, no, person, ticket, school, host, region)`,
  )

export interface SeatForChange {
  readonly id: string
  readonly enrolmentSubjectId: string
  readonly sessionId: string
  readonly lineSubjectId: string
  readonly siteId: string
  readonly roomId: string
  readonly placeId: string
  readonly seatNo: number
  readonly startsAt: string
  readonly endsAt: string
  readonly schoolId: string
  readonly version: number
}
export interface SeatsAsked {
  readonly ids?: readonly string[]
  readonly enrolmentSubjectIds?: readonly string[]
  readonly lineSubjectId?: string
  readonly siteId?: string | undefined
  readonly roomId?: string
}
/** Seats the reader sees and that fit all that is asked; `hold` keeps them for change. */
export const seatsOf = (tx: Tx, scope: Scope, a: SeatsAsked, hold: boolean): Promise<SeatForChange[]> =>
  rows<SeatForChange>(
    tx,
    sql`select t.id, t.enrolment_subject_id as "enrolmentSubjectId", t.session_id as "sessionId", t.line_subject_id as "lineSubjectId", t.site_id as "siteId",
          t.room_id as "roomId", t.place_id as "placeId", t.seat_no as "seatNo", t.starts_at as "startsAt", t.ends_at as "endsAt", t.school_id as "schoolId", t.version
        from seating.seats t join sessions.line_subjects ls on ls.id = t.line_subject_id join sessions.lines l on l.id = ls.line_id
        where ${all([
          seenSeat(scope),
          a.ids ? sql`t.id = any (${a.ids as string[]}::uuid[])` : null,
          a.enrolmentSubjectIds ? sql`t.enrolment_subject_id = any (${a.enrolmentSubjectIds as string[]}::uuid[])` : null,
          a.lineSubjectId ? sql`t.line_subject_id = ${a.lineSubjectId}` : null,
          a.siteId ? sql`t.site_id = ${a.siteId}` : null,
          a.roomId ? sql`t.room_id = ${a.roomId}` : null,
        ])} order by t.id ${hold ? sql`for update of t` : sql``}`,
  )
export const removeSeats = (tx: Tx, ids: readonly string[]): Promise<number> =>
  run(tx, sql`delete from seating.seats where id = any (${ids as string[]}::uuid[])`)
/** One statement, judged at its end: two candidates may change places. */
export const putSeats = (tx: Tx, seats: readonly { readonly id: string; readonly roomId: string; readonly seatNo: number }[]): Promise<number> =>
  run(
    tx,
    sql`update seating.seats s set room_id = t.room, seat_no = t.no, version = s.version + 1
        from unnest(${seats.map((s) => s.id)}::uuid[], ${seats.map((s) => s.roomId)}::uuid[], ${seats.map((s) => s.seatNo)}::int[]) as t(id, room, no) where s.id = t.id`,
  )
/** 监考安排 of rooms in which nobody sits any more goes with the seats. */
export const dropIdleWatches = (tx: Tx, placeIds: readonly string[]): Promise<number> =>
  run(
    tx,
    sql`delete from seating.watches w where w.place_id = any (${placeIds as string[]}::uuid[]) and not exists (select from seating.seats t where t.place_id = w.place_id)`,
  )

export interface Target {
  readonly id: string
  readonly name: string
  readonly siteId: string
  readonly seatCount: number
  readonly lineSubjectIds: readonly string[]
}
/** A room as the target of a move, by hand; of any plan: the rule says whether it fits. */
export const targetRoom = async (tx: Tx, roomId: string, sessionId: string): Promise<Target | null> =>
  (
    await rows<Target>(
      tx,
      sql`select r.id, r.name, r.site_id as "siteId", r.seat_count as "seatCount",
            array(select rs.line_subject_id from rooms.room_subjects rs where rs.room_id = r.id) as "lineSubjectIds"
          from rooms.rooms r where r.id = ${roomId} and r.session_id = ${sessionId}`,
    )
  )[0] ?? null

/** Exam times moved: seats and watches follow in one statement each (deferrable constraints judge at the end). */
export async function moveTimes(tx: Tx, moved: readonly { readonly lineSubjectId: string; readonly startsAt: string; readonly endsAt: string }[]): Promise<void> {
  const times = sql`unnest(${moved.map((m) => m.lineSubjectId)}::uuid[], ${moved.map((m) => m.startsAt)}::timestamptz[], ${moved.map((m) => m.endsAt)}::timestamptz[]) as n(id, a, b)`
  await run(tx, sql`update seating.seats t set starts_at = n.a, ends_at = n.b from ${times} where t.line_subject_id = n.id`)
  await run(tx, sql`update seating.watches w set starts_at = n.a, ends_at = n.b from ${times} where w.line_subject_id = n.id`)
}
/** Names of the schools among these whose candidates have seats for the certificate. */
export const seatedSchools = async (tx: Tx, sessionId: string, credentialId: string, schoolIds: readonly string[]): Promise<string[]> =>
  (
    await rows<{ name: string }>(
      tx,
      sql`select distinct o.name from seating.seats t join sessions.line_subjects ls on ls.id = t.line_subject_id join sessions.lines l on l.id = ls.line_id
          join organisations.organisations o on o.id = t.school_id
          where t.session_id = ${sessionId} and l.credential_id = ${credentialId} and t.school_id = any (${schoolIds as string[]}::uuid[]) order by o.name`,
    )
  ).map((r) => r.name)
export const hasUnfinishedSeats = async (tx: Tx, siteId: string, now: string): Promise<boolean> =>
  (await rows<{ has: boolean }>(tx, sql`select seating.has_unfinished_seats(${siteId}, ${now}) as has`))[0]?.has === true
