import type { z } from 'zod'
import type { ListPage } from '#kit/pure/list.ts'
import { handle } from '#kit/server/handle.ts'
import { listPage, type ListSource } from '#kit/server/list.ts'
import type { Inside } from '#kit/server/context.ts'
import type { Scope } from '#kit/server/scope.ts'
import { timelineOf } from '#kit/server/steps.ts'
import { contains, sql, type Sql } from '#kit/server/sql.ts'
import { normaliseIdNumber } from '#packages/id-number/index.ts'
import {
  candidateFlow,
  type candidateQuery,
  getCandidate,
  idTypes,
  kindCodes,
  listCandidates,
  missingFields,
  type AllCandidates,
  type CandidateRow,
} from '../index.ts'
import { majorsById } from './store-majors.ts'
import { bearersOf, held, mine, seenById, standingColumns, type Standing } from './store.ts'

/** 证件号码 by equality through the blind index, whatever the document's type (P-5.2.3-02). */
async function bearing(inside: Inside, scope: Scope, typed: string): Promise<Sql> {
  const idNo = normaliseIdNumber(typed)
  const school = scope.principal.organisationId
  const ids = school
    ? await bearersOf(
        inside,
        school,
        idTypes.map((idType) => ({ idType, idNo })),
      )
    : []
  return sql`c.id = any (${ids.filter((i) => i !== null)}::uuid[])`
}

/** The question of the list as conditions; the same for list, export and acts on all that it finds. */
async function conditions(inside: Inside, scope: Scope, f: AllCandidates['filter']): Promise<Sql[]> {
  return [
    mine(scope),
    ...(f.name ? [contains(sql`c.name`, f.name)] : []),
    ...(f.idNo ? [await bearing(inside, scope, f.idNo)] : []),
    ...(f.major ? [contains(sql`c.major_name`, f.major)] : []),
    ...(f.enrollYear ? [/^\d{4}$/.test(f.enrollYear) ? sql`c.enroll_year = ${Number(f.enrollYear)}` : sql`false`] : []),
    ...(f.status ? [sql`c.status = ${f.status}`] : []),
    ...(f.incomplete === 'yes' ? [sql`c.is_incomplete`] : []),
    ...(f.certifying === 'yes' ? [sql`c.is_certifying`] : []),
  ]
}
const candidateSource = (where: readonly Sql[], columns: Sql): ListSource => ({
  columns,
  from: sql`candidates.candidates c`,
  where,
  id: sql`c.id`,
  sorts: {
    createdAt: { by: sql`c.created_at`, type: 'timestamptz' },
    candidateNo: { by: sql`c.candidate_no`, type: 'text' },
    name: { by: sql`c.name`, type: 'text' },
    enrollYear: { by: sql`coalesce(c.enroll_year, 0)`, type: 'int' },
    enrolledCount: { by: sql`c.enrolled_count`, type: 'int' },
  },
  defaultSort: '-createdAt',
  tab: { by: sql`c.kind`, codes: kindCodes },
})

/** All that the question finds, held until the end, in the order of the list. */
export const heldByQuestion = async (
  inside: Inside,
  scope: Scope,
  q: Pick<AllCandidates, 'tab' | 'filter'>,
): Promise<Standing[]> =>
  held(inside.tx, scope, [...(await conditions(inside, scope, q.filter)), sql`c.kind = ${q.tab ?? 'student'}`])

export type ExportedRow = Standing & { readonly mobileSealed: Buffer | null }
/** A page of what the question finds, whole records. */
export async function exportedPage(
  inside: Inside,
  scope: Scope,
  q: z.output<typeof candidateQuery>,
  after: string | null,
  size: number,
): Promise<ListPage<ExportedRow>> {
  const source = candidateSource(
    await conditions(inside, scope, q.filter),
    sql`${standingColumns}, c.mobile_sealed as "mobileSealed"`,
  )
  return listPage<ExportedRow>(
    inside.tx,
    { ...q, tab: q.tab ?? 'student', size, page: undefined, after: after ?? undefined },
    source,
  )
}

const listed = sql`c.id, c.candidate_no as "candidateNo", c.kind, c.name, c.gender, c.id_type as "idType", c.id_masked as "idMasked",
  c.mobile_masked as "mobileMasked", c.major_name as "majorName", c.enroll_year as "enrollYear", c.photo_file_id as "photoFileId", c.status,
  c.is_certifying as "isCertifying", c.certify_fail_reason as "certifyFailReason", c.is_incomplete as "isIncomplete",
  c.enrolled_count as "enrolledCount", c.created_at as "createdAt", c.version`

export const readList = handle(listCandidates, async (ctx) =>
  listPage<CandidateRow>(
    ctx.tx,
    { ...ctx.input, tab: ctx.input.tab ?? 'student' },
    candidateSource(await conditions(ctx, ctx.scope, ctx.input.filter), listed),
  ),
)

export const readCandidate = handle(getCandidate, async ({ input, scope, tx, refuse }) => {
  const c = await seenById(tx, scope, input.id)
  if (!c) return refuse('not-found')
  const major = (await majorsById(tx, [c.majorId])).get(c.majorId ?? '')
  const { personId: _, ...shown } = c
  return {
    ...shown,
    majorCode: major?.code ?? null,
    majorVersion: major?.versionName ?? null,
    missing: missingFields(c),
    timeline: await timelineOf(tx, candidateFlow, c.id),
  }
})
