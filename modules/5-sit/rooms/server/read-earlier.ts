import type { Tx } from '#kit/server/db.ts'
import { rows, sql } from '#kit/server/sql.ts'

export interface Earlier {
  readonly id: string
  readonly planName: string
  readonly name: string
  readonly seatCount: number
  readonly address: string | null
  readonly subjectNos: readonly string[]
  readonly subjects: string
  readonly isNameTaken: boolean
}
/** Rooms of other plans at the same site and certificate, newest first; `ids` for chosen ones, in their order. */
export const earlierRoomsOf = (
  tx: Tx,
  at: { sessionId: string; siteId: string; credentialId: string; schoolId: string },
  ids: readonly string[] | null,
): Promise<Earlier[]> =>
  rows<Earlier>(
    tx,
    sql`select r.id, s.name as "planName", r.name, r.seat_count as "seatCount", r.address,
          array(select u.subject_no from rooms.room_subjects rs join sessions.line_subjects ls on ls.id = rs.line_subject_id join credentials.subjects u on u.id = ls.subject_id where rs.room_id = r.id order by u.subject_no) as "subjectNos",
          coalesce((select string_agg(u.name, '、' order by u.subject_no) from rooms.room_subjects rs join sessions.line_subjects ls on ls.id = rs.line_subject_id join credentials.subjects u on u.id = ls.subject_id where rs.room_id = r.id), '') as subjects,
          exists (select from rooms.rooms x where x.session_id = ${at.sessionId} and x.site_id = r.site_id and x.credential_id = r.credential_id and lower(btrim(x.name)) = lower(btrim(r.name))) as "isNameTaken"
        from rooms.rooms r join sessions.sessions s on s.id = r.session_id
        where r.site_id = ${at.siteId} and r.credential_id = ${at.credentialId} and r.school_id = ${at.schoolId} and r.session_id <> ${at.sessionId}
          and (${ids as string[] | null}::uuid[] is null or r.id = any (${ids as string[] | null}::uuid[]))
        order by array_position(${ids as string[] | null}::uuid[], r.id), r.created_at desc, r.id limit 500`,
  )
