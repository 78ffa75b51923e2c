import { ArchiveRefused, openArchive } from '#packages/archive/index.ts'
import type { Archive } from '#packages/archive/index.ts'
import type { RawRow } from './batch.ts'
import { mergesOf, readMerges } from './merges.ts'
import { noSuchSheet } from './formats.ts'
import type { FormatOptions, FormatSheet } from './formats.ts'
import { damaged, encrypted, noRows, unpacksTooLarge, unsafe } from './refused.ts'
import { readWorkbook } from './xlsx-workbook.ts'
import type { WorksheetPart } from './xlsx-workbook.ts'
import { RowCollector } from './xlsx-rows.ts'
import type { WorkbookContext } from './xlsx-rows.ts'
import { XmlScanner } from './xml.ts'

const entries = 5000

/** Every fault of the container or its XML in words for who chose the file. */
export function explain(fault: unknown, totalBytes: number): unknown {
  if (!(fault instanceof ArchiveRefused)) return fault
  if (fault.code === 'encrypted') return encrypted(fault)
  if (fault.code === 'too-large' || fault.code === 'entry-too-large') return unpacksTooLarge(totalBytes, fault)
  return fault.code === 'damaged' || fault.code === 'not-zip' ? damaged(fault) : unsafe(fault)
}

async function* scanRows(archive: Archive, sheet: WorksheetPart, collector: RowCollector): AsyncGenerator<RawRow[]> {
  const scanner = new XmlScanner(collector)
  const decoder = new TextDecoder()
  for await (const chunk of (await archive.read(sheet.part)) as AsyncIterable<Buffer>) {
    scanner.write(decoder.decode(chunk, { stream: true }))
    if (collector.rows.length > 0) {
      const rows = collector.rows
      collector.rows = []
      yield rows
    }
    if (collector.done) return
  }
  scanner.end()
}

async function openSheet(archive: Archive, sheet: WorksheetPart, context: WorkbookContext) {
  const collector = new RowCollector(context)
  const merges = await readMerges(archive, sheet.part)
  const pieces = scanRows(archive, sheet, collector)
  const first = await pieces.next()
  async function* rows(): AsyncGenerator<RawRow[]> {
    for (let piece = first; !piece.done; piece = await pieces.next()) {
      for (const row of piece.value) row.merged = mergesOf(merges, row.rowNumber)
      yield piece.value
    }
  }
  return { empty: first.done === true, hiddenColumns: collector.hiddenColumns, rows: rows() }
}

async function chooseSheet(archive: Archive, options: FormatOptions): Promise<FormatSheet> {
  const { sheets, context } = await readWorkbook(archive)
  const candidates = sheets.filter((sheet) =>
    options.sheet === undefined ? !sheet.hidden : sheet.name === options.sheet,
  )
  if (options.sheet !== undefined && candidates.length === 0) {
    throw noSuchSheet(options.sheet)
  }
  for (const sheet of candidates) {
    const opened = await openSheet(archive, sheet, context)
    if (opened.empty) continue
    return { sheetName: sheet.name, hiddenColumns: opened.hiddenColumns, rows: opened.rows }
  }
  throw noRows()
}

/** Opens an .xlsx (path or bytes): the first visible sheet that holds something, or the one named. */
export async function readXlsx(source: string | Buffer, options: FormatOptions): Promise<FormatSheet> {
  const { totalBytes } = options
  let archive: Archive | undefined
  try {
    archive = await openArchive(source, { entries, totalBytes, entryBytes: totalBytes, ratio: 200, keepHidden: true })
    const opened = archive
    const sheet = await chooseSheet(opened, options)
    return { ...sheet, rows: closing(sheet.rows, opened, totalBytes) }
  } catch (fault) {
    archive?.close()
    throw explain(fault, totalBytes)
  }
}

async function* closing(rows: AsyncIterable<RawRow[]>, archive: Archive, totalBytes: number): AsyncGenerator<RawRow[]> {
  try {
    yield* rows
  } catch (fault) {
    throw explain(fault, totalBytes)
  } finally {
    archive.close()
  }
}
