import { idTypes } from '#people'
import { scoreText } from '#scores'
import { normaliseIdNumber } from '#packages/id-number/index.ts'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import { listPage, type ListSource } from '#kit/server/list.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { contains, maybe, rows, sql, type Sql } from '#kit/server/sql.ts'
import { resultStates, type ResultDetail, type ResultRow, type ResultStatus, type ResultSubject } from '../model.ts'
import { listResults, result } from '../operations.ts'

type Filter = Record<string, string | undefined>
const seen = (scope: Scope): Sql =>
  belongsTo(scope, {
    school: sql`x.school_id`,
    awardingBody: sql`x.awarding_body_id`,
    region: sql`x.region_code`,
    credential: sql`x.credential_id`,
  })
const like = (column: Sql, typed: string | undefined): Sql | null => (typed ? contains(column, typed) : null)
const same = (column: Sql, typed: string | undefined): Sql | null => (typed ? sql`${column} = ${typed}` : null)

/** 考核状态 over `x` and `s`; the same rule as resultOf. */
export const statusSql = (now: string): Sql<ResultStatus> =>
  sql<ResultStatus>`(case when ${now}::timestamptz > s.public_end then case when x.passed >= x.needed then 'passed'::text else 'failed' end
    when ${now}::timestamptz <= x.waits_until then 'pending' when x.passed >= x.needed then 'passed' when x.scored >= x.needed then 'failed' else 'pending' end)`
export const resultFrom = sql`results.results x join enrolments.enrolments e on e.id = x.enrolment_id join sessions.sessions s on s.id = x.session_id
  join credentials.credentials c on c.id = x.credential_id join organisations.organisations b on b.id = x.awarding_body_id`
export const rowColumns = (now: string): Sql => sql`e.id, s.name as "planName", e.name, e.candidate_no as "candidateNo", e.id_masked as "idMasked", e.kind,
  e.school_name as "schoolName", c.name as "certName", c.level as "certLevel", b.name as "awardingBodyName", c.pass_condition as "passCondition", e.mode,
  x.needed, x.passed, ${statusSql(now)} as status, ${now}::timestamptz > s.public_end as "isFinal", e.created_at as "createdAt"`

/** The list of 考证结果 and its export: one question. */
export const resultSource = (inside: Inside, scope: Scope, f: Filter, columns: Sql): ListSource => ({
  columns,
  from: resultFrom,
  where: [
    seen(scope),
    like(sql`s.name`, f['planName']),
    like(sql`e.name`, f['name']),
    same(sql`e.candidate_no`, f['candidateNo']),
    f['idNo']
      ? sql`x.person_id in (select p.id from people.persons p where p.id_type = any (${[...idTypes]}::text[]) and p.id_blind = ${inside.house.secrets.blind('id', normaliseIdNumber(f['idNo']))})`
      : null,
    same(sql`e.kind`, f['kind']),
    like(sql`c.name`, f['certName']),
    same(sql`c.level`, f['certLevel']),
    like(sql`e.school_name`, f['schoolName']),
  ],
  id: sql`e.id`,
  sorts: {
    createdAt: { by: sql`e.created_at`, type: 'timestamptz' },
    name: { by: sql`e.name`, type: 'text' },
    candidateNo: { by: sql`e.candidate_no`, type: 'text' },
    planName: { by: sql`s.name`, type: 'text' },
  },
  defaultSort: '-createdAt',
  tab: { by: statusSql(inside.now), codes: Object.keys(resultStates) },
})
export const listResultsHandler = handle(listResults, (ctx) =>
  listPage<ResultRow>(ctx.tx, ctx.input, resultSource(ctx, ctx.scope, ctx.input.filter, rowColumns(ctx.now))),
)

type RawSubject = Omit<ResultSubject, 'score'> & { readonly number: number | null; readonly isRecorded: boolean }
/** P-5.2.10-02: the needed 科目, and those that are registered beyond them. */
export const resultHandler = handle(result, async ({ input, scope, tx, now, refuse }) => {
  const found = await maybe<Omit<ResultDetail, 'subjects'>>(
    tx,
    sql`select ${rowColumns(now)}, e.id_type as "idType", e.gender, e.major_name as "majorName", c.cert_no as "certNo", s.number as "planNumber",
          (select t.name from credentials.target_types t where t.id = e.target_type_id) as "targetTypeName", s.public_start as "publicStart", s.public_end as "publicEnd"
        from ${resultFrom} where e.id = ${input.id} and ${seen(scope)}`,
  )
  if (!found) return refuse('not-found')
  const subjects = await rows<RawSubject>(
    tx,
    sql`select u.id, u.subject_no as "subjectNo", u.name, u.mode as "examMode", u.full_score::float8 as "fullScore", u.pass_score::float8 as "passScore",
          (select min(t.starts_at) from sessions.sittings t where t.line_subject_id = es.line_subject_id) as "startsAt",
          (select max(t.ends_at) from sessions.sittings t where t.line_subject_id = es.line_subject_id) as "endsAt",
          sc.score::float8 as number, sc.id is not null as "isRecorded", case when sc.id is not null then sc.is_passed end as "isPassed",
          coalesce(p.locks_at < ${now}::timestamptz, false) as "isPassedEarlier"
        from results.results x join credentials.subjects u on u.credential_id = x.credential_id
          left join enrolments.enrolment_subjects es on es.enrolment_id = x.enrolment_id and es.subject_id = u.id
          left join scores.scores sc on sc.enrolment_subject_id = es.id and sc.attempt_no = 1
          left join results.earlier_passes(array[x.enrolment_id]) p on p.subject_id = u.id
        where x.enrolment_id = ${found.id} and (u.id = any (x.subject_ids) or es.id is not null) order by u.subject_no`,
  )
  return {
    ...found,
    subjects: subjects.map(({ number, isRecorded, ...u }) => ({ ...u, score: isRecorded ? scoreText(number) : null })),
  }
})
