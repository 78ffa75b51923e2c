import type { Inside } from '#kit/server/context.ts'
import type { Tx } from '#kit/server/db.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { maybe, rows, run, sql } from '#kit/server/sql.ts'
import type { SubjectFact, TicketFact } from '../rules.ts'

export interface LineSubject extends SubjectFact {
  readonly id: string
  readonly sessionId: string
  readonly scoreStart: string
  readonly scoreEnd: string
  readonly endsAt: string | null
}
/** A 科目 of a published plan of the scope. */
export const lineSubjectFor = (tx: Tx, scope: Scope, planId: string, lineSubjectId: string): Promise<LineSubject | null> =>
  maybe<LineSubject>(
    tx,
    sql`select ls.id, s.id as "sessionId", s.score_start as "scoreStart", s.score_end as "scoreEnd", u.subject_no as "subjectNo", u.name,
          u.full_score::float8 as "fullScore", (select max(x.ends_at) from sessions.sittings x where x.line_subject_id = ls.id) as "endsAt"
        from sessions.line_subjects ls join sessions.lines l on l.id = ls.line_id join sessions.sessions s on s.id = l.session_id
          join credentials.subjects u on u.id = ls.subject_id
        where ls.id::text = ${lineSubjectId} and s.id::text = ${planId} and s.status = 'published'
          and ${belongsTo(scope, { awardingBody: sql`s.organiser_id`, credential: sql`l.credential_id` })}`,
  )

/** What each row's 准考证号 means in the plan, in the order of the rows; null = the plan has no such number. */
export async function ticketsIn(
  inside: Inside,
  subject: Pick<LineSubject, 'id' | 'sessionId'>,
  asked: readonly { readonly ticketNo: string; readonly idNo: string }[],
): Promise<(TicketFact | null)[]> {
  const { secrets } = inside.house
  const found = await rows<TicketFact & { n: number }>(
    inside.tx,
    sql`select t.n::int, st.enrolment_subject_id as "enrolmentSubjectId",
          (select e.name from enrolments.enrolments e where e.session_id = k.session_id and e.person_id = k.person_id
             order by (e.id = st.enrolment_id) desc nulls last limit 1) as name,
          case when t.blind is not null then exists (select from people.persons p where p.id = k.person_id and p.id_blind = t.blind) end as "isOwnId"
        from unnest(${asked.map((r) => r.ticketNo)}::text[], ${asked.map((r) => (r.idNo ? secrets.blind('id', r.idNo) : null))}::bytea[])
          with ordinality as t(ticket_no, blind, n)
        join seating.tickets k on k.ticket_no = t.ticket_no and k.session_id = ${subject.sessionId}
        left join seating.seats st on st.ticket_id = k.id and st.line_subject_id = ${subject.id}`,
  )
  const facts: (TicketFact | null)[] = asked.map(() => null)
  for (const { n, ...fact } of found) facts[n - 1] = fact
  return facts
}

export interface ScoreAsked {
  readonly enrolmentSubjectId: string
  /** null = 缺考 */
  readonly score: number | null
}
export interface Recorded {
  /** Of the score. */
  readonly id: string
  readonly enrolmentId: string
}
const askedRows = (asked: readonly ScoreAsked[]) =>
  sql`unnest(${asked.map((a) => a.enrolmentSubjectId)}::uuid[], ${asked.map((a) => a.score)}::numeric[]) as a(enrolment_subject_id, score)`

/** Adds scores where none stands, in the order of ids so that two imports of the same people never wait in a ring. */
export const insertScores = (inside: Inside, asked: readonly ScoreAsked[]): Promise<Recorded[]> =>
  rows<Recorded>(
    inside.tx,
    sql`insert into scores.scores (enrolment_id, enrolment_subject_id, session_id, line_subject_id, subject_id, school_id, awarding_body_id, region_code,
          score, full_score, pass_score, recorded_at)
        select es.enrolment_id, es.id, es.session_id, es.line_subject_id, es.subject_id, es.school_id, es.awarding_body_id, es.region_code,
          a.score, u.full_score, u.pass_score, ${inside.now}
        from ${askedRows(asked)} join enrolments.enrolment_subjects es on es.id = a.enrolment_subject_id join credentials.subjects u on u.id = es.subject_id
        order by es.id on conflict on constraint score_once do nothing returning id, enrolment_id as "enrolmentId"`,
  )
/** Changes scores that stand and differ; what stood before goes into the history (S9.2, S9.4). */
export async function changeScores(inside: Inside, asked: readonly ScoreAsked[], reason: string): Promise<Recorded[]> {
  const p = inside.principal
  await rows(
    inside.tx,
    sql`select id from scores.scores where enrolment_subject_id = any (${asked.map((a) => a.enrolmentSubjectId)}::uuid[]) order by id for update`,
  )
  return rows<Recorded>(
    inside.tx,
    sql`with old as (select s.id, s.score as was, a.score as becomes from scores.scores s join ${askedRows(asked)} on a.enrolment_subject_id = s.enrolment_subject_id
          where s.attempt_no = 1 and s.score is distinct from a.score),
        noted as (insert into scores.changes (score_id, was, was_absent, becomes, becomes_absent, by_account, by_name, reason, at)
          select id, was, was is null, becomes, becomes is null, ${p.accountId}::uuid, ${p.name}, ${reason}, ${inside.now} from old)
        update scores.scores s set score = old.becomes, version = s.version + 1, recorded_at = ${inside.now} from old where s.id = old.id
        returning s.id, s.enrolment_id as "enrolmentId"`,
  )
}
/** History of a forgotten score that was entered in 公示期: before it there was nothing. */
export const noteForgotten = (inside: Inside, scoreId: string, score: number | null, reason: string): Promise<number> =>
  run(
    inside.tx,
    sql`insert into scores.changes (score_id, was, was_absent, becomes, becomes_absent, by_account, by_name, reason, at)
        values (${scoreId}, null, false, ${score}, ${score === null}, ${inside.principal.accountId}::uuid, ${inside.principal.name}, ${reason}, ${inside.now})`,
  )
