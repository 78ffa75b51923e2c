import type { Inside } from '#kit/server/context.ts'
import type { Tx } from '#kit/server/db.ts'
import { maybe, one, rows, run, sql } from '#kit/server/sql.ts'
import type { PlaceFacts } from './read-place.ts'

type Times = Pick<PlaceFacts, 'startsAt' | 'endsAt'>
/** Of these teachers, those who watch anywhere in the time. */
export const busyWatchers = async (tx: Tx, ids: readonly string[], at: Times): Promise<Set<string>> =>
  new Set(
    (await rows<{ id: string }>(tx, sql`select x as id from seating.watching_in(${ids as string[]}::uuid[], ${at.startsAt}, ${at.endsAt}) x`)).map((r) => r.id),
  )
export interface Watch {
  readonly id: string
  readonly roomId: string
  readonly lineSubjectId: string
}
const columns = sql`w.id, w.room_id as "roomId", w.line_subject_id as "lineSubjectId"`
/** A 监考安排 by id; row policies show it to host and awarding body. */
export const watchById = (tx: Tx, id: string): Promise<Watch | null> => maybe<Watch>(tx, sql`select ${columns} from seating.watches w where w.id = ${id} for update of w`)
export const watchOf = (tx: Tx, place: Pick<PlaceFacts, 'roomId' | 'lineSubjectId'>, invigilatorId: string): Promise<Watch | null> =>
  maybe<Watch>(
    tx,
    sql`select ${columns} from seating.watches w where w.room_id = ${place.roomId} and w.line_subject_id = ${place.lineSubjectId} and w.invigilator_id = ${invigilatorId}`,
  )
export const insertWatch = async (inside: Inside, place: PlaceFacts, invigilatorId: string): Promise<string> =>
  (
    await one<{ id: string }>(
      inside.tx,
      sql`insert into seating.watches (room_id, line_subject_id, invigilator_id, starts_at, ends_at, host_school_id, awarding_body_id, created_at)
          values (${place.roomId}, ${place.lineSubjectId}, ${invigilatorId}, ${place.startsAt}, ${place.endsAt}, ${place.hostSchoolId}, ${place.awardingBodyId}, ${inside.now}) returning id`,
    )
  ).id
export const removeWatch = (tx: Tx, id: string): Promise<number> => run(tx, sql`delete from seating.watches where id = ${id}`)
