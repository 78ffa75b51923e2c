import type { Tx } from '#kit/server/db.ts'
import type { Scope } from '#kit/server/scope.ts'
import { maybe, run, sql } from '#kit/server/sql.ts'
import { endsAt, startsAt } from './read-columns.ts'
import { seen } from './read-scores.ts'

export interface Standing {
  readonly enrolmentId: string
  readonly schoolId: string
  readonly name: string
  readonly planName: string
  readonly subjectName: string
  readonly fullScore: number
  readonly publicStart: string
  readonly publicEnd: string
  readonly seatedAt: string | null
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly scoreId: string | null
  readonly score: number | null
  readonly version: number
}
/** A registration of a 科目 with what stands of its score, held until the end of the transaction. */
export async function standingForEdit(tx: Tx, scope: Scope, id: string): Promise<Standing | null> {
  // Held first and read by a second statement: one that waits for the lock would still see the score of before.
  await run(
    tx,
    sql`select from enrolments.enrolment_subjects es join enrolments.enrolments e on e.id = es.enrolment_id
        where es.id = ${id} and ${seen(scope)} for no key update of es`,
  )
  return maybe<Standing>(
    tx,
    sql`select es.enrolment_id as "enrolmentId", es.school_id as "schoolId", e.name, s.name as "planName", u.name as "subjectName",
          u.full_score::float8 as "fullScore", s.public_start as "publicStart", s.public_end as "publicEnd", es.seated_at as "seatedAt",
          ${startsAt} as "startsAt", ${endsAt} as "endsAt", sc.id as "scoreId", sc.score::float8 as score, coalesce(sc.version, 0) as version
        from enrolments.enrolment_subjects es join enrolments.enrolments e on e.id = es.enrolment_id join sessions.sessions s on s.id = es.session_id
          join credentials.subjects u on u.id = es.subject_id left join scores.scores sc on sc.enrolment_subject_id = es.id and sc.attempt_no = 1
        where es.id = ${id} and ${seen(scope)}`,
  )
}
