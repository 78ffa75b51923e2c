import type { Fault } from '#kit/pure/sheet.ts'
import type { Inside } from '#kit/server/context.ts'
import { chunksOf, faultsOf, isGood, openRows, placesOf, reasonTitle, theImporter, type ImportRecord } from '#kit/server/sheets/index.ts'

export interface ProblemRow {
  readonly row: number
  readonly faults: readonly (Fault & { readonly title: string; readonly value: string })[]
  /** Values of the declared columns by field. */
  readonly cells: Readonly<Record<string, string>>
}
const pageRows = 50

/** Bad rows in the order of the file; `after` is the cursor of the page before, `next` null at the end. */
export async function problemPage(inside: Inside, record: ImportRecord, after: string | undefined): Promise<{ rows: ProblemRow[]; next: string | null }> {
  const { sheet } = theImporter(inside.house, record.sheet)
  const places = placesOf(sheet, record.columns)
  const [from, skip] = /^\d{1,6}\.\d{1,6}$/.test(after ?? '') ? ((after as string).split('.').map(Number) as [number, number]) : [0, 0]
  const found: ProblemRow[] = []
  for await (const chunk of chunksOf(inside.tx, record.id, { from, faulty: true })) {
    const bad = (await openRows(inside.house.secrets, places, chunk.sealed)).filter((r) => !isGood(r))
    for (const [i, r] of bad.entries()) {
      if (chunk.number === from && i < skip) continue
      if (found.length === pageRows) return { rows: found, next: `${chunk.number}.${i}` }
      const cells = Object.fromEntries(sheet.columns.map((c, at) => [c.field, r.values[at] ?? '']))
      const faults = faultsOf(sheet, r).map((f) => ({
        ...f,
        title: sheet.columns.find((c) => c.field === f.field)?.title ?? '',
        value: f.field === null ? '' : (cells[f.field] ?? ''),
      }))
      found.push({ row: r.row, faults, cells })
    }
  }
  return { rows: found, next: null }
}

/** 下载失败数据 (P-0-07): titles, then each bad row as it was uploaded with 失败原因, reasons joined by “；”. */
export async function* failureRows(inside: Inside, record: ImportRecord): AsyncGenerator<string[]> {
  const { sheet } = theImporter(inside.house, record.sheet)
  const places = placesOf(sheet, record.columns)
  yield [...record.columns.map((c) => c.title), reasonTitle]
  for await (const chunk of chunksOf(inside.tx, record.id, { faulty: true }))
    for (const r of await openRows(inside.house.secrets, places, chunk.sealed))
      if (!isGood(r))
        yield [...record.columns.map((_, i) => r.cells[i] ?? ''), faultsOf(sheet, r).map((f) => f.why).join('；')]
}
