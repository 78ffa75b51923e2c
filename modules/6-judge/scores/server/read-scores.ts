import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import { listPage, type ListSource } from '#kit/server/list.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { contains, maybe, rows, sql, type Sql } from '#kit/server/sql.ts'
import { editVerdict, scoreStatuses, scoreText, type ScoreChange, type ScoreDetail, type ScoreRow } from '../index.ts'
import { listScores, score } from '../operations.ts'
import { words } from '../words.ts'
import { endsAt, seatedBearing, startsAt, statusSql } from './read-columns.ts'

type Filter = Record<string, string | undefined>
export const seen = (scope: Scope): Sql =>
  belongsTo(scope, {
    school: sql`es.school_id`,
    awardingBody: sql`es.awarding_body_id`,
    region: sql`es.region_code`,
    credential: sql`e.credential_id`,
  })
const like = (column: Sql, typed: string | undefined): Sql | null => (typed ? contains(column, typed) : null)
const same = (column: Sql, typed: string | undefined): Sql | null => (typed ? sql`${column} = ${typed}` : null)

export const scoreFrom = sql`enrolments.enrolment_subjects es join enrolments.enrolments e on e.id = es.enrolment_id
  join sessions.sessions s on s.id = es.session_id join credentials.credentials c on c.id = e.credential_id
  join credentials.subjects u on u.id = es.subject_id join organisations.organisations b on b.id = es.awarding_body_id
  left join scores.scores sc on sc.enrolment_subject_id = es.id and sc.attempt_no = 1
  left join seating.seats st on st.enrolment_subject_id = es.id left join seating.tickets k on k.id = st.ticket_id`
export const rowColumns = (now: string): Sql => sql`es.id, s.name as "planName", e.name, e.candidate_no as "candidateNo", e.id_masked as "idMasked",
  k.ticket_no as "ticketNo", e.kind, e.school_name as "schoolName", u.subject_no as "subjectNo", u.name as "subjectName", u.mode as "examMode",
  c.name as "certName", c.level as "certLevel", b.name as "awardingBodyName", c.pass_condition as "passCondition", sc.score::float8 as "number",
  sc.id is not null as "isRecorded", case when sc.id is not null then sc.is_passed end as "isPassed", ${statusSql(now)} as status, es.created_at as "createdAt"`
export type Raw<R> = Omit<R, 'score'> & { readonly number: number | null; readonly isRecorded: boolean }
export const shown = <R>({ number, isRecorded, ...rest }: Raw<R>): R =>
  ({ ...rest, score: isRecorded ? scoreText(number) : null }) as R

/** A school sees its scores from the import on (P-5.2.9-01); the awarding body also who has a seat and no score yet (S9.4). */
const inList = (inside: Inside): Sql =>
  inside.principal.actor === 'school' ? sql`sc.id is not null` : sql`(es.seated_at is not null or sc.id is not null)`

/** The list of 科目成绩 and its export: one question. */
export const scoreSource = (inside: Inside, scope: Scope, f: Filter, columns: Sql): ListSource => ({
  columns,
  from: scoreFrom,
  where: [
    seen(scope),
    inList(inside),
    like(sql`s.name`, f['planName']),
    like(sql`e.name`, f['name']),
    same(sql`e.candidate_no`, f['candidateNo']),
    same(sql`k.ticket_no`, f['ticketNo']),
    f['idNo'] ? seatedBearing(inside, f['idNo']) : null,
    like(sql`c.name`, f['certName']),
    same(sql`c.level`, f['certLevel']),
    like(sql`u.name`, f['subjectName']),
    like(sql`e.school_name`, f['schoolName']),
    f['isPassed'] ? sql`sc.is_passed = ${f['isPassed'] === 'yes'}` : null,
  ],
  id: sql`es.id`,
  sorts: {
    createdAt: { by: sql`es.created_at`, type: 'timestamptz' },
    name: { by: sql`e.name`, type: 'text' },
    candidateNo: { by: sql`e.candidate_no`, type: 'text' },
    subjectNo: { by: sql`u.subject_no`, type: 'text' },
    planName: { by: sql`s.name`, type: 'text' },
  },
  defaultSort: '-createdAt',
  tab: { by: statusSql(inside.now), codes: scoreStatuses.map((x) => x.code) },
})
export const listScoresHandler = handle(listScores, async (ctx) => {
  const page = await listPage<Raw<ScoreRow>>(
    ctx.tx,
    ctx.input,
    scoreSource(ctx, ctx.scope, ctx.input.filter, rowColumns(ctx.now)),
  )
  return { ...page, rows: page.rows.map((r) => shown<ScoreRow>(r)) }
})

type Found = Raw<Omit<ScoreDetail, 'editProblem' | 'changes'>> & {
  readonly scoreId: string | null
  readonly seatedAt: string | null
  readonly startsAt: string | null
  readonly endsAt: string | null
}
/** 查看: the score with its history; a school sees that too, it was told of every change (S9.4). */
export const scoreHandler = handle(score, async (ctx) => {
  const { input, scope, tx, now } = ctx
  const found = await maybe<Found>(
    tx,
    sql`select ${rowColumns(now)}, e.id_type as "idType", u.full_score::float8 as "fullScore", u.pass_score::float8 as "passScore",
          s.score_start as "scoreStart", s.score_end as "scoreEnd", s.public_start as "publicStart", s.public_end as "publicEnd",
          coalesce(sc.version, 0) as version, sc.recorded_at as "recordedAt", sc.id as "scoreId", es.seated_at as "seatedAt",
          ${startsAt} as "startsAt", ${endsAt} as "endsAt"
        from ${scoreFrom} where es.id = ${input.id} and ${seen(scope)} and ${inList(ctx)}`,
  )
  if (!found) return ctx.refuse('not-found')
  const { scoreId, seatedAt, startsAt: begins, endsAt: ends, ...rest } = found
  const verdict = editVerdict({ ...rest, seatedAt, startsAt: begins, endsAt: ends }, now)
  const changes = await rows<{ id: string; was: number | null; wasAbsent: boolean; becomes: number | null; byName: string; reason: string; at: string }>(
    tx,
    sql`select id::text, was::float8, was_absent as "wasAbsent", becomes::float8, by_name as "byName", reason, at
        from scores.changes where score_id = ${scoreId}::uuid order by changes.id desc`,
  )
  return {
    ...shown<Omit<ScoreDetail, 'editProblem' | 'changes'>>(rest as never),
    editProblem: verdict ? words[verdict].says : null,
    changes: changes.map(({ was, wasAbsent, becomes, ...c }): ScoreChange => ({
      ...c,
      was: was === null && !wasAbsent ? null : scoreText(was),
      becomes: scoreText(becomes),
    })),
  }
})
