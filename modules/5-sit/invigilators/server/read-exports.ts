import type { ListPage, ListQuery } from '#kit/pure/list.ts'
import { stateNames } from '#kit/pure/workflow.ts'
import type { Inside } from '#kit/server/context.ts'
import { listPage } from '#kit/server/list.ts'
import type { Scope } from '#kit/server/scope.ts'
import { sql, type Sql } from '#kit/server/sql.ts'
import type { QualificationRow } from '../model.ts'
import { qualificationFlow } from '../workflow.ts'
import * as ofTeachers from './read-invigilators.ts'
import * as ofCertificates from './read-qualifications.ts'
import { seenQualification } from './store.ts'

const perPage = 500
export type Asked = ListQuery<ofTeachers.Filter>
export type ExportedQualification = QualificationRow & { readonly awardingBodyName: string }
type Row = Omit<QualificationRow, 'regionName'> & { readonly region: string; readonly awardingBodyName: string }

/** A page of X11, one row per certificate, by 教师编号 and 证书编号. */
async function page(inside: Inside, q: Asked, where: readonly Sql[], after: string | null): Promise<ListPage<ExportedQualification>> {
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
  return { ...found, rows: found.rows.map(ofCertificates.named) }
}
/** Every certificate (A44) of the ticked teachers, else of all the school's question finds. */
export const certificatesOfTeachers = (inside: Inside, scope: Scope, q: Asked, after: string | null): Promise<ListPage<ExportedQualification>> =>
  page(
    inside,
    q,
    [seenQualification(scope), ...ofTeachers.conditions(scope, q.filter), ...(q.ids ? [sql`i.id = any (${q.ids}::uuid[])`] : [])],
    after,
  )
/** The ticked certificates, else all that the awarding body's question finds. */
export const certificates = (inside: Inside, scope: Scope, q: Asked, after: string | null): Promise<ListPage<ExportedQualification>> =>
  page(inside, q, [...ofCertificates.conditions(scope, q.filter), ...(q.ids ? [sql`q.id = any (${q.ids}::uuid[])`] : [])], after)
