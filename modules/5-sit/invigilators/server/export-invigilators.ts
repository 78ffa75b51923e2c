import type { ListQuery } from '#kit/pure/list.ts'
import { stateNames } from '#kit/pure/workflow.ts'
import type { Inside } from '#kit/server/context.ts'
import { listPage } from '#kit/server/list.ts'
import type { Export } from '#kit/server/room.ts'
import { sql, type Sql } from '#kit/server/sql.ts'
import type { QualificationRow } from '../model.ts'
import { invigilatorQuery, qualificationQuery } from '../operations.ts'
import { invigilatorExport, qualificationExport } from '../sheets.ts'
import { qualificationFlow } from '../workflow.ts'
import * as ofTeachers from './read-invigilators.ts'
import * as ofCertificates from './read-qualifications.ts'
import { seenQualification } from './store.ts'

const perPage = 500
type Row = Omit<QualificationRow, 'regionName'> & { readonly region: string; readonly awardingBodyName: string }
type Asked = ListQuery<ofTeachers.Filter>

/** A page of X11, one row per certificate, by 教师编号 and 证书编号; `q.ids` are judged by the caller's `where`. */
async function page(inside: Inside, q: Asked, where: readonly Sql[], after: string | null) {
  const found = await listPage<Row>(
    inside.tx,
    { ...q, ids: undefined, sort: undefined, size: perPage, page: undefined, after: after ?? undefined },
    {
      columns: sql`${ofCertificates.columns}, b.name as "awardingBodyName"`,
      from: sql`${ofCertificates.from} join organisations.organisations b on b.id = q.awarding_body_id`,
      where,
      id: sql`q.id`,
      sorts: { number: { by: sql`i.teacher_no || ' ' || c.cert_no`, type: 'text' } },
      defaultSort: 'number',
      tab: { by: sql`q.status`, codes: stateNames(qualificationFlow) },
    },
  )
  return { next: found.next, rows: found.rows.map((r) => ({ ...ofCertificates.named(r), status: qualificationFlow.states[r.status].label })) }
}

/** P-5.2.11-08: of the ticked teachers, else of all the question finds; every certificate of each (A44). */
export const exportInvigilators: Export = {
  sheet: invigilatorExport,
  input: invigilatorQuery,
  page(inside, scope, query, after) {
    const q = invigilatorQuery.parse(query) as Asked
    const ticked = q.ids ? [sql`i.id = any (${q.ids}::uuid[])`] : []
    return page(inside, q, [seenQualification(scope), ...ofTeachers.conditions(scope, q.filter), ...ticked], after)
  },
}
export const exportQualifications: Export = {
  sheet: qualificationExport,
  input: qualificationQuery,
  page(inside, scope, query, after) {
    const q = qualificationQuery.parse(query) as Asked
    const ticked = q.ids ? [sql`q.id = any (${q.ids}::uuid[])`] : []
    return page(inside, q, [...ofCertificates.conditions(scope, q.filter), ...ticked], after)
  },
}
