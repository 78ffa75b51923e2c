import { planForUse, type PlanForUse } from '#exam-plans/server'
import type { Tx } from '#kit/server/db.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { rows, run, sql, type Sql } from '#kit/server/sql.ts'
import type { Counts } from '../workflow.ts'

/** Over `seating.seats t`, `sessions.lines l`: host and awarding body the whole room, another school its own candidates. */
export const seenSeat = (scope: Scope): Sql =>
  belongsTo(scope, {
    school: [sql`t.school_id`, sql`t.host_school_id`],
    awardingBody: sql`t.awarding_body_id`,
    region: sql`t.region_code`,
    credential: sql`l.credential_id`,
  })
/** The organisation for which the functions of 0002 answer. @throws for actors that have none: the operations let only schools and awarding bodies in. */
export function viewerOf({ principal: p }: { readonly principal: { readonly actor: string; readonly organisationId: string | null } }): string {
  if (!p.organisationId) throw new Error(`${p.actor} has no organisation`)
  return p.organisationId
}

/**
 * Times of a 科目 as `g.starts_at`, `g.ends_at`: a published plan has exactly one. Over `ls`. An outer join, since the database leaves
 * it out where a count does not need it.
 */
export const sitting = sql`left join lateral (select min(x.starts_at) as starts_at, max(x.ends_at) as ends_at from sessions.sittings x
  where x.line_subject_id = ls.id) g on true`
/** A subject of a published plan: `ls`, `l`, `s`, `p`, `c`, `u`, `g`. */
export const subjectFrom = sql`sessions.line_subjects ls join sessions.lines l on l.id = ls.line_id
  join sessions.sessions s on s.id = l.session_id and s.door = 'pilot' and s.status = 'published' join exam_plans.plans p on p.session_id = s.id
  join credentials.credentials c on c.id = l.credential_id join credentials.subjects u on u.id = ls.subject_id ${sitting}`
export const subjectColumns = sql`s.name as "planName", c.name as "certName", c.level as "certLevel", u.name as "subjectName", u.mode,
  g.starts_at as "startsAt", g.ends_at as "endsAt"`

/** A subject of one of the awarding body's published plans, as 排考 needs it. */
export interface ArrangeSubject {
  readonly id: string
  readonly sessionId: string
  readonly credentialId: string
  readonly awardingBodyId: string
  readonly planName: string
  readonly certName: string
  readonly certLevel: string
  readonly subjectName: string
  readonly startsAt: string
  readonly endsAt: string
}
export const labelOf = (s: Pick<ArrangeSubject, 'certName' | 'certLevel' | 'subjectName'>): string => `${s.certName}(${s.certLevel})${s.subjectName}`
/** In the order of the ids; missing and foreign ones are left out. Subjects that do not overlap with an earlier one come as they stand. */
export const subjectsOf = (tx: Tx, scope: Scope, ids: readonly string[]): Promise<ArrangeSubject[]> =>
  rows<ArrangeSubject>(
    tx,
    sql`select ls.id, s.id as "sessionId", l.credential_id as "credentialId", s.organiser_id as "awardingBodyId", ${subjectColumns} from ${subjectFrom}
        where ls.id = any (${ids as string[]}::uuid[]) and ${belongsTo(scope, { awardingBody: sql`s.organiser_id`, credential: sql`l.credential_id` })}
        order by array_position(${ids as string[]}::uuid[], ls.id)`,
  )

const dayLocks = 7430
/**
 * Whoever gives or takes seats of a plan holds the plan (its row with share, so that times and places stay; an advisory lock against
 * others who arrange it) and the days of the examinations, since a candidate can clash only with seats of the same days in other
 * plans. Null when the plan is not published any more.
 */
export async function holdPlan(
  tx: Tx,
  sessionId: string,
  times: readonly { readonly startsAt: string; readonly endsAt: string }[],
): Promise<PlanForUse | null> {
  const plan = await planForUse(tx, sessionId)
  if (!plan) return null
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended('seating ' || ${sessionId}, 0))`)
  await holdDays(tx, times)
  return plan
}
/** In ascending order, so that two who need several days do not wait for each other. */
export const holdDays = (tx: Tx, times: readonly { readonly startsAt: string; readonly endsAt: string }[]): Promise<number> =>
  run(
    tx,
    sql`select pg_advisory_xact_lock(${dayLocks}, d.n) from (
          select distinct n::int from unnest(${times.map((t) => t.startsAt)}::timestamptz[], ${times.map((t) => t.endsAt)}::timestamptz[]) as t(a, b),
            generate_series(floor(extract(epoch from t.a) / 86400)::int, floor(extract(epoch from t.b) / 86400)::int) n order by 1) d(n)`,
  )

/** T and N of subjects (S8), over all schools, by subject. */
export const countsOf = async (tx: Tx, subjectIds: readonly string[]): Promise<Map<string, Counts>> => {
  const found = await rows<Counts & { id: string }>(
    tx,
    sql`select x as id, seating.enrolled_count(x) as enrolled, seating.seated_count(x) as seated from unnest(${subjectIds as string[]}::uuid[]) x`,
  )
  return new Map(found.map(({ id, ...counts }) => [id, counts]))
}
