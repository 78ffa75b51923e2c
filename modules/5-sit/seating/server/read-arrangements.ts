import { planSeen } from '#exam-plans/server'
import { handle } from '#kit/server/handle.ts'
import type { Inside } from '#kit/server/context.ts'
import type { Tx } from '#kit/server/db.ts'
import { listPage, type ListSource } from '#kit/server/list.ts'
import { phaseSql } from '#kit/server/phases.ts'
import type { Scope } from '#kit/server/scope.ts'
import { all, contains, maybe, one, rows, sql, type Sql } from '#kit/server/sql.ts'
import { timelineOf } from '#kit/server/steps.ts'
import type { ArrangementDetail, ArrangementRow, SiteCounts } from '../model.ts'
import { arrangement, listArrangements } from '../operations-arrange.ts'
import { arrangementFlow, arrangementStatuses, arrangePhases } from '../workflow.ts'
import { subjectColumns, subjectFrom, viewerOf } from './store.ts'

export type Filter = Readonly<Record<string, string | undefined>>
const window = { arrangeStart: sql`s.arrange_start`, arrangeEnd: sql`s.arrange_end` }
/** 状态 (S8) over `s`, `ls`: the clock first, and only in the window the seats; the same rule as arrangementStatusOf. */
export const statusSql = (now: string): Sql => sql`(case ${phaseSql(arrangePhases, window, now)}
  when 'not-begun' then 'not-begun' when 'over' then 'over'
  else (case when not seating.has_seated(ls.id) then 'unarranged' when seating.has_unseated(ls.id) then 'arranging' else 'arranged' end) end)`
/** P-5.2.8.1-01: subjects of the plans of P-5.2.2-01, of certificates the account is in charge of; over subjectFrom. */
export const seenSubject = (scope: Scope): Sql => {
  const { charge } = scope.principal
  return all([planSeen(scope), charge ? sql`l.credential_id = any (${charge as string[]}::uuid[])` : null])
}
export const subjectConditions = (f: Filter): (Sql | null)[] => [
  f['planName'] ? contains(sql`s.name`, f['planName']) : null,
  f['certName'] ? contains(sql`c.name`, f['certName']) : null,
  f['certLevel'] ? sql`c.level = ${f['certLevel']}` : null,
  f['subjectName'] ? contains(sql`u.name`, f['subjectName']) : null,
  f['mode'] ? sql`u.mode = ${f['mode']}` : null,
]
const rowColumns = (now: string): Sql => sql`ls.id, ${subjectColumns}, seating.enrolled_count(ls.id) as enrolled, seating.seated_count(ls.id) as seated,
  ${statusSql(now)} as status, s.arrange_start as "arrangeStart"`
/** The newest plan first, its subjects by certificate and 科目编号. Plan numbers are twelve digits. */
const newestPlan = sql`lpad((999999999999 - s.number::bigint)::text, 12, '0') || c.cert_no || u.subject_no`

export const arrangementSource = (scope: Scope, f: Filter, now: string, columns: Sql): ListSource => ({
  columns,
  from: subjectFrom,
  where: [seenSubject(scope), ...subjectConditions(f)],
  id: sql`ls.id`,
  sorts: {
    plan: { by: newestPlan, type: 'text' },
    planName: { by: sql`s.name`, type: 'text' },
    startsAt: { by: sql`g.starts_at`, type: 'timestamptz' },
  },
  defaultSort: 'plan',
  tab: { by: statusSql(now), codes: arrangementStatuses.map((x) => x.code) },
})
export const listArrangementsHandler = handle(listArrangements, ({ input, scope, tx, now }) =>
  listPage<ArrangementRow>(tx, input, arrangementSource(scope, input.filter, now, rowColumns(now))),
)

/** P-5.2.8.1-03: per 考核站点; a school is told of its own sites and of those at which its candidates sit. */
async function siteCounts(tx: Tx, subjectId: string, viewer: string): Promise<SiteCounts[]> {
  return rows<SiteCounts>(
    tx,
    sql`select x.site_id as "siteId", t.name as "siteName", t.address, x.schools, x.enrolled, x.seated, coalesce(r.rooms, 0)::int as rooms, coalesce(r.seats, 0)::int as "seatCount"
        from (select y.site_id, string_agg(o.name, '、' order by o.name) as schools, sum(y.enrolled)::int as enrolled, sum(y.seated)::int as seated
              from seating.tally(${subjectId}, ${viewer}) y join organisations.organisations o on o.id = y.school_id group by y.site_id) x
        left join sites.sites t on t.id = x.site_id
        left join lateral (select count(*) as rooms, sum(r.seat_count) as seats from rooms.rooms r join rooms.room_subjects rs on rs.room_id = r.id
          where rs.line_subject_id = ${subjectId} and r.site_id = x.site_id) r on true
        order by t.name nulls last`,
  )
}
export const arrangementHandler = handle(arrangement, async (ctx) => {
  const { input, scope, tx, now, refuse } = ctx
  const found = await maybe<Omit<ArrangementDetail, 'sites' | 'timeline'>>(
    tx,
    sql`select ${rowColumns(now)}, s.arrange_end as "arrangeEnd", p.is_pay_required as "isPayRequired" from ${subjectFrom} where ls.id = ${input.id} and ${seenSubject(scope)}`,
  )
  if (!found) return refuse('not-found')
  return { ...found, sites: await siteCounts(tx, found.id, viewerOf(ctx)), timeline: await timelineOf(tx, arrangementFlow, found.id) }
})

export const isPayRequiredFor = async (tx: Tx, sessionId: string): Promise<boolean> =>
  (await one<{ is: boolean }>(tx, sql`select is_pay_required as "is" from exam_plans.plans where session_id = ${sessionId}`)).is
/** Who is told when a subject is 已排完: the schools of its candidates and the hosts. */
export const concernedSchools = async ({ tx }: Pick<Inside, 'tx'>, subjectId: string): Promise<string[]> =>
  (
    await rows<{ id: string }>(
      tx,
      sql`select distinct x as id from seating.seats t, unnest(array[t.school_id, t.host_school_id]) x where t.line_subject_id = ${subjectId}`,
    )
  ).map((r) => r.id)
