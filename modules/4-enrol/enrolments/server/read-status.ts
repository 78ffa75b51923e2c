import { phaseSql } from '#kit/server/phases.ts'
import { sql, type Sql } from '#kit/server/sql.ts'
import { seatedPhases, type EnrolmentStatus } from '../workflow.ts'

/** Times of a 科目 over `enrolments.enrolment_subjects es`: in a 考试计划 it has exactly one sitting. */
export const startsAt = sql`(select min(x.starts_at) from sessions.sittings x where x.line_subject_id = es.line_subject_id)`
export const endsAt = sql`(select max(x.ends_at) from sessions.sittings x where x.line_subject_id = es.line_subject_id)`
/** 报考状态 (S6) over `es`; the same rule as statusOf. The times are looked up only for rows that have a seat. */
export const statusSql = (now: string): Sql<EnrolmentStatus> =>
  sql<EnrolmentStatus>`(case when es.seated_at is null then 'unseated'::text else ${phaseSql(seatedPhases, { startsAt, endsAt }, now)} end)`
