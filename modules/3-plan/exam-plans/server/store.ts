import type { Tx } from '#kit/server/db.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { maybe, one, rows, run, sql, type Sql } from '#kit/server/sql.ts'
import type { PlanDraft } from '../rules.ts'

/** Over `sessions.sessions s` and `exam_plans.plans p`: has the school a 审核通过 declaration of any of the plan's certificates? */
const hasPilotCertificate = (schoolId: string): Sql =>
  sql`exists (select from sessions.lines l join pilots.declarations d on d.credential_id = l.credential_id and d.school_id = ${schoolId}::uuid and d.status = 'approved' where l.session_id = s.id)`
/** 参考院校 of the plan: 全部试点院校 = those that hold one of its certificates, or the list (spec 3.11). */
export const participates = (schoolId: string): Sql =>
  sql`(case when p.is_all_schools then ${hasPilotCertificate(schoolId)}
        else exists (select from exam_plans.plan_schools ps where ps.session_id = s.id and ps.school_id = ${schoolId}::uuid) end)`
const hosts = (schoolId: string): Sql =>
  sql`exists (select from exam_plans.site_assignments a where a.session_id = s.id and a.host_school_id = ${schoolId}::uuid)`
/** P-5.2.2-01: 参考院校, and the host of a 借考, which must set the rooms. Over `s` and `p`. */
export const seenBySchool = (schoolId: string): Sql =>
  sql`(s.status <> 'draft' and (${participates(schoolId)} or ${hosts(schoolId)}))`

/** Which plans the reader sees; over `s` and `p`. An account bound to 负责的证书 sees plans with one of them. */
export function seen(scope: Scope): Sql {
  const p = scope.principal
  const charge = p.charge
    ? sql`and exists (select from sessions.lines l where l.session_id = s.id and l.credential_id = any (${p.charge as string[]}::uuid[]))`
    : sql``
  const own =
    p.actor === 'school'
      ? seenBySchool(p.organisationId as string)
      : belongsTo(scope, { awardingBody: sql`s.organiser_id` })
  return sql`(s.door = 'pilot' and ${own} ${charge})`
}

/**
 * 考试计划编号: the day in Asia/Shanghai and a serial of four digits. One caller at a time per day; plans are never deleted, so a
 * number is never given twice.
 */
export async function nextNumber(tx: Tx): Promise<string> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended('exam plan number', 0))`)
  const { day, last } = await one<{ day: string; last: string | null }>(
    tx,
    sql`select d.day, (select max(s.number) from sessions.sessions s where s.number ~ ('^' || d.day || '\\d{4}$')) as last
        from (select to_char(${tx.now}::timestamptz at time zone 'Asia/Shanghai', 'YYYYMMDD') as day) d`,
  )
  return `${day}${String(Number(last?.slice(8) ?? 0) + 1).padStart(4, '0')}`
}

export interface PlanHead {
  readonly isAllSchools: boolean
  readonly schoolIds: readonly string[]
  readonly isPayRequired: boolean
  readonly payMethod: string | null
  readonly notice: string | null
}
/** Puts what the pilot door adds to a session to what is given. */
export async function writePlan(tx: Tx, sessionId: string, p: PlanHead): Promise<void> {
  await run(
    tx,
    sql`insert into exam_plans.plans (session_id, is_all_schools, is_pay_required, pay_method, notice)
        values (${sessionId}, ${p.isAllSchools}, ${p.isPayRequired}, ${p.payMethod}, ${p.notice})
        on conflict (session_id) do update set is_all_schools = excluded.is_all_schools, is_pay_required = excluded.is_pay_required,
          pay_method = excluded.pay_method, notice = excluded.notice`,
  )
  const schools = p.isAllSchools ? [] : (p.schoolIds as string[])
  await run(
    tx,
    sql`delete from exam_plans.plan_schools where session_id = ${sessionId} and school_id <> all (${schools}::uuid[])`,
  )
  await run(
    tx,
    sql`insert into exam_plans.plan_schools (session_id, school_id) select distinct ${sessionId}::uuid, x from unnest(${schools}::uuid[]) x on conflict do nothing`,
  )
}

/** Modes and fees per certificate and per subject, by certificate and subject. */
export async function writeLineFees(tx: Tx, sessionId: string, lines: PlanDraft['lines']): Promise<void> {
  const json = JSON.stringify(lines)
  const given = sql`(select l.id as line_id, x from json_array_elements(${json}::json) x
    join sessions.lines l on l.session_id = ${sessionId} and l.credential_id = (x ->> 'credentialId')::uuid)`
  await run(
    tx,
    sql`insert into exam_plans.line_fees (line_id, allows_by_certificate, allows_by_subject, fee)
        select g.line_id, coalesce((g.x -> 'modes')::jsonb ? 'certificate', false), coalesce((g.x -> 'modes')::jsonb ? 'subject', false), (g.x ->> 'fee')::numeric from ${given} g
        on conflict (line_id) do update set allows_by_certificate = excluded.allows_by_certificate, allows_by_subject = excluded.allows_by_subject, fee = excluded.fee`,
  )
  await run(
    tx,
    sql`insert into exam_plans.subject_fees (line_subject_id, fee)
        select ls.id, (u ->> 'fee')::numeric from ${given} g, json_array_elements(g.x -> 'subjects') u
        join sessions.line_subjects ls on true where ls.line_id = g.line_id and ls.subject_id = (u ->> 'subjectId')::uuid
        on conflict (line_subject_id) do update set fee = excluded.fee`,
  )
}
export const setPayMethod = (tx: Tx, sessionId: string, payMethod: string | null): Promise<number> =>
  run(tx, sql`update exam_plans.plans set pay_method = ${payMethod} where session_id = ${sessionId}`)
export const setLineFees = (tx: Tx, fees: readonly { id: string; fee: number | null }[]): Promise<number> =>
  run(
    tx,
    sql`update exam_plans.line_fees f set fee = n.fee from unnest(${fees.map((f) => f.id)}::uuid[], ${fees.map((f) => f.fee)}::numeric[]) as n(id, fee) where f.line_id = n.id`,
  )
export const setSubjectFees = (tx: Tx, fees: readonly { id: string; fee: number | null }[]): Promise<number> =>
  run(
    tx,
    sql`update exam_plans.subject_fees f set fee = n.fee from unnest(${fees.map((f) => f.id)}::uuid[], ${fees.map((f) => f.fee)}::numeric[]) as n(id, fee) where f.line_subject_id = n.id`,
  )

/** Who is told of a plan: its 参考院校 and the hosts of 借考 (S15.2–S15.4). */
export const concerned = async (tx: Tx, sessionId: string): Promise<string[]> =>
  (
    await rows<{ id: string }>(
      tx,
      sql`select d.school_id as id from exam_plans.plans p join sessions.lines l on l.session_id = p.session_id
            join pilots.declarations d on d.credential_id = l.credential_id and d.status = 'approved' where p.session_id = ${sessionId} and p.is_all_schools
          union select ps.school_id from exam_plans.plan_schools ps where ps.session_id = ${sessionId}
          union select a.host_school_id from exam_plans.site_assignments a where a.session_id = ${sessionId}`,
    )
  ).map((r) => r.id)

/** Of the schools given, those that hold none of the certificates. By name. */
export const withoutCertificate = async (
  tx: Tx,
  schoolIds: readonly string[],
  credentialIds: readonly string[],
): Promise<string[]> =>
  (
    await rows<{ name: string | null }>(
      tx,
      sql`select o.name from unnest(${schoolIds as string[]}::uuid[]) x(id) left join organisations.organisations o on o.id = x.id
          where not exists (select from pilots.declarations d where d.school_id = x.id and d.status = 'approved' and d.credential_id = any (${credentialIds as string[]}::uuid[])) order by o.name`,
    )
  ).map((r) => r.name ?? '不存在的院校')

/** P-5.2.1-04: is the subject in a plan that is published? */
export const isInPublishedPlan = async (tx: Tx, subjectId: string): Promise<boolean> =>
  (await maybe(
    tx,
    sql`select 1 from sessions.line_subjects ls join sessions.lines l on l.id = ls.line_id join sessions.sessions s on s.id = l.session_id
        where ls.subject_id = ${subjectId} and s.status = 'published' and s.door = 'pilot' limit 1`,
  )) !== null
