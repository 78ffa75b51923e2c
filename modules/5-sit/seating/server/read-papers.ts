import { candidateSnapshots } from '#candidates/server'
import type { Inside } from '#kit/server/context.ts'
import { asTheSystem } from '#kit/server/db.ts'
import { listPage } from '#kit/server/list.ts'
import type { Scope } from '#kit/server/scope.ts'
import { rows, sql, type Sql } from '#kit/server/sql.ts'
import { mostPlaces } from '../documents.ts'
import type { PlaceRow } from '../model.ts'
import { placeColumns, placeSource } from './read-places.ts'
import { seatSource } from './read-seats.ts'
import { seenSeat, sitting, subjectColumns, viewerOf } from './store.ts'

export interface PaperPlace extends PlaceRow {
  readonly siteAddress: string | null
  readonly sitters: readonly PaperSitter[]
}
interface PaperSitter {
  readonly enrolmentId: string
  readonly candidateId: string
  readonly schoolId: string
  readonly seatNo: number
  readonly name: string
  readonly idMasked: string
  readonly schoolName: string
  readonly ticketNo: string
}
const sitterColumns = sql`x.enrolment_id as "enrolmentId", x.candidate_id as "candidateId", t.school_id as "schoolId", t.seat_no as "seatNo", x.name, x.id_masked as "idMasked",
  x.school_name as "schoolName", n.ticket_no as "ticketNo"`

/** Rows of 考场编排 by id with everybody whom the reader may see, by time, site and room; a room that is not 已排完 is not among them. */
export async function paperPlaces(inside: Inside, scope: Scope, ids: readonly string[]): Promise<PaperPlace[]> {
  const viewer = viewerOf(inside)
  const { rows: found } = await listPage<Omit<PaperPlace, 'sitters'>>(
    inside.tx,
    { filter: {}, ids: [...ids], size: mostPlaces, sort: 'startsAt' },
    placeSource(inside, scope, {}, sql`${placeColumns(scope, viewer)}, k.address as "siteAddress"`),
  )
  const sitters = await rows<PaperSitter & { placeId: string }>(
    inside.tx,
    sql`select t.place_id as "placeId", ${sitterColumns}
        from seating.seats t join seating.sitters(${found.map((f) => f.id)}::uuid[], ${viewer}) x on x.seat_id = t.id join seating.tickets n on n.id = t.ticket_id
        join sessions.line_subjects ls on ls.id = t.line_subject_id join sessions.lines l on l.id = ls.line_id
        where ${seenSeat(scope)} order by t.place_id, t.seat_no`,
  )
  const byPlace = Map.groupBy(sitters, (s) => s.placeId)
  const order = new Intl.Collator('zh-CN', { numeric: true })
  return found
    .map((f) => ({ ...f, sitters: byPlace.get(f.id) ?? [] }))
    .toSorted((a, b) => order.compare(a.startsAt, b.startsAt) || order.compare(a.siteName, b.siteName) || order.compare(a.roomName, b.roomName))
}

/** One line of the table on a 准考证; seat and room are null while the subject is not arranged. */
interface TicketLine {
  readonly certName: string
  readonly certLevel: string
  readonly subjectName: string
  readonly mode: string
  readonly startsAt: string
  readonly endsAt: string
  readonly roomName: string | null
  readonly seatNo: number | null
}
/** One 准考证: one candidate and one certificate with all its subjects (D4). */
export interface PaperTicket {
  readonly enrolmentId: string
  readonly candidateId: string
  readonly planName: string
  readonly name: string
  readonly gender: string | null
  readonly idType: string
  readonly idMasked: string
  readonly candidateNo: string
  readonly schoolName: string
  readonly ticketNo: string
  readonly siteName: string
  readonly siteAddress: string | null
  readonly notice: string | null
  readonly lines: readonly TicketLine[]
}
/** Registrations of the reader's scope (row policies: a school's own, an awarding body's plans) that have a seat, by 准考证号. */
export async function paperTickets(inside: Inside, enrolmentIds: readonly string[]): Promise<PaperTicket[]> {
  const ids = [...new Set(enrolmentIds)]
  const heads = await rows<Omit<PaperTicket, 'lines'>>(
    inside.tx,
    sql`select distinct on (n.ticket_no, e.id) e.id as "enrolmentId", e.candidate_id as "candidateId", s.name as "planName", e.name, e.gender, e.id_type as "idType", e.id_masked as "idMasked",
          e.candidate_no as "candidateNo", e.school_name as "schoolName", n.ticket_no as "ticketNo", k.name as "siteName", k.address as "siteAddress", p.notice
        from enrolments.enrolments e join seating.seats t on t.enrolment_id = e.id join seating.tickets n on n.id = t.ticket_id join sites.sites k on k.id = t.site_id
        join sessions.sessions s on s.id = e.session_id join exam_plans.plans p on p.session_id = s.id
        where e.id = any (${ids}::uuid[]) order by n.ticket_no, e.id`,
  )
  const lines = await rows<TicketLine & { enrolmentId: string }>(
    inside.tx,
    sql`select es.enrolment_id as "enrolmentId", ${subjectColumns}, r.name as "roomName", t.seat_no as "seatNo"
        from enrolments.enrolment_subjects es join sessions.line_subjects ls on ls.id = es.line_subject_id join sessions.lines l on l.id = ls.line_id
        join sessions.sessions s on s.id = es.session_id join credentials.credentials c on c.id = l.credential_id join credentials.subjects u on u.id = ls.subject_id
        ${sitting}
        left join seating.seats t on t.enrolment_subject_id = es.id left join rooms.rooms r on r.id = t.room_id
        where es.enrolment_id = any (${heads.map((h) => h.enrolmentId)}::uuid[]) order by g.starts_at, u.subject_no`,
  )
  const byEnrolment = Map.groupBy(lines, (l) => l.enrolmentId)
  return heads.map((h) => ({ ...h, lines: byEnrolment.get(h.enrolmentId) ?? [] }))
}

/** Rows of 排考明细 by id, as far as the reader sees them: their registrations, and whether a room of theirs is 已排完 (spec 7.1). */
export async function registrationsForPrint(inside: Inside, scope: Scope, ids: readonly string[]): Promise<{ enrolmentId: string; isDone: boolean }[]> {
  const done: Sql = sql`, es.enrolment_id as "enrolmentId", (t.id is not null and (${inside.now}::timestamptz > s.arrange_end
    or not exists (select from seating.unfinished(${viewerOf(inside)}, ${inside.now}) f where f.line_subject_id = t.line_subject_id and f.site_id = t.site_id))) as "isDone"`
  const found = await listPage<{ enrolmentId: string; isDone: boolean }>(
    inside.tx,
    { filter: {}, ids: [...ids], size: ids.length },
    seatSource(inside, scope, {}, done),
  )
  return [...found.rows]
}

export interface Photo {
  readonly name: string
  readonly bytes: Buffer
}
/** Photos by candidate, read live (A48); they belong to the candidates' schools, and whoever prints the paper has been asked before. */
export async function photosOf(inside: Inside, candidateIds: readonly string[]): Promise<Map<string, Photo>> {
  const { house, tx } = inside
  const candidates = await candidateSnapshots(tx, [...new Set(candidateIds)])
  const photos = new Map<string, Photo>()
  await asTheSystem(
    house.database,
    '准考证和桌贴上的考生照片',
    async (all) => {
      for (const [id, { photoFileId }] of candidates) {
        const stored = photoFileId ? await house.files.read(all, photoFileId) : null
        if (stored) photos.set(id, { name: `${id}.${stored.file.type === 'image/png' ? 'png' : 'jpg'}`, bytes: stored.bytes })
      }
    },
    { readOnly: true },
  )
  return photos
}
