import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import type { Fault, Sheet } from '../../pure/sheet.ts'
import type { SheetRow } from '../import.ts'
import type { Secrets } from '../secrets.ts'
import { judge } from './cells.ts'
import type { SourceRow } from './source.ts'

/** One uploaded row as the engine keeps it. `twice` is the number of the first row with the same key, or 0. */
export interface KeptRow {
  readonly row: number
  /** Texts of the uploaded columns, in the uploaded order. */
  readonly cells: readonly string[]
  /** Texts of the declared columns, read and repaired. */
  values: string[]
  faults: Fault[]
  twice: number
  /** The module's rules were asked: then the faults are theirs, not the cells'. */
  isJudged: boolean
}
export const isGood = (r: KeptRow): boolean => r.faults.length === 0 && r.twice === 0

/** Judges every cell of a row by its column; `cellAt` is where each column's cell stands in the row, -1 for nowhere. */
export function readRow(sheet: Sheet, cellAt: readonly number[], r: Pick<SourceRow, 'row' | 'cells' | 'shown'>): KeptRow {
  const faults: Fault[] = []
  const values = sheet.columns.map((column, i) => {
    const judged = judge(column, r.cells[cellAt[i] as number])
    if (typeof judged === 'string') return judged
    faults.push({ field: column.field, ...judged.fault })
    return judged.value
  })
  return { row: r.row, cells: r.shown, values, faults, twice: 0, isJudged: false }
}

/** Marks rows whose key stood in the file before (row by row, in order). Rows with an empty part in their key are let be. */
export function markTwice(sheet: Sheet, first: Map<string, number>, rows: readonly KeptRow[]): void {
  if (sheet.key.length === 0) return
  const at = sheet.key.map((f) => sheet.columns.findIndex((c) => c.field === f))
  for (const r of rows) {
    let key = ''
    let isWhole = true
    for (const i of at) {
      isWhole &&= r.values[i] !== ''
      key += `${r.values[i]}\u0000`
    }
    const before = isWhole ? first.get(key) : undefined
    r.twice = before ?? 0
    if (isWhole && before === undefined) first.set(key, r.row)
  }
}

/** Every fault of the row, the doubled one in the words of the sheet. */
export const faultsOf = (sheet: Sheet, r: KeptRow): Fault[] =>
  r.twice ? [...r.faults, { field: sheet.key[0] ?? null, why: sheet.twice.replace('{row}', String(r.twice)) }] : r.faults

/** The row as modules see it. */
export function asSheetRow(sheet: Sheet, r: KeptRow): SheetRow {
  const values: Record<string, string> = {}
  for (let i = 0; i < sheet.columns.length; i++) values[(sheet.columns[i] as { field: string }).field] = r.values[i] ?? ''
  return { row: r.row, values }
}

// What a file says about people lies in the database only like this: JSON, packed, sealed. Values that are the uploaded
// text itself are not written twice.
type Packed = [row: number, cells: readonly string[], values: readonly (string | 0)[], faults: Fault[] | 0, twice: number, isJudged: 0 | 1]
const deflate = promisify(deflateRaw) as (b: Buffer, o: { level: number }) => Promise<Buffer>
const inflate = promisify(inflateRaw) as (b: Buffer, o: { maxOutputLength: number }) => Promise<Buffer>

export async function sealRows(secrets: Secrets, places: readonly number[], rows: readonly KeptRow[]): Promise<Buffer> {
  const packed: Packed[] = rows.map((r) => [
    r.row,
    r.cells,
    r.values.map((v, i) => (v === (r.cells[places[i] as number] ?? '') ? 0 : v)),
    r.faults.length ? r.faults : 0,
    r.twice,
    r.isJudged ? 1 : 0,
  ])
  return secrets.seal(await deflate(Buffer.from(JSON.stringify(packed)), { level: 1 }))
}
export async function openRows(secrets: Secrets, places: readonly number[], sealed: Uint8Array): Promise<KeptRow[]> {
  const text = (await inflate(secrets.open(sealed), { maxOutputLength: 1024 ** 3 })).toString('utf8')
  return (JSON.parse(text) as Packed[]).map(([row, cells, values, faults, twice, isJudged]) => ({
    row,
    cells,
    values: values.map((v, i) => (v === 0 ? (cells[places[i] as number] ?? '') : v)),
    faults: faults || [],
    twice,
    isJudged: isJudged === 1,
  }))
}
