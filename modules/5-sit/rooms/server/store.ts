import type { Tx } from '#kit/server/db.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { maybe, one, rows, run, sql, type Sql } from '#kit/server/sql.ts'
import type { RoomWish } from '../import-rules.ts'
import type { RoomFields } from '../rules.ts'

export const seen = (scope: Scope): Sql =>
  belongsTo(scope, {
    school: sql`r.school_id`,
    awardingBody: sql`r.awarding_body_id`,
    credential: sql`r.credential_id`,
  })

export interface RoomForChange extends RoomFields {
  readonly id: string
  readonly schoolId: string
  readonly awardingBodyId: string
  readonly version: number
  readonly arrangeStart: string
  readonly arrangeEnd: string
}
const forChange = sql`r.id, r.session_id as "sessionId", r.site_id as "siteId", r.credential_id as "credentialId", r.name, r.seat_count as "seatCount", r.address,
  r.school_id as "schoolId", r.awarding_body_id as "awardingBodyId", r.version, s.arrange_start as "arrangeStart", s.arrange_end as "arrangeEnd",
  array(select rs.line_subject_id from rooms.room_subjects rs where rs.room_id = r.id) as "lineSubjectIds"`
/** Held for change. */
export const roomForChange = (tx: Tx, scope: Scope, id: string): Promise<RoomForChange | null> =>
  maybe<RoomForChange>(
    tx,
    sql`select ${forChange} from rooms.rooms r join sessions.sessions s on s.id = r.session_id where r.id = ${id} and ${seen(scope)} for update of r`,
  )
export const roomsForUndo = (tx: Tx, scope: Scope, ids: readonly string[]): Promise<RoomForChange[]> =>
  rows<RoomForChange>(
    tx,
    sql`select ${forChange} from rooms.rooms r join sessions.sessions s on s.id = r.session_id where r.id = any (${ids as string[]}::uuid[]) and ${seen(scope)} for update of r`,
  )

export interface RoomValues extends RoomFields {
  readonly lineId: string
  readonly roomType: string
}
export interface Owner {
  readonly schoolId: string
  readonly awardingBodyId: string
  readonly regionCode: string
}
async function writeSubjects(tx: Tx, roomId: string, lineSubjectIds: readonly string[]): Promise<void> {
  await run(tx, sql`delete from rooms.room_subjects where room_id = ${roomId}`)
  await run(
    tx,
    sql`insert into rooms.room_subjects (room_id, line_subject_id) select distinct ${roomId}::uuid, x from unnest(${lineSubjectIds as string[]}::uuid[]) x`,
  )
}
export async function insertRoom(tx: Tx, r: RoomValues & Owner): Promise<string> {
  const { id } = await one<{ id: string }>(
    tx,
    sql`insert into rooms.rooms (session_id, line_id, site_id, school_id, credential_id, awarding_body_id, region_code, name, seat_count, room_type, address)
        values (${r.sessionId}, ${r.lineId}, ${r.siteId}, ${r.schoolId}, ${r.credentialId}, ${r.awardingBodyId}, ${r.regionCode}, ${r.name}, ${r.seatCount}, ${r.roomType}, ${r.address}) returning id`,
  )
  await writeSubjects(tx, id, r.lineSubjectIds)
  return id
}
export async function writeRoom(tx: Tx, id: string, r: RoomValues & Owner): Promise<void> {
  await run(
    tx,
    sql`update rooms.rooms set session_id = ${r.sessionId}, line_id = ${r.lineId}, site_id = ${r.siteId}, credential_id = ${r.credentialId}, awarding_body_id = ${r.awardingBodyId},
          region_code = ${r.regionCode}, name = ${r.name}, seat_count = ${r.seatCount}, room_type = ${r.roomType}, address = ${r.address}, version = version + 1 where id = ${id}`,
  )
  await writeSubjects(tx, id, r.lineSubjectIds)
}
export const setSeatCount = (tx: Tx, id: string, seatCount: number): Promise<number> =>
  run(tx, sql`update rooms.rooms set seat_count = ${seatCount}, version = version + 1 where id = ${id}`)
export const removeRooms = (tx: Tx, ids: readonly string[]): Promise<number> =>
  run(tx, sql`delete from rooms.rooms where id = any (${ids as string[]}::uuid[])`)

/**
 * Many rooms at once; gives the ids by position of the wish. A name that was taken in the meantime makes no row and is not in it.
 */
export async function insertRooms(
  tx: Tx,
  wishes: readonly RoomWish[],
  schoolId: string,
  importId: string | null,
): Promise<Map<number, string>> {
  const made = await rows<{ id: string; n: number }>(
    tx,
    sql`with w as (
          select w.n, gen_random_uuid() as id, w.session_id, w.line_id, w.site_id, w.credential_id, w.name, w.seat_count, w.room_type, w.address
          from unnest(${wishes.map((w) => w.sessionId)}::uuid[], ${wishes.map((w) => w.lineId)}::uuid[], ${wishes.map((w) => w.siteId)}::uuid[], ${wishes.map((w) => w.credentialId)}::uuid[],
            ${wishes.map((w) => w.name)}::text[], ${wishes.map((w) => w.seatCount)}::int[], ${wishes.map((w) => w.roomType)}::text[], ${wishes.map((w) => w.address)}::text[])
            with ordinality as w(session_id, line_id, site_id, credential_id, name, seat_count, room_type, address, n)),
        made as (
          insert into rooms.rooms (id, session_id, line_id, site_id, school_id, credential_id, awarding_body_id, region_code, name, seat_count, room_type, address, import_id)
          select w.id, w.session_id, w.line_id, w.site_id, ${schoolId}, w.credential_id, t.awarding_body_id, t.region_code, w.name, w.seat_count, w.room_type, w.address, ${importId}::uuid
          from w join sites.sites t on t.id = w.site_id order by w.n
          on conflict (session_id, site_id, credential_id, lower(btrim(name))) do nothing returning id)
        select w.id, w.n from made join w on w.id = made.id`,
  )
  const byPosition = new Map(made.map((m) => [m.n - 1, m.id]))
  const links = wishes.flatMap((w, i) => {
    const id = byPosition.get(i)
    return id ? w.lineSubjectIds.map((subject) => ({ id, subject })) : []
  })
  await run(
    tx,
    sql`insert into rooms.room_subjects (room_id, line_subject_id) select * from unnest(${links.map((l) => l.id)}::uuid[], ${links.map((l) => l.subject)}::uuid[])`,
  )
  return byPosition
}
