import type { Tx } from '#kit/server/db.ts'
import type { Scope } from '#kit/server/scope.ts'
import { maybe, one, rows, run, sql } from '#kit/server/sql.ts'
import type { StandardKind, StandardStatus } from '../model.ts'
import { ofCredential } from './store.ts'

export interface StandardForm {
  readonly title: string
  readonly versionNo: string
  readonly publishDate: string
  readonly content: string
}
/** An attachment that was found fit. */
export interface Attachment {
  readonly id: string
  readonly name: string
  readonly size: number
}
export interface StandardForChange {
  readonly id: string
  readonly kind: StandardKind
  readonly credentialId: string
  readonly title: string
  readonly versionNo: string
  readonly fileId: string | null
  readonly status: StandardStatus
  readonly version: number
}
const columns = sql`s.id, s.kind, s.credential_id as "credentialId", s.title, s.version_no as "versionNo", s.file_id as "fileId", s.status, s.version`
export const standardForChange = (tx: Tx, scope: Scope, id: string): Promise<StandardForChange | null> =>
  maybe<StandardForChange>(
    tx,
    sql`select ${columns} from credentials.standards s join credentials.credentials c on c.id = s.credential_id where s.id = ${id} and ${ofCredential(scope)} for update of s`,
  )
/** States by id of those in scope and of the kind. */
export const ownStandards = async (
  tx: Tx,
  scope: Scope,
  kind: StandardKind,
  ids: readonly string[],
): Promise<Map<string, StandardStatus>> =>
  new Map(
    (
      await rows<{ id: string; status: StandardStatus }>(
        tx,
        sql`select s.id, s.status from credentials.standards s join credentials.credentials c on c.id = s.credential_id
            where s.id = any (${ids as string[]}::uuid[]) and s.kind = ${kind} and ${ofCredential(scope)}`,
      )
    ).map((r) => [r.id, r.status]),
  )
/** The certificate of a site standard in scope. */
export const credentialOfSite = (tx: Tx, scope: Scope, id: string): Promise<{ credentialId: string } | null> =>
  maybe<{ credentialId: string }>(
    tx,
    sql`select s.credential_id as "credentialId" from credentials.standards s join credentials.credentials c on c.id = s.credential_id
        where s.id = ${id} and s.kind = 'site' and ${ofCredential(scope)}`,
  )
export const addStandardRow = (
  tx: Tx,
  kind: StandardKind,
  credentialId: string,
  f: StandardForm,
  file: Attachment | null,
  status: StandardStatus,
): Promise<{ id: string }> =>
  one<{ id: string }>(
    tx,
    sql`insert into credentials.standards (kind, credential_id, title, version_no, publish_date, content, file_id, file_name, file_size, status)
        values (${kind}, ${credentialId}, ${f.title}, ${f.versionNo}, ${f.publishDate}, ${f.content}, ${file?.id ?? null}, ${file?.name ?? null}, ${file?.size ?? null}, ${status}) returning id`,
  )
export const saveStandardRow = (
  tx: Tx,
  id: string,
  f: StandardForm,
  file: Attachment | null,
): Promise<{ version: number }> =>
  one<{ version: number }>(
    tx,
    sql`update credentials.standards set title = ${f.title}, version_no = ${f.versionNo}, publish_date = ${f.publishDate}, content = ${f.content},
          file_id = ${file?.id ?? null}, file_name = ${file?.name ?? null}, file_size = ${file?.size ?? null}, version = version + 1 where id = ${id} returning version`,
  )
/** 已启用 ones of a certificate; the caller holds the certificate's row, so nobody enables another meanwhile. */
export const enabledSiteStandards = async (tx: Tx, credentialId: string): Promise<string[]> =>
  (
    await rows<{ id: string }>(
      tx,
      sql`select id from credentials.standards where credential_id = ${credentialId} and kind = 'site' and status = 'enabled'`,
    )
  ).map((r) => r.id)
/** S18: from now on schools may see it, also after it was taken out of use. */
export const markEnabledOnce = (tx: Tx, id: string): Promise<number> =>
  run(tx, sql`update credentials.standards set was_enabled = true where id = ${id}`)
