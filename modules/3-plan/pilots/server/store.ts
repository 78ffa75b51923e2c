import type { Tx } from '#kit/server/db.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { maybe, one, rows, run, sql, type Sql } from '#kit/server/sql.ts'
import type { CertLevel, DeclarationStatus } from '../model.ts'
import type { Plan } from './store-plans.ts'

/** The city of a declaration has a unit that reviews (S2.6). Asked as a set: the few cities are read once, not per row. */
export const hasCity = sql`(left(d.region_code, 4) || '00') in (select u.region_code from organisations.organisations u where u.kind = 'city' and u.status = 'active')`

/**
 * Who may see a declaration (alias `d`, its plan `p`): the school its own; the province what was ever submitted in it; the city
 * that of plans which ask for its review; the awarding body what is 审核通过 (P-4.3-27).
 */
export function ofDeclaration(scope: Scope): Sql {
  const mine = belongsTo(scope, {
    school: sql`d.school_id`,
    awardingBody: sql`d.awarding_body_id`,
    region: sql`d.region_code`,
    credential: sql`d.credential_id`,
  })
  switch (scope.principal.actor) {
    case 'awarding-body':
      return sql`(${mine} and d.status = 'approved')`
    case 'province':
      return sql`(${mine} and (d.status <> 'draft' or d.was_returned))`
    case 'city':
      return sql`(${mine} and p.needs_city_review and (d.status <> 'draft' or d.was_returned))`
    default:
      return mine
  }
}

export interface DeclarationForChange {
  readonly id: string
  readonly schoolId: string
  readonly schoolName: string
  readonly regionCode: string
  readonly credentialId: string
  readonly certName: string
  readonly certLevel: CertLevel
  readonly year: number
  readonly applyTotal: number | null
  readonly approvedTotal: number | null
  readonly status: DeclarationStatus
  readonly wasReturned: boolean
  readonly supplementUntil: string | null
  readonly hasCity: boolean
  readonly version: number
  readonly plan: Plan
}
const forChange = sql`d.id, d.school_id as "schoolId", s.name as "schoolName", d.region_code as "regionCode", d.credential_id as "credentialId", c.name as "certName",
  c.level as "certLevel", d.year, d.apply_total as "applyTotal", d.approved_total as "approvedTotal", d.status, d.was_returned as "wasReturned",
  d.supplement_until as "supplementUntil", ${hasCity} as "hasCity", d.version,
  json_build_object('id', p.id, 'provinceCode', p.province_code, 'year', p.year, 'batch', p.batch, 'startAt', p.start_at, 'endAt', p.end_at,
    'isByMajor', p.is_by_major, 'needsCityReview', p.needs_city_review, 'scope', p.scope, 'status', p.status, 'version', p.version) as plan`
const from = sql`pilots.declarations d join pilots.plans p on p.id = d.plan_id join organisations.organisations s on s.id = d.school_id
  join credentials.credentials c on c.id = d.credential_id`
// Instants inside JSON keep Postgres' form; text order is time order only in the one ISO form.
const iso = (d: DeclarationForChange): DeclarationForChange => ({
  ...d,
  plan: { ...d.plan, startAt: new Date(d.plan.startAt).toISOString(), endAt: new Date(d.plan.endAt).toISOString() },
})

/** Locks the rows in the order of their ids. */
export const declarationsForChange = async (
  tx: Tx,
  scope: Scope,
  ids: readonly string[],
): Promise<DeclarationForChange[]> =>
  (
    await rows<DeclarationForChange>(
      tx,
      sql`select ${forChange} from ${from} where d.id = any (${ids as string[]}::uuid[]) and ${ofDeclaration(scope)} order by d.id for update of d`,
    )
  ).map(iso)
export const declarationForChange = async (tx: Tx, scope: Scope, id: string): Promise<DeclarationForChange | null> =>
  (await declarationsForChange(tx, scope, [id]))[0] ?? null
/** The one record of a certificate in a year (key of spec 3.9). */
export async function declarationOfYear(
  tx: Tx,
  schoolId: string,
  credentialId: string,
  year: number,
  o = { lock: true },
): Promise<DeclarationForChange | null> {
  const found = await maybe<DeclarationForChange>(
    tx,
    sql`select ${forChange} from ${from} where d.school_id = ${schoolId} and d.credential_id = ${credentialId} and d.year = ${year} ${o.lock ? sql`for update of d` : sql``}`,
  )
  return found ? iso(found) : null
}

export interface Kept {
  readonly credentialId: string
  readonly applyTotal: number | null
  readonly teacherInfo: string
  readonly siteInfo: string
  readonly majors: readonly {
    readonly majorId: string
    readonly studentCount?: number | undefined
    readonly teacherCount?: number | undefined
    readonly applyCount?: number | undefined
  }[]
}
export const addDeclarationRow = (
  tx: Tx,
  at: { planId: string; year: number; schoolId: string; regionCode: string },
  k: Kept,
  status: DeclarationStatus,
): Promise<{ id: string; version: number }> =>
  one<{ id: string; version: number }>(
    tx,
    sql`insert into pilots.declarations (plan_id, year, school_id, region_code, credential_id, awarding_body_id, apply_total, teacher_info, site_info, status, submitted_at)
        select ${at.planId}, ${at.year}, ${at.schoolId}, ${at.regionCode}, c.id, c.awarding_body_id, ${k.applyTotal}, ${k.teacherInfo}, ${k.siteInfo}, ${status}::text,
          case when ${status}::text = 'draft' then null else kit.now() end
        from credentials.credentials c where c.id = ${k.credentialId} returning id, version`,
  )
/** Writes the form over what was there; a record carried on by another plan moves to it. */
export const saveDeclarationRow = (tx: Tx, id: string, planId: string, k: Kept): Promise<{ version: number }> =>
  one<{ version: number }>(
    tx,
    sql`update pilots.declarations d set plan_id = ${planId}, credential_id = c.id, awarding_body_id = c.awarding_body_id, apply_total = ${k.applyTotal},
          teacher_info = ${k.teacherInfo}, site_info = ${k.siteInfo}, version = d.version + 1
        from credentials.credentials c where c.id = ${k.credentialId} and d.id = ${id} returning d.version`,
  )
export async function setDeclaredMajors(tx: Tx, id: string, majors: Kept['majors']): Promise<void> {
  await run(tx, sql`delete from pilots.declaration_majors where declaration_id = ${id}`)
  const column = (pick: (m: Kept['majors'][number]) => number | undefined): (number | null)[] =>
    majors.map((m) => pick(m) ?? null)
  await run(
    tx,
    sql`insert into pilots.declaration_majors (declaration_id, major_id, student_count, teacher_count, apply_count, position)
        select ${id}::uuid, t.major_id, t.students, t.teachers, t.applies, t.n - 1
        from unnest(${majors.map((m) => m.majorId)}::uuid[], ${column((m) => m.studentCount)}::int[], ${column((m) => m.teacherCount)}::int[], ${column((m) => m.applyCount)}::int[])
          with ordinality as t(major_id, students, teachers, applies, n)`,
  )
}
export const markSubmitted = (tx: Tx, id: string): Promise<number> =>
  run(tx, sql`update pilots.declarations set submitted_at = kit.now() where id = ${id}`)

/** Majors of these that are not among 证书对应专业. */
export const foreignMajors = async (tx: Tx, credentialId: string, majorIds: readonly string[]): Promise<string[]> =>
  (
    await rows<{ id: string }>(
      tx,
      sql`select t.id from unnest(${majorIds as string[]}::uuid[]) as t(id)
          where not exists (select from credentials.credential_majors cm where cm.credential_id = ${credentialId} and cm.major_id = t.id)`,
    )
  ).map((r) => r.id)
