import type { Tx } from '#kit/server/db.ts'
import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import { phaseSql } from '#kit/server/phases.ts'
import type { Export } from '#kit/server/room.ts'
import type { Scope } from '#kit/server/scope.ts'
import { contains, maybe, rows, sql, type Sql } from '#kit/server/sql.ts'
import type { ListPage } from '#kit/pure/list.ts'
import { phaseLabel } from '#kit/pure/phases.ts'
import type { InputOf } from '#kit/pure/operation.ts'
import type { RoomDetail, RoomRow, RoomSubject } from '../model.ts'
import { listRooms, room, roomQuery } from '../operations.ts'
import { roomExport } from '../sheets.ts'
import { roomPhases } from '../workflow.ts'
import { seen } from './store.ts'

const statusSql = (now: string): Sql =>
  phaseSql(roomPhases, { arrangeStart: sql`s.arrange_start`, arrangeEnd: sql`s.arrange_end` }, now)
const columns = (
  now: string,
): Sql => sql`r.id, s.number as "planNumber", s.name as "planName", t.name as "siteName", c.name as "certName", c.level as "certLevel",
  coalesce((select string_agg(u.name, '、' order by u.subject_no) from rooms.room_subjects rs join sessions.line_subjects ls on ls.id = rs.line_subject_id
    join credentials.subjects u on u.id = ls.subject_id where rs.room_id = r.id), '') as subjects,
  r.name, r.room_type as "roomType", r.seat_count as "seatCount", r.address, o.name as "schoolName", ${statusSql(now)} as status, r.version, r.created_at as "createdAt"`
const from = sql`rooms.rooms r join sessions.sessions s on s.id = r.session_id join sites.sites t on t.id = r.site_id
  join credentials.credentials c on c.id = r.credential_id join organisations.organisations o on o.id = r.school_id`

const page = (tx: Tx, scope: Scope, now: string, q: InputOf<typeof listRooms>): Promise<ListPage<RoomRow>> => {
  const f = q.filter
  return listPage<RoomRow>(tx, q, {
    columns: columns(now),
    from,
    where: [
      seen(scope),
      f.planNumber ? sql`starts_with(s.number, ${f.planNumber})` : null,
      f.planName ? contains(sql`s.name`, f.planName) : null,
      f.siteName ? contains(sql`t.name`, f.siteName) : null,
      f.certName ? contains(sql`c.name`, f.certName) : null,
      f.certLevel ? sql`c.level = ${f.certLevel}` : null,
      f.name ? contains(sql`r.name`, f.name) : null,
      f.schoolName ? contains(sql`o.name`, f.schoolName) : null,
      f.status ? sql`${statusSql(now)} = ${f.status}` : null,
    ],
    id: sql`r.id`,
    sorts: {
      createdAt: { by: sql`r.created_at`, type: 'timestamptz' },
      planNumber: { by: sql`s.number`, type: 'text' },
      name: { by: sql`r.name`, type: 'text' },
      seatCount: { by: sql`r.seat_count`, type: 'int' },
    },
    defaultSort: '-createdAt',
    tab: { by: statusSql(now), codes: ['before-seating', 'seating', 'over'] },
  })
}
/** P-5.2.5-01, -17 */
export const listRoomsHandler = handle(listRooms, ({ input, scope, tx, now }) => page(tx, scope, now, input))

/** X3: the rows of the list's question. */
export const exportRooms: Export = {
  sheet: roomExport,
  input: roomQuery,
  async page({ tx, now }, scope, query, after) {
    const found = await page(tx, scope, now, { ...roomQuery.parse(query), size: 100, after: after ?? undefined })
    return { next: found.next, rows: found.rows.map((r) => ({ ...r, status: phaseLabel(roomPhases, r.status) })) }
  },
}

/** P-5.2.5-12 */
export const roomHandler = handle(room, async ({ input, scope, tx, now, refuse }) => {
  const found = await maybe<Omit<RoomDetail, 'subjectList'>>(
    tx,
    sql`select ${columns(now)}, r.session_id as "sessionId", r.site_id as "siteId", r.credential_id as "credentialId", t.address as "siteAddress",
          s.arrange_start as "arrangeStart", s.arrange_end as "arrangeEnd" from ${from} where r.id = ${input.id} and ${seen(scope)}`,
  )
  if (!found) return refuse('not-found')
  const subjectList = await rows<RoomSubject>(
    tx,
    sql`select ls.id, u.subject_no as "subjectNo", u.name, u.mode, u.room_type as "roomType", g.starts_at as "startsAt", g.ends_at as "endsAt"
        from rooms.room_subjects rs join sessions.line_subjects ls on ls.id = rs.line_subject_id join credentials.subjects u on u.id = ls.subject_id
        left join sessions.sittings g on g.line_subject_id = ls.id where rs.room_id = ${input.id} order by u.subject_no`,
  )
  return { ...found, subjectList }
})

/** A room as 排考 needs it. */
export interface Room {
  readonly id: string
  readonly name: string
  readonly seatCount: number
  readonly siteId: string
  readonly sessionId: string
  readonly schoolId: string
  readonly lineSubjectIds: readonly string[]
}
/** Door: rooms of a site that hold a subject of a plan, by name. No scope: the caller has the plan. */
export const roomsOf = (tx: Tx, sessionId: string, lineSubjectId: string, siteId: string): Promise<Room[]> =>
  rows<Room>(
    tx,
    sql`select r.id, r.name, r.seat_count as "seatCount", r.site_id as "siteId", r.session_id as "sessionId", r.school_id as "schoolId",
          array(select x.line_subject_id from rooms.room_subjects x where x.room_id = r.id) as "lineSubjectIds"
        from rooms.rooms r join rooms.room_subjects rs on rs.room_id = r.id and rs.line_subject_id = ${lineSubjectId}
        where r.session_id = ${sessionId} and r.site_id = ${siteId} order by r.name, r.id`,
  )
