import type { Tx } from '#kit/server/db.ts'
import { rows, sql } from '#kit/server/sql.ts'
import type { FoundResult } from '../model.ts'
import { statusSql } from './read-results.ts'

export interface Found extends Omit<FoundResult, 'subjects'> {
  readonly idMasked: string
  readonly subjects: readonly { readonly name: string; readonly isRecorded: boolean; readonly score: number | null; readonly isPassed: boolean | null }[]
}
/** What is public of a person: from the start of each plan's 公示期 on, without end; the name is the one of 报考. */
export const publicResults = (tx: Tx, personId: string, name: string, now: string): Promise<Found[]> =>
  rows<Found>(
    tx,
    sql`select s.name as "planName", c.name as "certName", c.level as "certLevel", ${statusSql(now)} as status, ${now}::timestamptz > s.public_end as "isFinal",
          e.id_masked as "idMasked",
          (select jsonb_agg(jsonb_build_object('name', u.name, 'isRecorded', sc.id is not null, 'score', sc.score, 'isPassed', sc.is_passed) order by u.subject_no)
             from enrolments.enrolment_subjects es join credentials.subjects u on u.id = es.subject_id
               left join scores.scores sc on sc.enrolment_subject_id = es.id and sc.attempt_no = 1 where es.enrolment_id = e.id) as subjects
        from results.results x join enrolments.enrolments e on e.id = x.enrolment_id join sessions.sessions s on s.id = x.session_id
          join credentials.credentials c on c.id = x.credential_id
        where x.person_id = ${personId} and e.name = ${name} and s.public_start <= ${now}::timestamptz
          and exists (select from scores.scores sc where sc.enrolment_id = e.id)
        order by s.public_start desc, e.id`,
  )
