import { placeJoins } from '#exam-plans/server'
import type { Tx } from '#kit/server/db.ts'
import { all, rows, sql } from '#kit/server/sql.ts'
import type { OpenableRoom } from '../allocation.ts'
import type { ArrangeSubject } from './store.ts'

/** A registration of the subject without a seat. */
export interface Waiting {
  readonly id: string
  readonly enrolmentId: string
  readonly personId: string
  readonly schoolId: string
  readonly regionCode: string
  readonly schoolName: string
  readonly name: string
  readonly candidateNo: string
  readonly isPaid: boolean
  readonly enrolledAt: string
  readonly siteId: string | null
}
export interface Narrowed {
  readonly siteId?: string | undefined
  readonly ids?: readonly string[] | undefined
}
/** With the site their school comes to (P-5.2.4.2-03). Row policies show an awarding body the registrations of its plans. */
export const waitingFor = (tx: Tx, subject: ArrangeSubject, only: Narrowed): Promise<Waiting[]> =>
  rows<Waiting>(
    tx,
    sql`select es.id, es.enrolment_id as "enrolmentId", es.person_id as "personId", es.school_id as "schoolId", es.region_code as "regionCode",
          e.school_name as "schoolName", e.name, e.candidate_no as "candidateNo", es.pay_status = 'paid' as "isPaid", es.created_at as "enrolledAt", t.id as "siteId"
        from enrolments.enrolment_subjects es join enrolments.enrolments e on e.id = es.enrolment_id
        ${placeJoins(sql`es.session_id`, sql`e.credential_id`, sql`es.school_id`)}
        where ${all([
          sql`es.line_subject_id = ${subject.id} and es.seated_at is null`,
          only.siteId ? sql`t.id = ${only.siteId}` : null,
          only.ids ? sql`es.id = any (${only.ids as string[]}::uuid[])` : null,
        ])}`,
  )

export interface SiteFact {
  readonly id: string
  readonly name: string
  readonly regionCode: string
  readonly hostSchoolId: string
  readonly isUsable: boolean
}
/** `hold`: they are not 停用 or 退回 until the end of the transaction (S3.8). */
export const sitesOf = async (tx: Tx, ids: readonly string[], hold: boolean): Promise<Map<string, SiteFact>> => {
  const found = await rows<SiteFact>(
    tx,
    sql`select t.id, t.name, t.region_code as "regionCode", t.school_id as "hostSchoolId", t.status = 'approved' and t.is_enabled as "isUsable"
        from sites.sites t where t.id = any (${ids as string[]}::uuid[]) order by t.id ${hold ? sql`for share of t` : sql``}`,
  )
  return new Map(found.map((f) => [f.id, f]))
}

/** Rooms of these sites that hold the subject, with the seats that are taken while it is examined. */
export async function roomsFor(tx: Tx, subject: ArrangeSubject, siteIds: readonly string[]): Promise<OpenableRoom[]> {
  const found = await rows<Omit<OpenableRoom, 'taken' | 'isOpened'>>(
    tx,
    sql`select r.id, r.site_id as "siteId", r.name, r.seat_count as "seatCount" from rooms.rooms r
        join rooms.room_subjects rs on rs.room_id = r.id and rs.line_subject_id = ${subject.id}
        where r.session_id = ${subject.sessionId} and r.site_id = any (${siteIds as string[]}::uuid[])`,
  )
  const taken = await rows<{ roomId: string; seatNo: number; schoolId: string; isSame: boolean }>(
    tx,
    sql`select distinct on (t.room_id, t.seat_no) t.room_id as "roomId", t.seat_no as "seatNo", t.school_id as "schoolId", t.line_subject_id = ${subject.id} as "isSame"
        from seating.seats t where t.room_id = any (${found.map((r) => r.id)}::uuid[])
          and tstzrange(t.starts_at, t.ends_at) && tstzrange(${subject.startsAt}, ${subject.endsAt}) order by t.room_id, t.seat_no, t.starts_at`,
  )
  const byRoom = Map.groupBy(taken, (t) => t.roomId)
  return found.map((r) => {
    const here = byRoom.get(r.id) ?? []
    return { ...r, taken: here, isOpened: here.some((t) => t.isSame) }
  })
}

/** Of these people, those who sit anywhere while the subject is examined. */
export const busyPeople = async (tx: Tx, subject: ArrangeSubject, personIds: readonly string[]): Promise<Set<string>> =>
  new Set(
    (
      await rows<{ id: string }>(
        tx,
        sql`select x as id from seating.seated_in(${personIds as string[]}::uuid[], ${subject.startsAt}, ${subject.endsAt}) x`,
      )
    ).map((r) => r.id),
  )

export interface Registration {
  readonly id: string
  readonly lineSubjectId: string
  readonly isSeated: boolean
}
/** Rows of 排考明细 in the order of the ids; missing and foreign ones are left out. */
export const registrationsOf = (tx: Tx, ids: readonly string[]): Promise<Registration[]> =>
  rows<Registration>(
    tx,
    sql`select es.id, es.line_subject_id as "lineSubjectId", es.seated_at is not null as "isSeated" from enrolments.enrolment_subjects es
        where es.id = any (${ids as string[]}::uuid[]) order by array_position(${ids as string[]}::uuid[], es.id)`,
  )
