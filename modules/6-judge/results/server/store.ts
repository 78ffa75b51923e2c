import type { Inside } from '#kit/server/context.ts'
import type { Tx } from '#kit/server/db.ts'
import { one, rows, run, sql, type Sql } from '#kit/server/sql.ts'

/** P-5.2.10-04: 已发布 科目 for the candidate's 参考对象类型, and whatever the candidate is registered in; over `e`. */
const neededSubjects: Sql = sql`array(select u.id from credentials.subjects u where u.credential_id = e.credential_id and (
  exists (select from enrolments.enrolment_subjects es where es.enrolment_id = e.id and es.subject_id = u.id)
  or u.status = 'published' and (not exists (select from credentials.subject_targets t where t.subject_id = u.id)
    or exists (select from credentials.subject_targets t where t.subject_id = u.id and t.target_type_id = e.target_type_id)))
  order by u.subject_no)`

/** S10.1: a result with every registration; the needed 科目 are settled again when those of the registration changed. */
export const settleNeeded = (inside: Inside, enrolmentIds: readonly string[]): Promise<number> =>
  run(
    inside.tx,
    sql`insert into results.results (enrolment_id, session_id, credential_id, school_id, awarding_body_id, region_code, person_id, subject_ids, needed, updated_at)
        select x.*, cardinality(x.subject_ids), ${inside.now} from (
          select e.id, e.session_id, e.credential_id, e.school_id, e.awarding_body_id, e.region_code, e.person_id, ${neededSubjects} as subject_ids
          from enrolments.enrolments e where e.id = any (${enrolmentIds as string[]}::uuid[]) order by e.id) x
        where cardinality(x.subject_ids) > 0
        on conflict (enrolment_id) do update set subject_ids = excluded.subject_ids, needed = excluded.needed, updated_at = excluded.updated_at`,
  )
/** Registrations of these that have no settled result (they came in by another way than 报考). */
export const unsettled = async (tx: Tx, enrolmentIds: readonly string[]): Promise<string[]> =>
  (
    await rows<{ id: string }>(
      tx,
      sql`select e.id from unnest(${enrolmentIds as string[]}::uuid[]) as e(id) left join results.results x on x.enrolment_id = e.id
          where x.enrolment_id is null or x.subject_ids = '{}'`,
    )
  ).map((r) => r.id)
/** With the asked ones all results of the same people and certificates: a score of one plan counts in a later one (A27). */
export const touchedBy = async (tx: Tx, enrolmentIds: readonly string[]): Promise<string[]> =>
  (
    await rows<{ id: string }>(
      tx,
      sql`select distinct o.enrolment_id as id from results.results x join results.results o on o.person_id = x.person_id and o.credential_id = x.credential_id
          where x.enrolment_id = any (${enrolmentIds as string[]}::uuid[])`,
    )
  ).map((r) => r.id)

/** S10.2: counts anew what is not final, a fixed number of statements whatever the size; what stays the same is not written. */
export async function recount(inside: Inside, enrolmentIds: readonly string[]): Promise<number> {
  const { tx, now } = inside
  const held = await rows<{ id: string }>(
    tx,
    sql`select x.enrolment_id as id from results.results x join sessions.sessions s on s.id = x.session_id
        where x.enrolment_id = any (${enrolmentIds as string[]}::uuid[]) and x.subject_ids <> '{}' and ${now}::timestamptz <= s.public_end
        order by x.enrolment_id for update of x`,
  )
  if (!held.length) return 0
  const ids = held.map((h) => h.id)
  return run(
    tx,
    sql`with earlier as (select * from results.earlier_passes(${ids}::uuid[])),
        counted as (
          select x.enrolment_id, count(*) filter (where own.has or earlier.subject_id is not null) as scored,
            count(*) filter (where own.is_passed or earlier.subject_id is not null) as passed, count(*) filter (where own.attended) as attended,
            max(earlier.locks_at) filter (where not coalesce(own.is_passed, false)) as waits_until
          from results.results x cross join unnest(x.subject_ids) as need(subject_id)
          left join lateral (select true as has, bool_or(sc.is_passed) as is_passed, bool_or(sc.score is not null) as attended from scores.scores sc
            where sc.enrolment_id = x.enrolment_id and sc.subject_id = need.subject_id having count(*) > 0) own on true
          left join earlier on earlier.enrolment_id = x.enrolment_id and earlier.subject_id = need.subject_id
          where x.enrolment_id = any (${ids}::uuid[]) group by x.enrolment_id)
        update results.results x set scored = c.scored, passed = c.passed, attended = c.attended, waits_until = c.waits_until, version = x.version + 1, updated_at = ${now}
        from counted c where c.enrolment_id = x.enrolment_id
          and (x.scored, x.passed, x.attended, x.waits_until) is distinct from (c.scored, c.passed, c.attended, c.waits_until)`,
  )
}

/** Counts a try of this address and tells how many there were within the hour, this one included. Tries of one address queue up. */
export async function countTry(inside: Inside, most: number): Promise<number> {
  const { tx, now, house } = inside
  const address = house.secrets.blind('address', inside.ip ?? '')
  await rows(tx, sql`select pg_advisory_xact_lock(hashtextextended(encode(${address}, 'hex'), 7))`)
  const { n } = await one<{ n: number }>(
    tx,
    sql`select count(*)::int as n from results.tries where address = ${address} and at > ${now}::timestamptz - interval '1 hour'`,
  )
  if (n >= most) return n + 1
  await run(tx, sql`delete from results.tries where address = ${address} and at <= ${now}::timestamptz - interval '1 hour'`)
  await run(tx, sql`insert into results.tries (address, at) values (${address}, ${now})`)
  return n + 1
}
