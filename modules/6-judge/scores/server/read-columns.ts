import { idTypes } from '#people'
import { normaliseIdNumber } from '#packages/id-number/index.ts'
import type { Inside } from '#kit/server/context.ts'
import { phaseSql } from '#kit/server/phases.ts'
import { sql, type Sql } from '#kit/server/sql.ts'
import type { ScoreStatus } from '../model.ts'
import { recordedPhases } from '../workflow.ts'

/** Times of a 科目 over `enrolments.enrolment_subjects es`: in a 考试计划 it has exactly one sitting. */
export const startsAt = sql`(select min(x.starts_at) from sessions.sittings x where x.line_subject_id = es.line_subject_id)`
export const endsAt = sql`(select max(x.ends_at) from sessions.sittings x where x.line_subject_id = es.line_subject_id)`
/** 成绩状态 (S9) over `sc` and `s`; the same rule as scoreStatusOf. */
export const statusSql = (now: string): Sql<ScoreStatus> =>
  sql<ScoreStatus>`(case when sc.id is null then 'unrecorded'::text else ${phaseSql(recordedPhases, { publicStart: sql`s.public_start`, publicEnd: sql`s.public_end` }, now)} end)`
/** 证件号码 by equality, whatever the document's type; over `e`. */
export const seatedBearing = (inside: Inside, typed: string): Sql =>
  sql`e.person_id in (select p.id from people.persons p where p.id_type = any (${[...idTypes]}::text[]) and p.id_blind = ${inside.house.secrets.blind('id', normaliseIdNumber(typed))})`
