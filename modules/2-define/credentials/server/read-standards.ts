import { handle } from '#kit/server/handle.ts'
import { listPage, type ListSource } from '#kit/server/list.ts'
import type { Tx } from '#kit/server/db.ts'
import { timelineOf } from '#kit/server/steps.ts'
import { contains, maybe, sql, type Sql } from '#kit/server/sql.ts'
import type { StandardDetail, StandardRow } from '../model.ts'
import { listStandards, standard } from '../operations.ts'
import { siteStandardFlow, skillStandardFlow } from '../workflow.ts'
import { ofCredential } from './store.ts'

const columns = sql`s.id, s.kind, s.credential_id as "credentialId", c.name as "certName", c.level as "certLevel", o.name as "awardingBodyName", s.title,
  s.version_no as "versionNo", s.publish_date as "publishDate", s.status, s.version, s.created_at as "createdAt"`
const from = sql`credentials.standards s join credentials.credentials c on c.id = s.credential_id join organisations.organisations o on o.id = c.awarding_body_id`

/** The list of standards as a source; whoever shows it adds the `where` of its readers (aliases `s`, `c`, `o`). */
export const standardList: Omit<ListSource, 'where'> = {
  columns,
  from,
  id: sql`s.id`,
  sorts: {
    createdAt: { by: sql`s.created_at`, type: 'timestamptz' },
    publishDate: { by: sql`s.publish_date`, type: 'date' },
    certName: { by: sql`c.name`, type: 'text' },
  },
  defaultSort: '-createdAt',
}
interface StandardFilter {
  readonly kind?: string | undefined
  readonly certName?: string | undefined
  readonly certLevel?: string | undefined
  readonly title?: string | undefined
  readonly awardingBody?: string | undefined
}
export const standardFilter = (f: StandardFilter): (Sql | null)[] => [
  f.kind ? sql`s.kind = ${f.kind}` : null,
  f.certName ? contains(sql`c.name`, f.certName) : null,
  f.certLevel ? sql`c.level = ${f.certLevel}` : null,
  f.title ? contains(sql`s.title`, f.title) : null,
  f.awardingBody ? contains(sql`o.name`, f.awardingBody) : null,
]
export async function standardDetail(tx: Tx, id: string, where: Sql): Promise<StandardDetail | null> {
  const found = await maybe<
    StandardRow & { content: string; fileId: string | null; fileName: string; fileSize: number }
  >(
    tx,
    sql`select ${columns}, s.content, s.file_id as "fileId", s.file_name as "fileName", s.file_size as "fileSize" from ${from} where s.id = ${id} and ${where}`,
  )
  if (!found) return null
  const { fileId, fileName, fileSize, ...row } = found
  return { ...row, file: fileId ? { id: fileId, name: fileName, size: fileSize } : null }
}

export const readStandards = handle(listStandards, ({ input, scope, tx }) =>
  listPage<StandardRow>(tx, input, {
    ...standardList,
    where: [ofCredential(scope), ...standardFilter(input.filter)],
    tab: { by: sql`s.status`, codes: ['draft', 'published', 'enabled', 'suspended'] },
  }),
)
export const readStandard = handle(standard, async ({ input, scope, tx, refuse }) => {
  const found = await standardDetail(tx, input.id, ofCredential(scope))
  if (!found) return refuse('not-found')
  return {
    ...found,
    timeline: await timelineOf(tx, found.kind === 'skill' ? skillStandardFlow : siteStandardFlow, found.id),
  }
})
