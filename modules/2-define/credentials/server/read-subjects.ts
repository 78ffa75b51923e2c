import { handle } from '#kit/server/handle.ts'
import { listPage, type ListSource } from '#kit/server/list.ts'
import type { Tx } from '#kit/server/db.ts'
import { timelineOf } from '#kit/server/steps.ts'
import { contains, maybe, rows, sql, type Sql } from '#kit/server/sql.ts'
import type { ExamMode, RoomType, SubjectDetail, SubjectRow } from '../model.ts'
import { listSubjects, listTargetTypes, subject } from '../operations.ts'
import { subjectFlow } from '../workflow.ts'
import { ofCredential } from './store.ts'
import { targetTypesOf } from './store-subjects.ts'

const columns = sql`s.id, s.subject_no as "subjectNo", s.name, s.credential_id as "credentialId", c.name as "certName", c.level as "certLevel",
  o.name as "awardingBodyName", s.mode, s.room_type as "roomType", s.full_score::text as "fullScore", s.pass_score::text as "passScore", s.status, s.version, s.created_at as "createdAt",
  coalesce((select array_agg(t.name order by t.name) from credentials.subject_targets st join credentials.target_types t on t.id = st.target_type_id where st.subject_id = s.id), '{}') as targets`
const from = sql`credentials.subjects s join credentials.credentials c on c.id = s.credential_id join organisations.organisations o on o.id = c.awarding_body_id`

/** The list of subjects as a source; whoever shows it adds the `where` of its readers (aliases `s`, `c`, `o`). */
export const subjectList: Omit<ListSource, 'where'> = {
  columns,
  from,
  id: sql`s.id`,
  sorts: {
    createdAt: { by: sql`s.created_at`, type: 'timestamptz' },
    subjectNo: { by: sql`s.subject_no`, type: 'text' },
  },
  defaultSort: '-createdAt',
}
interface SubjectFilter {
  readonly subjectNo?: string | undefined
  readonly name?: string | undefined
  readonly certName?: string | undefined
  readonly certLevel?: string | undefined
  readonly mode?: string | undefined
}
export const subjectFilter = (f: SubjectFilter): (Sql | null)[] => [
  f.subjectNo ? sql`starts_with(s.subject_no, ${f.subjectNo})` : null,
  f.name ? contains(sql`s.name`, f.name) : null,
  f.certName ? contains(sql`c.name`, f.certName) : null,
  f.certLevel ? sql`c.level = ${f.certLevel}` : null,
  f.mode ? sql`s.mode = ${f.mode}` : null,
]
export const subjectDetail = (tx: Tx, id: string, where: Sql): Promise<SubjectDetail | null> =>
  maybe<SubjectDetail>(
    tx,
    sql`select ${columns}, coalesce((select array_agg(st.target_type_id) from credentials.subject_targets st where st.subject_id = s.id), '{}') as "targetTypeIds"
        from ${from} where s.id = ${id} and ${where}`,
  )

export const readSubjects = handle(listSubjects, ({ input, scope, tx }) =>
  listPage<SubjectRow>(tx, input, {
    ...subjectList,
    where: [ofCredential(scope), ...subjectFilter(input.filter)],
    tab: { by: sql`s.status`, codes: ['draft', 'published', 'suspended'] },
  }),
)
export const readSubject = handle(subject, async ({ input, scope, tx, refuse }) => {
  const found = await subjectDetail(tx, input.id, ofCredential(scope))
  return found ? { ...found, timeline: await timelineOf(tx, subjectFlow, found.id) } : refuse('not-found')
})
export const readTargetTypes = handle(listTargetTypes, async ({ input, scope, tx, refuse }) => {
  const own = await maybe(
    tx,
    sql`select c.id from credentials.credentials c where c.id = ${input.credentialId} and ${ofCredential(scope)}`,
  )
  return own ? { types: await targetTypesOf(tx, input.credentialId) } : refuse('not-found')
})

export interface CredentialSubject {
  readonly id: string
  readonly credentialId: string
  readonly subjectNo: string
  readonly name: string
  readonly mode: ExamMode
  readonly roomType: RoomType
  readonly fullScore: number
  readonly passScore: number
  /** 参考对象类型 that take it; none means 所有考生 (P-5.2.1-03). */
  readonly targetTypeIds: readonly string[]
}
/** Door: the 已发布 subjects of certificates, by 科目编号. */
export const publishedSubjects = (tx: Tx, credentialIds: readonly string[]): Promise<CredentialSubject[]> =>
  rows<CredentialSubject>(
    tx,
    sql`select s.id, s.credential_id as "credentialId", s.subject_no as "subjectNo", s.name, s.mode, s.room_type as "roomType", s.full_score::float8 as "fullScore", s.pass_score::float8 as "passScore",
          coalesce((select array_agg(st.target_type_id) from credentials.subject_targets st where st.subject_id = s.id), '{}') as "targetTypeIds"
        from credentials.subjects s where s.credential_id = any (${credentialIds as string[]}::uuid[]) and s.status = 'published' order by s.subject_no`,
  )
