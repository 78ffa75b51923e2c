import type { Tx } from '#kit/server/db.ts'
import type { Scope } from '#kit/server/scope.ts'
import { maybe, one, rows, run, sql, type Sql } from '#kit/server/sql.ts'

/** Province of a school's, city's or province's region: 110100 → 110000. */
export const provinceOf = (region: string): string => `${region.slice(0, 2)}0000`

/** Plans are the province's own; its cities and schools read what it has published. */
export const ofProvince = (scope: Scope): Sql => {
  const { actor, region } = scope.principal
  const own = sql`p.province_code = ${provinceOf(region ?? '')}`
  return actor === 'province' ? own : sql`(${own} and p.status = 'published')`
}

export interface Plan {
  readonly id: string
  readonly provinceCode: string
  readonly year: number
  readonly batch: string
  readonly startAt: string
  readonly endAt: string
  readonly isByMajor: boolean
  readonly needsCityReview: boolean
  readonly scope: 'all' | 'some'
  readonly status: 'draft' | 'published'
  readonly version: number
}
const columns = sql`p.id, p.province_code as "provinceCode", p.year, p.batch, p.start_at as "startAt", p.end_at as "endAt", p.is_by_major as "isByMajor",
  p.needs_city_review as "needsCityReview", p.scope, p.status, p.version`

export const planForChange = (tx: Tx, scope: Scope, id: string): Promise<Plan | null> =>
  maybe<Plan>(tx, sql`select ${columns} from pilots.plans p where p.id = ${id} and ${ofProvince(scope)} for update`)
export const publishedPlan = (tx: Tx, provinceCode: string, id: string): Promise<Plan | null> =>
  maybe<Plan>(
    tx,
    sql`select ${columns} from pilots.plans p where p.id = ${id} and p.province_code = ${provinceCode} and p.status = 'published'`,
  )
export const planById = (tx: Tx, id: string): Promise<Plan> =>
  one<Plan>(tx, sql`select ${columns} from pilots.plans p where p.id = ${id}`)
export const hasPublishedPlan = async (tx: Tx, provinceCode: string): Promise<boolean> =>
  (await maybe(
    tx,
    sql`select from pilots.plans where province_code = ${provinceCode} and status = 'published' limit 1`,
  )) !== null

export interface PlanForm {
  readonly year: number
  readonly batch: string
  readonly startAt: string
  readonly endAt: string
  readonly isByMajor: boolean
  readonly needsCityReview: boolean
  readonly scope: 'all' | 'some'
}
export const addPlanRow = (tx: Tx, provinceCode: string, f: PlanForm): Promise<{ id: string }> =>
  one<{ id: string }>(
    tx,
    sql`insert into pilots.plans (province_code, year, batch, start_at, end_at, is_by_major, needs_city_review, scope)
        values (${provinceCode}, ${f.year}, ${f.batch}, ${f.startAt}, ${f.endAt}, ${f.isByMajor}, ${f.needsCityReview}, ${f.scope}) returning id`,
  )
export const savePlanRow = (tx: Tx, id: string, f: PlanForm): Promise<{ version: number }> =>
  one<{ version: number }>(
    tx,
    sql`update pilots.plans set year = ${f.year}, batch = ${f.batch}, start_at = ${f.startAt}, end_at = ${f.endAt}, is_by_major = ${f.isByMajor},
          needs_city_review = ${f.needsCityReview}, scope = ${f.scope}, version = version + 1 where id = ${id} returning version`,
  )
export const savePlanTimes = (tx: Tx, id: string, startAt: string, endAt: string): Promise<{ version: number }> =>
  one<{ version: number }>(
    tx,
    sql`update pilots.plans set start_at = ${startAt}, end_at = ${endAt}, version = version + 1 where id = ${id} returning version`,
  )
export const deletePlanRow = (tx: Tx, id: string): Promise<number> =>
  run(tx, sql`delete from pilots.plans where id = ${id}`)

/** Puts the open certificates of a plan to exactly these. @returns how many of them are not 已发布. */
export async function setPlanCredentials(tx: Tx, planId: string, ids: readonly string[]): Promise<number> {
  const wanted = [...new Set(ids)]
  await run(tx, sql`delete from pilots.plan_credentials where plan_id = ${planId}`)
  return (
    wanted.length -
    (await run(
      tx,
      sql`insert into pilots.plan_credentials (plan_id, credential_id)
          select ${planId}::uuid, c.id from credentials.credentials c where c.id = any (${wanted}::uuid[]) and c.status = 'published'`,
    ))
  )
}
/** How many certificates the plan opens, and how many of these are no longer 已发布. */
export const planScopeCount = (tx: Tx, planId: string): Promise<{ open: number; withdrawn: number }> =>
  one<{ open: number; withdrawn: number }>(
    tx,
    sql`select count(*) as open, count(*) filter (where c.status <> 'published') as withdrawn
        from pilots.plan_credentials pc join credentials.credentials c on c.id = pc.credential_id where pc.plan_id = ${planId}`,
  )
/** P-4.3-06: 全部 = every 已发布 certificate, 部分 = those of the plan's list that are. */
export const inScope = (plan: Pick<Plan, 'id' | 'scope'>): Sql =>
  plan.scope === 'all'
    ? sql`c.status = 'published'`
    : sql`(c.status = 'published' and exists (select from pilots.plan_credentials pc where pc.plan_id = ${plan.id} and pc.credential_id = c.id))`

/** Schools of a province that hear of its plans. */
export const schoolsOf = async (tx: Tx, provinceCode: string): Promise<string[]> =>
  (
    await rows<{ id: string }>(
      tx,
      sql`select s.id from organisations.schools s join organisations.organisations o on o.id = s.id
          where left(s.city_code, 2) = ${provinceCode.slice(0, 2)} and o.status = 'active'`,
    )
  ).map((r) => r.id)
export const credentialIsOpen = async (
  tx: Tx,
  plan: Pick<Plan, 'id' | 'scope'>,
  credentialId: string,
): Promise<boolean> =>
  (await maybe(tx, sql`select from credentials.credentials c where c.id = ${credentialId} and ${inScope(plan)}`)) !==
  null
