import type { Tx } from '#kit/server/db.ts'
import { one, rows, run, sql } from '#kit/server/sql.ts'
import type { ApprovedNumbers } from '../model.ts'

export interface AppliedMajor {
  readonly majorId: string
  readonly label: string
  readonly applyCount: number | null
  readonly approvedCount: number | null
}
/** Majors by declaration, in the order of the form. */
export async function appliedMajors(tx: Tx, declarationIds: readonly string[]): Promise<Map<string, AppliedMajor[]>> {
  const found = await rows<AppliedMajor & { of: string }>(
    tx,
    sql`select dm.declaration_id as of, dm.major_id as "majorId", m.name || '-' || m.code || '-' || m.version_name as label, dm.apply_count as "applyCount", dm.approved_count as "approvedCount"
        from pilots.declaration_majors dm join credentials.majors m on m.id = dm.major_id
        where dm.declaration_id = any (${declarationIds as string[]}::uuid[]) order by dm.declaration_id, dm.position`,
  )
  const byDeclaration = new Map<string, AppliedMajor[]>(declarationIds.map((id) => [id, []]))
  for (const { of, ...m } of found) byDeclaration.get(of)?.push(m)
  return byDeclaration
}
/** 审核总人数 and 审核人数 per major. */
export async function setApproved(tx: Tx, of: readonly { id: string; numbers: ApprovedNumbers }[]): Promise<void> {
  await run(
    tx,
    sql`update pilots.declarations d set approved_total = t.n
        from unnest(${of.map((o) => o.id)}::uuid[], ${of.map((o) => o.numbers.total)}::int[]) as t(id, n) where d.id = t.id`,
  )
  const perMajor = of.flatMap((o) => o.numbers.perMajor.map((m) => ({ id: o.id, ...m })))
  if (perMajor.length)
    await run(
      tx,
      sql`update pilots.declaration_majors dm set approved_count = t.n
          from unnest(${perMajor.map((m) => m.id)}::uuid[], ${perMajor.map((m) => m.majorId)}::uuid[], ${perMajor.map((m) => m.count)}::int[]) as t(id, major, n)
          where dm.declaration_id = t.id and dm.major_id = t.major`,
    )
}
/** A returned declaration has no approved numbers. */
export async function clearApproved(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`update pilots.declarations set approved_total = null where id = ${id}`)
  await run(tx, sql`update pilots.declaration_majors set approved_count = null where declaration_id = ${id}`)
}
export const markReturned = (tx: Tx, id: string, supplementUntil: string | null): Promise<number> =>
  run(
    tx,
    sql`update pilots.declarations set was_returned = true, supplement_until = coalesce(${supplementUntil}::timestamptz, supplement_until) where id = ${id}`,
  )
export const setSupplement = (tx: Tx, id: string, until: string): Promise<{ version: number }> =>
  one<{ version: number }>(
    tx,
    sql`update pilots.declarations set supplement_until = ${until}, version = version + 1 where id = ${id} returning version`,
  )
/**
 * S16 is decided for one school at a time: two approvals at once must not both see the other missing. Taken in the order of the ids,
 * so that two batches that meet in the same schools do not wait for each other.
 */
export const holdSchools = (tx: Tx, schoolIds: readonly string[]): Promise<number> =>
  run(
    tx,
    sql`select pg_advisory_xact_lock(hashtextextended('pilot school ' || id, 0)) from unnest(${[...new Set(schoolIds)].toSorted()}::text[]) as t(id)`,
  )
export interface Standing {
  readonly schoolId: string
  readonly isPilot: boolean
  /** Approved declarations in all, and of the year asked for. */
  readonly any: number
  readonly ofYear: number
}
export const standingsOf = (
  tx: Tx,
  of: readonly { schoolId: string; year: number }[],
): Promise<(Standing & { year: number })[]> =>
  rows<Standing & { year: number }>(
    tx,
    sql`select t.school as "schoolId", t.year, s.is_pilot as "isPilot", count(d.id) as "any", count(d.id) filter (where d.year = t.year) as "ofYear"
        from (select distinct * from unnest(${of.map((o) => o.schoolId)}::uuid[], ${of.map((o) => o.year)}::int[]) as x(school, year)) t
        join organisations.schools s on s.id = t.school left join pilots.declarations d on d.school_id = t.school and d.status = 'approved'
        group by t.school, t.year, s.is_pilot`,
  )
