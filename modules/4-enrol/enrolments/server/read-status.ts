import { phaseSql } from '#kit/server/phases.ts'
import { sql, type Sql } from '#kit/server/sql.ts'
import { seatedPhases, type EnrolmentStatus } from '../workflow.ts'

/** Times of a 科目 as `sitting.starts_at`, `sitting.ends_at`: in a 考试计划 there is exactly one. Over `es`. */
export const sittingJoin = sql`left join lateral (select min(x.starts_at) as starts_at, max(x.ends_at) as ends_at from sessions.sittings x
  where x.line_subject_id = es.line_subject_id) sitting on true`
/** 报考状态 (S6) over `enrolments.enrolment_subjects es` and sittingJoin; the same rule as statusOf. */
export const statusSql = (now: string): Sql<EnrolmentStatus> =>
  sql<EnrolmentStatus>`(case when es.seated_at is null then 'unseated'::text else ${phaseSql(
    seatedPhases,
    { startsAt: sql`sitting.starts_at`, endsAt: sql`sitting.ends_at` },
    now,
  )} end)`
