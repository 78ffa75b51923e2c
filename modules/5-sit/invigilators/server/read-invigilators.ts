import type { ListPage, ListQuery } from '#kit/pure/list.ts'
import { handle } from '#kit/server/handle.ts'
import { listPage, type ListSource } from '#kit/server/list.ts'
import type { Scope } from '#kit/server/scope.ts'
import { contains, maybe, rows, sql, type Db, type Sql } from '#kit/server/sql.ts'
import { timelineOf } from '#kit/server/steps.ts'
import { fullNameOf } from '#packages/regions/index.ts'
import type { InvigilatorDetail, InvigilatorRow, Qualification } from '../model.ts'
import { certificateChoices, invigilator, listInvigilators } from '../operations.ts'
import { qualificationFlow } from '../workflow.ts'
import { seenInvigilator, seenQualification } from './store.ts'
import { offeredCertificates } from './store-certificates.ts'

export type Filter = Readonly<Record<string, string | undefined>>
/** Conditions on a certificate; over `q`, `c`. */
const certificateConditions = (f: Filter): Sql[] => [
  ...(f['certName'] ? [contains(sql`c.name`, f['certName'])] : []),
  ...(f['certLevel'] ? [sql`c.level = ${f['certLevel']}`] : []),
  ...(f['status'] ? [sql`q.status = ${f['status']}`] : []),
]
/** The question of the school's list (P-5.2.11-01); over `i`. */
export function conditions(scope: Scope, f: Filter): Sql[] {
  const asked = certificateConditions(f)
  return [
    seenInvigilator(scope),
    ...(f['name'] ? [contains(sql`i.name`, f['name'])] : []),
    ...(f['teacherNo'] ? [sql`starts_with(i.teacher_no, upper(${f['teacherNo']}))`] : []),
    ...(asked.length
      ? [
          sql`exists (select from invigilators.qualifications q join credentials.credentials c on c.id = q.credential_id
                where q.invigilator_id = i.id and ${seenQualification(scope)} and ${sql.join(asked, sql` and `)})`,
        ]
      : []),
  ]
}

const columns = sql`i.id, i.teacher_no as "teacherNo", i.name, i.mobile_masked as "mobileMasked", i.version, i.created_at as "createdAt"`
const source = (scope: Scope, f: Filter): ListSource => ({
  columns,
  from: sql`invigilators.invigilators i`,
  where: conditions(scope, f),
  id: sql`i.id`,
  sorts: {
    createdAt: { by: sql`i.created_at`, type: 'timestamptz' },
    teacherNo: { by: sql`i.teacher_no`, type: 'text' },
    name: { by: sql`i.name`, type: 'text' },
  },
  defaultSort: '-createdAt',
})
/** Certificates of several teachers that the account is in charge of, by teacher. */
async function qualificationsOf(tx: Db, scope: Scope, ids: readonly string[]): Promise<Map<string, Qualification[]>> {
  const found = await rows<Qualification & { invigilatorId: string }>(
    tx,
    sql`select q.id, q.invigilator_id as "invigilatorId", q.credential_id as "credentialId", c.cert_no as "certNo", c.name as "certName", c.level as "certLevel",
          o.name as "awardingBodyName", q.status
        from invigilators.qualifications q join credentials.credentials c on c.id = q.credential_id join organisations.organisations o on o.id = q.awarding_body_id
        where q.invigilator_id = any (${ids as string[]}::uuid[]) and ${seenQualification(scope)} order by c.cert_no`,
  )
  const byTeacher = new Map<string, Qualification[]>(ids.map((id) => [id, []]))
  for (const { invigilatorId, ...q } of found) byTeacher.get(invigilatorId)?.push(q)
  return byTeacher
}

export const listInvigilatorsHandler = handle(listInvigilators, async ({ input, scope, tx }): Promise<ListPage<InvigilatorRow>> => {
  const page = await listPage<Omit<InvigilatorRow, 'qualifications'>>(tx, input as ListQuery, source(scope, input.filter))
  const certificates = await qualificationsOf(tx, scope, page.rows.map((r) => r.id))
  return { ...page, rows: page.rows.map((r) => ({ ...r, qualifications: certificates.get(r.id) ?? [] })) }
})

/** P-5.2.11-03: with what each awarding body has decided. */
export const invigilatorHandler = handle(invigilator, async ({ input, scope, tx, refuse }) => {
  const found = await maybe<Omit<InvigilatorDetail, 'qualifications' | 'regionName'> & { region: string }>(
    tx,
    sql`select ${columns}, i.id_type as "idType", i.id_masked as "idMasked", o.name as "schoolName", i.region_code as region
        from invigilators.invigilators i join organisations.organisations o on o.id = i.school_id where i.id = ${input.id} and ${seenInvigilator(scope)}`,
  )
  if (!found) return refuse('not-found')
  const { region, ...shown } = found
  const held = (await qualificationsOf(tx, scope, [found.id])).get(found.id) ?? []
  const qualifications = []
  for (const q of held) qualifications.push({ ...q, timeline: await timelineOf(tx, qualificationFlow, q.id) })
  return { ...shown, regionName: fullNameOf(region) ?? '', qualifications }
})

export const certificateChoicesHandler = handle(certificateChoices, async (ctx) => ({ certificates: await offeredCertificates(ctx) }))
