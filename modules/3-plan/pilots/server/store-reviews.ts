import type { Tx } from '#kit/server/db.ts'
import { one, rows, run, sql } from '#kit/server/sql.ts'
import type { ApprovedNumbers } from '../model.ts'

export interface AppliedMajor {
  readonly majorId: string
  readonly label: string
  readonly applyCount: number | null
  readonly approvedCount: number | null
}
export const appliedMajors = (tx: Tx, declarationId: string): Promise<AppliedMajor[]> =>
  rows<AppliedMajor>(
    tx,
    sql`select dm.major_id as "majorId", m.name || '-' || m.code || '-' || m.version_name as label, dm.apply_count as "applyCount", dm.approved_count as "approvedCount"
        from pilots.declaration_majors dm join credentials.majors m on m.id = dm.major_id where dm.declaration_id = ${declarationId} order by dm.position`,
  )
/** 审核总人数 and 审核人数 per major; null takes them away (a returned declaration has none). */
export async function setApproved(tx: Tx, id: string, numbers: ApprovedNumbers | null): Promise<void> {
  await run(tx, sql`update pilots.declarations set approved_total = ${numbers?.total ?? null} where id = ${id}`)
  if (!numbers)
    await run(tx, sql`update pilots.declaration_majors set approved_count = null where declaration_id = ${id}`)
  else
    await run(
      tx,
      sql`update pilots.declaration_majors dm set approved_count = t.n
          from unnest(${numbers.perMajor.map((m) => m.majorId)}::uuid[], ${numbers.perMajor.map((m) => m.count)}::int[]) as t(id, n)
          where dm.declaration_id = ${id} and dm.major_id = t.id`,
    )
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
/** S16: approved declarations of a school, in all and of one year. */
export const approvedCounts = (tx: Tx, schoolId: string, year: number): Promise<{ any: number; ofYear: number }> =>
  one<{ any: number; ofYear: number }>(
    tx,
    sql`select count(*) as "any", count(*) filter (where year = ${year}) as "ofYear" from pilots.declarations where school_id = ${schoolId} and status = 'approved'`,
  )
/** S16 is decided for one school at a time: two approvals at once must not both see the other missing. */
export const holdSchool = (tx: Tx, schoolId: string): Promise<number> =>
  run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`pilot school ${schoolId}`}, 0))`)
