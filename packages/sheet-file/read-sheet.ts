import { open, readFile } from 'node:fs/promises'
import { pack } from './batch.ts'
import type { RawRow, RowBatch } from './batch.ts'
import { decodeText } from './decode-text.ts'
import type { FormatOptions, FormatSheet } from './formats.ts'
import { noRows, SheetRefused, tooManyRows, unpacksTooLarge, wrongType } from './refused.ts'

/**
 * `fileName` is the name the person gave the file: text is read as a table only if it ends in .csv (or is not known).
 * `sheet` names the sheet to read; otherwise it is the first visible one that holds something.
 * `maxRows` data rows (P-0-06), `maxBytes` of the file (P-0-06) and `totalBytes` unpacked are the most that is read.
 */
export interface ReadOptions {
  fileName?: string
  sheet?: string
  maxRows?: number
  maxBytes?: number
  totalBytes?: number
}

export type SheetFormat = 'xlsx' | 'xls' | 'csv'

/** A sheet opened for reading. `hiddenColumns` count from 0. */
export interface PackedSheet {
  format: SheetFormat
  sheetName: string
  hiddenColumns: number[]
  batches: AsyncIterable<RowBatch>
}

export const defaultMaxRows = 100_000

/** Title rows and header that may stand above the data; the exact count of data rows is `readTable`'s to make. */
export const headerRows = 10

const defaults = { maxRows: defaultMaxRows, maxBytes: 50 * 1024 * 1024, totalBytes: 300 * 1024 * 1024 }

async function probe(source: string | Buffer): Promise<{ size: number; head: Buffer }> {
  if (typeof source !== 'string') return { size: source.length, head: source.subarray(0, 8) }
  await using file = await open(source)
  const { size } = await file.stat()
  const read = await file.read(Buffer.alloc(8), 0, 8, 0)
  return { size, head: read.buffer.subarray(0, read.bytesRead) }
}

async function bytesOf(source: string | Buffer): Promise<Buffer> {
  return typeof source === 'string' ? readFile(source) : source
}

function checkText(text: string, fileName: string | undefined): void {
  const head = text.slice(0, 1000).trimStart().toLowerCase()
  // Web systems “export” such pages under the name .xls, and Excel opens them.
  if (/^<(?:!doctype html|html|head|meta|table|style|div|body)/.test(head)) {
    throw wrongType('该文件实际是网页，请用 Excel 打开并另存为 .xlsx 后再上传')
  }
  if (head.startsWith('<?xml')) throw wrongType('该文件是 XML 格式，请用 Excel 打开并另存为 .xlsx 后再上传')
  if (fileName !== undefined && !/\.csv$/i.test(fileName)) throw wrongType()
}

type Opened = FormatSheet & { format: SheetFormat }

async function openFormat(
  source: string | Buffer,
  head: Buffer,
  name: string | undefined,
  options: FormatOptions,
): Promise<Opened> {
  // The readers are loaded when they are needed: the one for .xls alone takes a quarter of a second.
  if (head.toString('latin1', 0, 2) === 'PK') {
    const { readXlsx } = await import('./read-xlsx.ts')
    return { format: 'xlsx', ...(await readXlsx(source, options)) }
  }
  if (head.toString('hex') === 'd0cf11e0a1b11ae1') {
    const { readXls } = await import('./read-xls.ts')
    return { format: 'xls', ...readXls(await bytesOf(source), options) }
  }
  const text = decodeText(await bytesOf(source))
  checkText(text, name)
  const { readCsv } = await import('./read-csv.ts')
  return { format: 'csv', ...readCsv(text) }
}

const batchRows = 500
const batchCharacters = 1_000_000

function charactersOf(row: RawRow): number {
  return row.values.reduce((sum, value) => sum + (value ? value.text.length : 0), 0)
}

/** Joins the pieces of a format into batches of a like size and holds the limits that all formats share. */
async function* limited(rows: AsyncIterable<RawRow[]>, maxRows: number, totalBytes: number): AsyncGenerator<RowBatch> {
  let batch: RawRow[] = []
  let characters = 0
  let rowCount = 0
  let total = 0
  for await (const piece of rows) {
    for (const row of piece) {
      if (++rowCount > maxRows + headerRows) throw tooManyRows(maxRows)
      const length = charactersOf(row)
      total += length
      // One long shared string may be named by a million cells: small in the file, huge when it is passed on.
      if (total > totalBytes) throw unpacksTooLarge(totalBytes)
      characters += length
      batch.push(row)
      if (batch.length < batchRows && characters < batchCharacters) continue
      yield pack(batch)
      batch = []
      characters = 0
    }
  }
  if (batch.length > 0) yield pack(batch)
}

/**
 * Opens a spreadsheet (path or bytes) in this thread: .xlsx, .xls or .csv, told apart by content. Throws SheetRefused,
 * also while the batches are read. For files of strangers use `readSheetInWorker`, which adds limits of time and memory.
 */
export async function readPackedSheet(source: string | Buffer, given: ReadOptions = {}): Promise<PackedSheet> {
  const { maxRows, maxBytes, totalBytes } = { ...defaults, ...given }
  const { size, head } = await probe(source)
  if (size === 0) throw noRows()
  if (size > maxBytes) {
    throw new SheetRefused('too-large', `文件超过 ${Math.round(maxBytes / 1024 / 1024)}MB，请拆分后再上传`)
  }
  const { format, sheetName, hiddenColumns, rows } = await openFormat(source, head, given.fileName, {
    sheet: given.sheet,
    totalBytes,
  })
  return { format, sheetName, hiddenColumns, batches: limited(rows, maxRows, totalBytes) }
}
