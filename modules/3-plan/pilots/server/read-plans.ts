import { nameOf } from '#packages/regions/index.ts'
import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import type { Tx } from '#kit/server/db.ts'
import { phaseSql } from '#kit/server/phases.ts'
import { contains, maybe, rows, sql, type Sql } from '#kit/server/sql.ts'
import type { OpenCredential, PlanRow } from '../model.ts'
import { findPublishedCredentials, listPlans, plan } from '../operations.ts'
import { planPhases } from '../workflow.ts'
import { hasPublishedPlan, ofProvince, provinceOf } from './store-plans.ts'

const phase = (now: string): Sql => phaseSql(planPhases, { startAt: sql`p.start_at`, endAt: sql`p.end_at` }, now)
const columns = (
  now: string,
): Sql => sql`p.id, p.province_code as "provinceCode", p.year, p.batch, p.start_at as "startAt", p.end_at as "endAt",
  p.is_by_major as "isByMajor", p.needs_city_review as "needsCityReview", p.scope, p.status, ${phase(now)} as phase,
  (select count(*) from pilots.declarations d where d.plan_id = p.id) as "declarationCount", p.version, p.created_at as "createdAt"`

export const openCredentialColumns = sql`c.id, c.cert_no as "certNo", c.name, c.level, o.name as "awardingBodyName"`
export const credentialFrom = sql`credentials.credentials c join organisations.organisations o on o.id = c.awarding_body_id`
/** A search select shows so many at once; who looks for more types more. */
export const findCredentials = (tx: Tx, where: Sql, text: string | undefined): Promise<OpenCredential[]> =>
  rows<OpenCredential>(
    tx,
    sql`select ${openCredentialColumns} from ${credentialFrom}
        where ${where} and ${text ? sql`(${contains(sql`c.name || '(' || c.level || ')'`, text)} or starts_with(c.cert_no, ${text}))` : sql`true`}
        order by c.name, c.cert_no limit 50`,
  )

export const readPlans = handle(listPlans, async ({ input, scope, tx, now }) => {
  const page = await listPage<PlanRow>(tx, input, {
    columns: columns(now),
    from: sql`pilots.plans p`,
    where: [
      ofProvince(scope),
      input.filter.year ? sql`p.year::text = ${input.filter.year}` : null,
      input.filter.batch ? contains(sql`p.batch`, input.filter.batch) : null,
    ],
    id: sql`p.id`,
    sorts: {
      createdAt: { by: sql`p.created_at`, type: 'timestamptz' },
      startAt: { by: sql`p.start_at`, type: 'timestamptz' },
      year: { by: sql`p.year`, type: 'int' },
    },
    defaultSort: '-createdAt',
    tab: {
      by: sql`case when p.status = 'draft' then 'draft' else ${phase(now)} end`,
      codes: ['draft', 'upcoming', 'open', 'ended'],
    },
  })
  return { ...page, hasNone: !(await hasPublishedPlan(tx, provinceOf(scope.principal.region ?? ''))) }
})
export const readPlan = handle(plan, async ({ input, scope, tx, now, refuse }) => {
  const found = await maybe<PlanRow>(
    tx,
    sql`select ${columns(now)} from pilots.plans p where p.id = ${input.id} and ${ofProvince(scope)}`,
  )
  if (!found) return refuse('not-found')
  const credentials = await rows<OpenCredential>(
    tx,
    sql`select ${openCredentialColumns} from ${credentialFrom} join pilots.plan_credentials pc on pc.credential_id = c.id where pc.plan_id = ${found.id} order by c.name, c.cert_no`,
  )
  return { ...found, provinceName: nameOf(found.provinceCode) ?? found.provinceCode, credentials }
})
export const readPublishedCredentials = handle(findPublishedCredentials, async ({ input, tx }) => ({
  credentials: await findCredentials(tx, sql`c.status = 'published'`, input.text),
}))
