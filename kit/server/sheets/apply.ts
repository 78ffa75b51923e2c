import { Refusal } from '../../pure/refusal.ts'
import type { Inside } from '../context.ts'
import { scopeFor } from '../handle.ts'
import type { ItemOf, SheetImport } from '../import.ts'
import type { JobRun } from '../jobs.ts'
import { run, sql } from '../sql.ts'
import { addFaults, defect, theImporter, tries, type OnBehalf } from './check.ts'
import { placesOf } from './header.ts'
import { asSheetRow, isGood, openRows, sealRows, type KeptRow } from './rows.ts'
import { openSource, type Source } from './source.ts'
import { addNotes, chunkApplied, importOfId, moveImport, nextToApply, type ImportRecord } from './store-imports.ts'

/**
 * Writes the good rows chunk by chunk, each chunk one transaction of the person who pressed, with its ledger row: whatever
 * is killed, a chunk was written whole and once or not at all. Rows that no longer fit become failures.
 */
export async function applyImport(job: JobRun<OnBehalf>): Promise<void> {
  const { id, principal } = job.payload
  const record = await job.insideAs(principal, ({ tx }) => importOfId(tx, principal, id))
  if (record?.state !== 'applying') return
  const importer = theImporter(job.house, record.sheet)
  const source = importer.sheet.source === 'archive' ? await sourceOf(job, importer, record) : null
  const item: ItemOf = (row) => {
    if (!source) throw new Error(`${record.sheet} is no archive`)
    return source.item(row)
  }
  const next = (why: string | null): Promise<boolean> => job.insideAs(principal, (inside) => applyNext(inside, importer, id, item, why))
  try {
    while (
      await next(null).catch((e: unknown) => {
        // The transaction is gone; another writes the chunk's rows down as failures with this reason.
        if (e instanceof Refusal) return next(e.answer.says)
        if (job.attempt < tries) throw e
        return next(`系统处理时出错（编号${defect(job.house, e, 'import apply')}），未导入`)
      })
    );
  } finally {
    await source?.close()
  }
  await job.insideAs(principal, ({ tx }) => moveImport(tx, id, 'applying', 'applied'))
}

async function sourceOf(job: JobRun<OnBehalf>, importer: SheetImport<string>, record: ImportRecord): Promise<Source> {
  const stored = await job.insideAs(job.payload.principal, ({ tx, house }) => house.files.read(tx, record.fileId))
  if (!stored) throw new Error(`the file of import ${record.id} is gone`)
  return openSource(importer.sheet, { name: record.fileName, bytes: stored.bytes })
}

/** Applies one chunk, or gives all its good rows `why` as their fault. False when none is left. */
async function applyNext(inside: Inside, importer: SheetImport<string>, id: string, item: ItemOf, why: string | null): Promise<boolean> {
  const { tx, house, principal } = inside
  const record = await importOfId(tx, principal, id, { lock: true })
  const chunk = record?.state === 'applying' ? await nextToApply(tx, id) : null
  if (!record || !chunk) return false
  const places = placesOf(importer.sheet, record.columns)
  const rows = await openRows(house.secrets, places, chunk.sealed)
  const good = rows.filter(isGood)
  const made: string[] = []
  if (why) for (const r of good) r.faults.push({ field: null, why })
  else if (good.length) {
    await importer.open?.(inside, scopeFor(principal, importer.sheet.row), record.given)
    for (const done of await applyRows(inside, importer, record, good, item)) {
      made.push(...done.made)
      if (done.notes) await addNotes(tx, id, done.notes)
    }
  }
  const failed = rows.filter((r) => !isGood(r))
  const sealed = await sealRows(house.secrets, places, failed)
  await chunkApplied(tx, id, { number: chunk.number, sealed, made, ok: rows.length - failed.length, failed: failed.length, tried: good.length })
  return true
}

type Done = Awaited<ReturnType<SheetImport<string>['apply']>>

/**
 * Writes the rows; when the database says no to the set (two imports raced for a number), halves it until the row is found.
 * Errors of the program itself pass.
 */
async function applyRows(
  inside: Inside,
  importer: SheetImport<string>,
  record: ImportRecord,
  rows: readonly KeptRow[],
  item: ItemOf,
): Promise<Done[]> {
  const scope = scopeFor(inside.principal, importer.sheet.row)
  await run(inside.tx, sql`savepoint rows`)
  try {
    const d = await importer.apply(inside, scope, record.given, rows.map((r) => asSheetRow(importer.sheet, r)), record.id, item)
    await run(inside.tx, sql`release savepoint rows`)
    addFaults(rows, d.faults)
    return [d]
  } catch (e) {
    if (!/^(22|23|40)/.test((e as { code?: string }).code ?? '')) throw e
    await run(inside.tx, sql`rollback to savepoint rows`)
    const half = Math.ceil(rows.length / 2)
    const [row, ...others] = rows
    if (row && others.length === 0) {
      row.faults.push({ field: null, why: `系统未能保存该行（编号${defect(inside.house, e, 'import row')}）` })
      return []
    }
    const parts = [rows.slice(0, half), rows.slice(half)]
    const results: Done[] = []
    for (const part of parts) results.push(...(await applyRows(inside, importer, record, part, item)))
    return results
  }
}
