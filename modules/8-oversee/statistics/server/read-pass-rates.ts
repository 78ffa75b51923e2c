import { handle } from '#kit/server/handle.ts'
import type { Inside } from '#kit/server/context.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { all, contains, one, rows, sql, type Sql } from '#kit/server/sql.ts'
import { mostGroups, type Grouping, type Heads, type PassRateRow } from '../model.ts'
import { passRates } from '../operations.ts'

export interface Asked {
  readonly grouping: Grouping
  readonly perSchool: boolean
  readonly year?: string | undefined
  readonly planName?: string | undefined
}
const seen = (scope: Scope): Sql =>
  belongsTo(scope, {
    school: sql`x.school_id`,
    awardingBody: sql`x.awarding_body_id`,
    region: sql`x.region_code`,
    credential: sql`x.credential_id`,
  })
/** Only final results count (P-7.1-03): the 公示期 of the plan is over. */
const finals = (inside: Inside, scope: Scope, asked: Asked): Sql => sql`from results.results x join sessions.sessions s on s.id = x.session_id
  where ${all([
    seen(scope),
    sql`s.public_end < ${inside.now}::timestamptz`,
    asked.year ? sql`s.year = ${Number(asked.year)}` : null,
    asked.planName ? contains(sql`s.name`, asked.planName) : null,
  ])}`
const heads = sql`count(*) as enrolled, count(*) filter (where x.attended > 0) as attended, count(*) filter (where x.passed >= x.needed) as passed,
  count(*) filter (where exists (select from issuance.records r where r.enrolment_id = x.enrolment_id and r.issued_at is not null)) as issued`

/** Groups by certificate name and 颁证机构, in 按证书等级统计 by level too, and by school when asked. */
export function groupsOf(inside: Inside, scope: Scope, asked: Asked, limit: number): Promise<PassRateRow[]> {
  const level = asked.grouping === 'level' ? sql`c.level` : sql`null::text`
  const school = asked.perSchool ? sql`g.school_id` : sql`null::uuid`
  return rows<PassRateRow>(
    inside.tx,
    sql`select md5(concat_ws('/', c.awarding_body_id, c.name, ${level}, ${school})) as id, c.name as "certName", ${level} as "certLevel", b.name as "awardingBodyName",
          o.name as "schoolName", sum(g.enrolled)::int as enrolled, sum(g.attended)::int as attended, sum(g.passed)::int as passed, sum(g.issued)::int as issued
        from (select x.credential_id, x.school_id, ${heads} ${finals(inside, scope, asked)} group by x.credential_id, x.school_id) g
          join credentials.credentials c on c.id = g.credential_id join organisations.organisations b on b.id = c.awarding_body_id
          left join organisations.organisations o on o.id = ${school}
        group by c.awarding_body_id, b.name, c.name, ${level}, ${school}, o.name
        order by c.name, b.name, c.awarding_body_id, array_position(array['初级', '中级', '高级'], ${level}), o.name, ${school} limit ${limit}`,
  )
}
export const passRatesHandler = handle(passRates, async (ctx) => {
  const { tab, filter } = ctx.input
  const asked: Asked = { ...filter, grouping: tab === 'level' ? 'level' : 'certificate', perSchool: filter.perSchool === 'yes' }
  const found = await groupsOf(ctx, ctx.scope, asked, mostGroups + 1)
  const total = await one<Heads>(ctx.tx, sql`select ${heads} ${finals(ctx, ctx.scope, asked)}`)
  const years = await rows<{ year: number }>(
    ctx.tx,
    sql`select distinct s.year from results.results x join sessions.sessions s on s.id = x.session_id where ${seen(ctx.scope)} order by s.year desc`,
  )
  return { rows: found.slice(0, mostGroups), isCut: found.length > mostGroups, total, years: years.map((y) => y.year) }
})
