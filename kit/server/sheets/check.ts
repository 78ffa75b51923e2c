import { randomUUID } from 'node:crypto'
import type { Fault, Sheet } from '../../pure/sheet.ts'
import type { Principal } from '../../pure/who.ts'
import type { House, Inside } from '../context.ts'
import { scopeFor } from '../handle.ts'
import type { ItemOf, SheetImport } from '../import.ts'
import type { JobRun } from '../jobs.ts'
import { placesOf } from './header.ts'
import { asSheetRow, isGood, markTwice, readRow, sealRows, type KeptRow } from './rows.ts'
import { openSource, refusalIn, type Source, type SourceRow } from './source.ts'
import { addNotes, beginCheck, importOfId, moveImport, putChunk, type ImportRecord } from './store-imports.ts'

/** What every job of the engine is queued with: the record, and the person on whose behalf it works. */
export interface OnBehalf {
  readonly id: string
  readonly principal: Principal
}
/** Tries of a job after which a defect is told to the person instead of being tried again. */
export const tries = 3

/** Rows of one transaction: a rule judges them by a few statements. Files of a zip are unpacked and looked at, so fewer. */
const chunkSize = (sheet: Sheet): number => (sheet.source === 'archive' ? 100 : 2000)

/** A defect as the person sees it: its id alone; the cause stands in the log. */
export function defect(house: House, e: unknown, what: string): string {
  const id = randomUUID().slice(0, 8)
  house.log.error({ err: e, id }, what)
  return id
}

export function importerOf(house: House, code: string): SheetImport<string> | null {
  return (house.registry.imports.get(code) as SheetImport<string> | undefined) ?? null
}
export function theImporter(house: House, code: string): SheetImport<string> {
  const importer = importerOf(house, code)
  if (!importer) throw new Error(`no import ${code}`)
  return importer
}

/** Reads, judges and keeps every row; changes nothing of the target. Begun again after a crash it begins anew. */
export async function checkImport(job: JobRun<OnBehalf>): Promise<void> {
  const { id, principal } = job.payload
  const found = await job.insideAs(principal, async ({ tx, house }) => {
    const record = await importOfId(tx, principal, id)
    if (record?.state !== 'checking') return null
    const stored = await house.files.read(tx, record.fileId)
    if (!stored) throw new Error(`the file of import ${id} is gone`)
    return { record, file: { name: record.fileName, bytes: stored.bytes } }
  })
  if (!found) return
  const importer = theImporter(job.house, found.record.sheet)
  const refuse = (says: string): Promise<unknown> =>
    job.insideAs(principal, async ({ tx }) => {
      await beginCheck(tx, id, [], [])
      await moveImport(tx, id, 'checking', 'refused', says)
    })
  let source: Source | undefined
  try {
    source = await openSource(importer.sheet, found.file)
    await checkSource(job, importer, found.record, source)
    await job.insideAs(principal, ({ tx }) => moveImport(tx, id, 'checking', 'checked'))
  } catch (e) {
    const says = refusalIn(e, importer.sheet)
    if (says) await refuse(says)
    else if (job.attempt < tries) throw e
    else await refuse(`系统处理时出错（编号${defect(job.house, e, 'import check')}），请稍后重新上传`)
  } finally {
    await source?.close()
  }
}

async function checkSource(job: JobRun<OnBehalf>, importer: SheetImport<string>, record: ImportRecord, source: Source): Promise<void> {
  const { id, principal } = job.payload
  const { sheet } = importer
  const places = placesOf(sheet, source.columns)
  const first = new Map<string, number>()
  let hidden = 0
  let number = 0
  await job.insideAs(principal, ({ tx }) => beginCheck(tx, id, source.columns, source.unknown))
  for await (const rows of inChunks(source.rows, chunkSize(sheet))) {
    const kept = rows.map((r) => readRow(sheet, source.cellAt, r))
    rows.forEach((r, i) => {
      if (r.merged) kept[i]?.faults.push({ field: null, why: `该行有合并单元格（${r.merged}），请取消合并后再导入` })
      if (r.hidden) hidden++
    })
    markTwice(sheet, first, kept)
    await job.insideAs(principal, async (inside) => {
      await checkRows(inside, importer, record.given, kept, source.item)
      await putChunk(inside.tx, id, await chunkOf(inside, places, number, kept))
    })
    number++
  }
  if (hidden) await job.insideAs(principal, ({ tx }) => addNotes(tx, id, { hiddenRows: hidden }))
}

/** The module's rules over the rows that have no fault yet. */
export async function checkRows(
  inside: Inside,
  importer: SheetImport<string>,
  given: Record<string, string>,
  rows: readonly KeptRow[],
  item: ItemOf,
): Promise<void> {
  const good = rows.filter(isGood)
  if (good.length === 0) return
  const scope = scopeFor(inside.principal, importer.sheet.row)
  const faults = await importer.check(inside, scope, given, good.map((r) => asSheetRow(importer.sheet, r)), item)
  for (const r of good) r.isJudged = true
  addFaults(good, faults)
}
export function addFaults(rows: readonly KeptRow[], faults: ReadonlyMap<number, readonly Fault[]>): void {
  for (const [at, found] of faults) {
    const row = rows[at]
    if (!row) throw new Error(`a fault at row ${at} of ${rows.length}`)
    row.faults.push(...found)
  }
}

/** The rows as the database keeps them. */
export async function chunkOf(inside: Inside, places: readonly number[], number: number, rows: readonly KeptRow[]) {
  const good = rows.filter(isGood).length
  const sealed = await sealRows(inside.house.secrets, places, rows)
  return { number, firstRow: rows[0]?.row ?? 0, sealed, good, bad: rows.length - good }
}

async function* inChunks(batches: AsyncIterable<readonly SourceRow[]>, size: number): AsyncGenerator<SourceRow[]> {
  let chunk: SourceRow[] = []
  for await (const batch of batches)
    for (const row of batch) {
      chunk.push(row)
      if (chunk.length < size) continue
      yield chunk
      chunk = []
    }
  if (chunk.length) yield chunk
}
