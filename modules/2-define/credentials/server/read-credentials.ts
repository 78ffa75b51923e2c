import { handle } from '#kit/server/handle.ts'
import { listPage, type ListSource } from '#kit/server/list.ts'
import type { Tx } from '#kit/server/db.ts'
import type { Scope } from '#kit/server/scope.ts'
import { timelineOf } from '#kit/server/steps.ts'
import { contains, maybe, sql, type Sql } from '#kit/server/sql.ts'
import type { CredentialDetail, CredentialRow, LogProof } from '../model.ts'
import { credential, listCredentials } from '../operations.ts'
import { credentialFlow } from '../workflow.ts'
import { majorsOf, ofCredential } from './store.ts'

const columns = sql`c.id, c.cert_no as "certNo", c.name, c.level, c.awarding_body_id as "awardingBodyId", o.name as "awardingBodyName",
  c.pass_condition as "passCondition", c.status, c.leaf_index is not null as "isLogged",
  (select count(*) from credentials.credential_majors cm where cm.credential_id = c.id) as "majorCount", c.version, c.created_at as "createdAt"`
/** The list of certificates as a source; whoever shows it adds the `where` of its readers (alias `c`). */
export const credentialList: Omit<ListSource, 'where'> = {
  columns,
  from: sql`credentials.credentials c join organisations.organisations o on o.id = c.awarding_body_id`,
  id: sql`c.id`,
  sorts: {
    createdAt: { by: sql`c.created_at`, type: 'timestamptz' },
    certNo: { by: sql`c.cert_no`, type: 'text' },
    name: { by: sql`c.name`, type: 'text' },
  },
  defaultSort: '-createdAt',
}
interface CredentialFilter {
  readonly certNo?: string | undefined
  readonly name?: string | undefined
  readonly level?: string | undefined
  readonly awardingBody?: string | undefined
}
export const credentialFilter = (f: CredentialFilter): (Sql | null)[] => [
  f.certNo ? sql`starts_with(c.cert_no, ${f.certNo})` : null,
  f.name ? contains(sql`c.name`, f.name) : null,
  f.level ? sql`c.level = ${f.level}` : null,
  f.awardingBody ? contains(sql`o.name`, f.awardingBody) : null,
]
/** 证书负责人 sees only its 负责的证书, in whatever list a certificate is shown (spec 1.3.1). */
export const inCharge = (scope: Scope, column: Sql): Sql | null =>
  scope.principal.charge ? sql`${column} = any (${scope.principal.charge as string[]}::uuid[])` : null

export async function credentialDetail(tx: Tx, id: string, where: Sql): Promise<CredentialDetail | null> {
  const found = await maybe<CredentialRow & { [K in keyof LogProof]: LogProof[K] | null }>(
    tx,
    sql`select ${columns}, c.log_height as "blockHeight", c.log_block_hash as "blockHash", c.log_tx_hash as "txHash"
        from credentials.credentials c join organisations.organisations o on o.id = c.awarding_body_id where c.id = ${id} and ${where}`,
  )
  if (!found) return null
  const { blockHeight, blockHash, txHash, ...row } = found
  const logProof =
    blockHeight !== null && blockHash !== null && txHash !== null ? { blockHeight, blockHash, txHash } : null
  return { ...row, majors: await majorsOf(tx, id), logProof }
}

export const readCredentials = handle(listCredentials, ({ input, scope, tx }) =>
  listPage<CredentialRow>(tx, input, {
    ...credentialList,
    where: [ofCredential(scope), ...credentialFilter(input.filter)],
    tab: { by: sql`c.status`, codes: ['draft', 'published', 'suspended'] },
  }),
)
export const readCredential = handle(credential, async ({ input, scope, tx, refuse }) => {
  const found = await credentialDetail(tx, input.id, ofCredential(scope))
  return found ? { ...found, timeline: await timelineOf(tx, credentialFlow, found.id) } : refuse('not-found')
})
