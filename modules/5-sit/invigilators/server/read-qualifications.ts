import type { ListPage, ListQuery } from '#kit/pure/list.ts'
import { stateNames } from '#kit/pure/workflow.ts'
import { handle } from '#kit/server/handle.ts'
import { listPage, type ListSource } from '#kit/server/list.ts'
import type { Scope } from '#kit/server/scope.ts'
import { contains, maybe, sql, type Sql } from '#kit/server/sql.ts'
import { timelineOf } from '#kit/server/steps.ts'
import { fullNameOf } from '#packages/regions/index.ts'
import type { QualificationDetail, QualificationRow } from '../model.ts'
import { listQualifications, qualification } from '../operations.ts'
import { qualificationFlow } from '../workflow.ts'
import type { Filter } from './read-invigilators.ts'
import { seenQualification } from './store.ts'

export const columns = sql`q.id, i.teacher_no as "teacherNo", i.name, i.mobile_masked as "mobileMasked", o.name as "schoolName", i.region_code as region,
  c.cert_no as "certNo", c.name as "certName", c.level as "certLevel", q.status, q.created_at as "createdAt"`
export const from = sql`invigilators.qualifications q join invigilators.invigilators i on i.id = q.invigilator_id
  join credentials.credentials c on c.id = q.credential_id join organisations.organisations o on o.id = q.school_id`
type Row = Omit<QualificationRow, 'regionName'> & { readonly region: string }
export const named = <R extends { readonly region: string }>({ region, ...row }: R): Omit<R, 'region'> & { regionName: string } => ({
  ...row,
  regionName: fullNameOf(region) ?? '',
})

/** The question of 监考人员（认证） (P-5.2.11-09); over `from`. */
export const conditions = (scope: Scope, f: Filter): Sql[] => [
  seenQualification(scope),
  ...(f['name'] ? [contains(sql`i.name`, f['name'])] : []),
  ...(f['teacherNo'] ? [sql`starts_with(i.teacher_no, upper(${f['teacherNo']}))`] : []),
  ...(f['schoolName'] ? [contains(sql`o.name`, f['schoolName'])] : []),
  ...(f['certName'] ? [contains(sql`c.name`, f['certName'])] : []),
  ...(f['certLevel'] ? [sql`c.level = ${f['certLevel']}`] : []),
]
const source = (scope: Scope, f: Filter): ListSource => ({
  columns,
  from,
  where: conditions(scope, f),
  id: sql`q.id`,
  sorts: {
    createdAt: { by: sql`q.created_at`, type: 'timestamptz' },
    teacherNo: { by: sql`i.teacher_no`, type: 'text' },
    name: { by: sql`i.name`, type: 'text' },
    schoolName: { by: sql`o.name`, type: 'text' },
  },
  defaultSort: '-createdAt',
  tab: { by: sql`q.status`, codes: stateNames(qualificationFlow) },
})
export const listQualificationsHandler = handle(listQualifications, async ({ input, scope, tx }): Promise<ListPage<QualificationRow>> => {
  const page = await listPage<Row>(tx, input as ListQuery, source(scope, input.filter))
  return { ...page, rows: page.rows.map(named) }
})

export const qualificationHandler = handle(qualification, async ({ input, scope, tx, refuse }) => {
  const found = await maybe<Row & Pick<QualificationDetail, 'idType' | 'idMasked'>>(
    tx,
    sql`select ${columns}, i.id_type as "idType", i.id_masked as "idMasked" from ${from} where q.id = ${input.id} and ${seenQualification(scope)}`,
  )
  if (!found) return refuse('not-found')
  return { ...named(found), timeline: await timelineOf(tx, qualificationFlow, found.id) }
})
