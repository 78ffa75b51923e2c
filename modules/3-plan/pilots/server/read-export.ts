import { fullNameOf } from '#packages/regions/index.ts'
import type { InputOf } from '#kit/pure/operation.ts'
import type { Tx } from '#kit/server/db.ts'
import type { Scope } from '#kit/server/scope.ts'
import { all, rows, sql } from '#kit/server/sql.ts'
import type { listDeclarations } from '../operations.ts'
import { declarationFlow } from '../workflow.ts'
import { declarationFrom, declarationTab, declarationWhere } from './read-declarations.ts'

interface Row {
  id: string
  certNo: string
  regionCode: string
  status: keyof typeof declarationFlow.states
  [field: string]: string | number | null
}
const perPage = 500
const majorColumns = [
  'majorName',
  'majorCode',
  'majorVersion',
  'studentCount',
  'teacherCount',
  'applyCount',
  'approvedCount',
] as const

/** Sorted and grouped by certificate; one row per major, or one row when no majors (spec 6.3 X1). `after`: certNo and id of the last. */
export async function exportPage(
  tx: Tx,
  scope: Scope,
  q: InputOf<typeof listDeclarations>,
  after: string | null,
): Promise<{ rows: Record<string, string | number | null>[]; next: string | null }> {
  const tab = declarationTab(scope)
  const [certNo, id] = after ? (JSON.parse(after) as [string, string]) : [null, null]
  const where = all([
    ...declarationWhere(scope, q.filter),
    q.tab && tab.codes.includes(q.tab) ? sql`${tab.by} = ${q.tab}` : null,
    q.ids ? sql`d.id = any (${q.ids}::uuid[])` : null,
    certNo !== null ? sql`(c.cert_no, d.id) > (${certNo}, ${id}::uuid)` : null,
  ])
  const found = await rows<Row>(
    tx,
    sql`select t.*, m.name as "majorName", m.code as "majorCode", m.version_name as "majorVersion", dm.student_count as "studentCount", dm.teacher_count as "teacherCount",
          dm.apply_count as "applyCount", dm.approved_count as "approvedCount"
        from (select d.id, c.cert_no as "certNo", d.region_code as "regionCode", s.name as "schoolName", d.year, p.batch, c.name as "certName", c.level as "certLevel",
                b.name as "awardingBodyName", d.apply_total as "applyTotal", d.approved_total as "approvedTotal", d.status
              from ${declarationFrom} where ${where} order by c.cert_no, d.id limit ${perPage}) t
        left join pilots.declaration_majors dm on dm.declaration_id = t.id left join credentials.majors m on m.id = dm.major_id
        order by t."certNo", t.id, dm.position`,
  )
  const last = found.at(-1)
  const next = last && new Set(found.map((r) => r.id)).size === perPage ? JSON.stringify([last.certNo, last.id]) : null
  return {
    rows: found.map(({ id: _, certNo: __, regionCode, status, ...r }) => ({
      ...r,
      year: String(r['year']),
      ...Object.fromEntries(majorColumns.map((k) => [k, r[k] ?? null])),
      cityName: fullNameOf(regionCode) ?? regionCode,
      statusLabel: declarationFlow.states[status].label,
    })),
    next,
  }
}
