import type { Principal } from '../../pure/who.ts'
import type { Tx } from '../db.ts'
import { maybe, one, rows, run, sql } from '../sql.ts'

export interface ExportRecord {
  readonly id: string
  readonly kind: 'export' | 'print'
  readonly code: string
  readonly title: string
  readonly input: Buffer
  readonly at: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly done: number
  readonly fileId: string | null
  readonly fileName: string | null
  readonly expiresAt: string | null
  readonly warning: string | null
  readonly error: string | null
}
const columns = sql`id, kind, code, title, input, at, state, rows_done as done, file_id as "fileId", file_name as "fileName", expires_at as "expiresAt", warning, error`

export const addExport = (tx: Tx, p: Principal, e: { kind: 'export' | 'print'; code: string; title: string; input: Buffer }) =>
  one<{ id: string }>(
    tx,
    sql`insert into kit.exports (kind, code, title, input, account_id, organisation_id) values (${e.kind}, ${e.code}, ${e.title}, ${e.input}, ${p.accountId}, ${p.organisationId}) returning id`,
  )
/** Of this person alone; what an export holds was that person's to see. */
export const exportOfId = (tx: Tx, p: Principal, id: string): Promise<ExportRecord | null> =>
  maybe<ExportRecord>(tx, sql`select ${columns} from kit.exports where id = ${id} and account_id = ${p.accountId}::uuid`)
export const exportsOf = (tx: Tx, p: Principal, most: number): Promise<ExportRecord[]> =>
  rows<ExportRecord>(tx, sql`select ${columns} from kit.exports where account_id = ${p.accountId}::uuid order by at desc, id limit ${most}`)

export async function liveExports(tx: Tx, p: Principal): Promise<number> {
  await run(tx, sql`select pg_advisory_xact_lock(7422, hashtext(${p.accountId ?? ''}))`)
  const { n } = await one<{ n: number }>(
    tx,
    sql`select count(*) as n from kit.exports where account_id = ${p.accountId}::uuid and state in ('waiting', 'running')`,
  )
  return n
}
export const exportProgress = (tx: Tx, id: string, done: number): Promise<number> =>
  run(tx, sql`update kit.exports set state = 'running', rows_done = ${done} where id = ${id} and state in ('waiting', 'running')`)
export const exportDone = (tx: Tx, id: string, e: { fileId: string; fileName: string; rows: number; days: number; warning: string | null }): Promise<number> =>
  run(
    tx,
    sql`update kit.exports set state = 'done', rows_done = ${e.rows}, file_id = ${e.fileId}, file_name = ${e.fileName}, warning = ${e.warning},
          expires_at = kit.now() + ${`${e.days} days`}::interval where id = ${id}`,
  )
export const exportFailed = (tx: Tx, id: string, error: string): Promise<number> =>
  run(tx, sql`update kit.exports set state = 'failed', error = ${error} where id = ${id}`)
