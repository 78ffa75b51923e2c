import type { Principal } from '../../pure/who.ts'
import type { Tx } from '../db.ts'
import { maybe, one, run, sql } from '../sql.ts'
import type { UploadedColumn } from './header.ts'

export type ImportState = 'checking' | 'checked' | 'refused' | 'applying' | 'applied' | 'undoing' | 'undone' | 'discarded'
export interface ImportRecord {
  readonly id: string
  readonly sheet: string
  readonly given: Record<string, string>
  readonly fileId: string
  readonly fileName: string
  readonly accountId: string | null
  readonly accountName: string
  readonly roleName: string
  readonly at: string
  readonly state: ImportState
  readonly refusal: string | null
  readonly columns: UploadedColumn[]
  readonly unknown: string[]
  readonly total: number
  readonly good: number
  readonly bad: number
  readonly done: number
  readonly ok: number
  readonly failed: number
  readonly notes: Record<string, number>
}
export const importColumns = sql`id, sheet, given, file_id as "fileId", file_name as "fileName", account_id as "accountId",
  account_name as "accountName", role_name as "roleName", at, state, refusal, coalesce(headers, '[]') as columns,
  coalesce(unknown_columns, '{}') as unknown, rows_total as total, rows_good as good, rows_bad as bad, rows_done as done,
  ok_count as ok, case when state in ('applying', 'applied', 'undoing', 'undone') then fail_count else rows_bad end as failed, notes`

/**
 * Imports of the person's organisation (row policy says the same). Who is bound to some credentials (负责的证书) sees only the
 * own ones: a failure file of another's credentials is none of theirs.
 */
export const maySeeImports = (p: Principal) =>
  sql`organisation_id is not distinct from ${p.organisationId}::uuid and ${p.charge ? sql`account_id = ${p.accountId}::uuid` : sql`true`}`

export const importOfId = (tx: Tx, p: Principal, id: string, o: { lock?: boolean } = {}): Promise<ImportRecord | null> =>
  maybe<ImportRecord>(
    tx,
    sql`select ${importColumns} from kit.imports where id = ${id} and ${maySeeImports(p)} ${o.lock ? sql`for update` : sql``}`,
  )

/** The uploaded file, if this person uploaded it. */
export const uploadOf = (tx: Tx, p: Principal, fileId: string): Promise<{ name: string; size: number } | null> =>
  maybe<{ name: string; size: number }>(tx, sql`select name, size from kit.files where id = ${fileId} and made_by = ${p.accountId}::uuid`)

/** Imports of the organisation that are at work, counted under a lock, so that two starts at once are counted too. */
export async function liveImports(tx: Tx, p: Principal): Promise<number> {
  await run(tx, sql`select pg_advisory_xact_lock(7421, hashtext(${p.organisationId ?? ''}))`)
  const { n } = await one<{ n: number }>(
    tx,
    sql`select count(*) as n from kit.imports where organisation_id is not distinct from ${p.organisationId}::uuid and state in ('checking', 'applying', 'undoing')`,
  )
  return n
}

export const addImport = (tx: Tx, p: Principal, i: { sheet: string; given: Record<string, string>; fileId: string; fileName: string }) =>
  one<{ id: string }>(
    tx,
    sql`insert into kit.imports (sheet, given, file_id, file_name, organisation_id, account_id, account_name, role_name)
        values (${i.sheet}, ${JSON.stringify(i.given)}, ${i.fileId}, ${i.fileName}, ${p.organisationId}, ${p.accountId}, ${p.name}, ${p.roleName}) returning id`,
  )

/** Moves the import on; false when it is not (or no longer) in `from`. */
export async function moveImport(tx: Tx, id: string, from: ImportState, to: ImportState, refusal: string | null = null): Promise<boolean> {
  return (await run(tx, sql`update kit.imports set state = ${to}, refusal = ${refusal} where id = ${id} and state = ${from}`)) === 1
}

export const beginCheck = async (tx: Tx, id: string, columns: readonly UploadedColumn[], unknown: readonly string[]): Promise<void> => {
  await run(tx, sql`delete from kit.import_chunks where import_id = ${id}`)
  await run(
    tx,
    sql`update kit.imports set headers = ${JSON.stringify(columns)}, unknown_columns = ${unknown as string[]}::text[],
          rows_total = 0, rows_good = 0, rows_bad = 0, notes = '{}' where id = ${id}`,
  )
}

/** Adds up notes (numbers by name). */
export async function addNotes(tx: Tx, id: string, more: Record<string, number>): Promise<void> {
  const { notes } = await one<{ notes: Record<string, number> }>(tx, sql`select notes from kit.imports where id = ${id} for update`)
  const sum = { ...notes }
  for (const [k, n] of Object.entries(more)) sum[k] = (sum[k] ?? 0) + n
  await run(tx, sql`update kit.imports set notes = ${JSON.stringify(sum)} where id = ${id}`)
}

export interface Chunk {
  readonly number: number
  readonly firstRow: number
  readonly sealed: Buffer
  readonly good: number
  readonly bad: number
}
export async function putChunk(tx: Tx, id: string, c: Chunk): Promise<void> {
  await run(
    tx,
    sql`insert into kit.import_chunks (import_id, number, first_row, sealed, good, bad) values (${id}, ${c.number}, ${c.firstRow}, ${c.sealed}, ${c.good}, ${c.bad})
        on conflict (import_id, number) do update set sealed = excluded.sealed, good = excluded.good, bad = excluded.bad`,
  )
  await recount(tx, id)
}
const recount = (tx: Tx, id: string): Promise<number> =>
  run(
    tx,
    sql`update kit.imports i set rows_good = c.good, rows_bad = c.bad, rows_total = c.good + c.bad
        from (select coalesce(sum(good), 0)::int as good, coalesce(sum(bad), 0)::int as bad from kit.import_chunks where import_id = ${id}) c where i.id = ${id}`,
  )

/** Chunks in order; `faulty` only those with bad rows. One at a time: a hundred thousand rows are not held at once. */
export async function* chunksOf(tx: Tx, id: string, o: { from?: number; faulty?: boolean } = {}): AsyncGenerator<Chunk> {
  for (let from = o.from ?? 0; ; ) {
    const chunk = await maybe<Chunk>(
      tx,
      sql`select number, first_row as "firstRow", sealed, good, bad from kit.import_chunks
          where import_id = ${id} and number >= ${from} and ${o.faulty ? sql`bad > 0` : sql`true`} order by number limit 1`,
    )
    if (!chunk) return
    yield chunk
    from = chunk.number + 1
  }
}

/** Claims the next chunk that was not applied yet, for this transaction. */
export const nextToApply = (tx: Tx, id: string): Promise<Chunk | null> =>
  maybe<Chunk>(
    tx,
    sql`select number, first_row as "firstRow", sealed, good, bad from kit.import_chunks
        where import_id = ${id} and applied_at is null order by number limit 1 for update`,
  )

/** The ledger of exactly-once: stands or falls with what the chunk wrote. Of the rows only the failed ones are kept. */
export async function chunkApplied(
  tx: Tx,
  id: string,
  c: { number: number; sealed: Buffer; made: readonly string[]; ok: number; failed: number; tried: number },
): Promise<void> {
  await run(
    tx,
    sql`update kit.import_chunks set applied_at = kit.now(), made = ${c.made as string[]}::uuid[], sealed = ${c.sealed}, good = ${c.ok}, bad = ${c.failed}
        where import_id = ${id} and number = ${c.number}`,
  )
  await run(
    tx,
    sql`update kit.imports set rows_done = rows_done + ${c.tried}, ok_count = ok_count + ${c.ok}, fail_count = fail_count + ${c.failed} where id = ${id}`,
  )
}

/** What the last chunk not taken back yet has made; undo goes from the end to the beginning. */
export const nextToUndo = (tx: Tx, id: string): Promise<{ number: number; made: string[]; good: number } | null> =>
  maybe<{ number: number; made: string[]; good: number }>(
    tx,
    sql`select number, made, good from kit.import_chunks
        where import_id = ${id} and applied_at is not null and undone_at is null order by number desc limit 1 for update`,
  )
export const chunkUndone = (tx: Tx, id: string, number: number): Promise<number> =>
  run(tx, sql`update kit.import_chunks set undone_at = kit.now() where import_id = ${id} and number = ${number}`)
export const undoneRows = async (tx: Tx, id: string): Promise<number> =>
  (await one<{ n: number }>(tx, sql`select coalesce(sum(good), 0)::int as n from kit.import_chunks where import_id = ${id} and undone_at is not null`)).n
