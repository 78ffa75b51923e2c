import type { Sheet } from '#kit/pure/sheet.ts'
import type { Inside } from '#kit/server/context.ts'
import type { SheetImport } from '#kit/server/import.ts'
import {
  checkRows,
  chunkOf,
  chunksOf,
  isGood,
  judge,
  markTwice,
  openRows,
  placesOf,
  putChunk,
  type ImportRecord,
  type KeptRow,
} from '#kit/server/sheets/index.ts'

export interface Fix {
  readonly row: number
  readonly field: string
  readonly value: string
}

/**
 * Puts other texts into cells of a checked import and judges the touched rows again, cell by cell and by the module's rules.
 * When a key changes, the whole file is looked through for doubles again: rows that doubled the old one become good.
 * @returns rows touched.
 */
export async function adoptFixes(inside: Inside, importer: SheetImport<string>, record: ImportRecord, fixes: readonly Fix[]): Promise<number> {
  const { sheet } = importer
  const { tx, house } = inside
  const places = placesOf(sheet, record.columns)
  const byRow = new Map<number, Fix[]>()
  for (const f of fixes) byRow.set(f.row, [...(byRow.get(f.row) ?? []), f])
  const changesKey = fixes.some((f) => sheet.key.includes(f.field))
  const first = new Map<string, number>()
  let touched = 0
  for await (const chunk of chunksOf(tx, record.id)) {
    const rows = await openRows(house.secrets, places, chunk.sealed)
    const before = rows.map((r) => r.twice)
    const again: KeptRow[] = []
    const now = rows.map((r) => {
      const mine = byRow.get(r.row)
      if (!mine) return r
      const fixed = fixedRow(sheet, r, mine)
      again.push(fixed)
      touched++
      return fixed
    })
    if (changesKey) markTwice(sheet, first, now)
    else for (const [i, r] of now.entries()) r.twice = before[i] ?? 0
    const freed = now.filter((r, i) => !again.includes(r) && before[i] !== 0 && r.twice === 0 && isGood(r))
    await checkRows(inside, importer, record.given, [...again, ...freed], () => {
      throw new Error('files of a zip have no cells to mend')
    })
    if (again.length || now.some((r, i) => r.twice !== before[i])) await putChunk(tx, record.id, await chunkOf(inside, places, chunk.number, now))
  }
  return touched
}

/** The row with other texts in some cells; what is mended counts as text. */
function fixedRow(sheet: Sheet, r: KeptRow, fixes: readonly Fix[]): KeptRow {
  const values = [...r.values]
  // Faults of rules are found anew by the rules; faults of other cells stay.
  const faults = r.isJudged ? [] : r.faults.filter((f) => !fixes.some((x) => x.field === f.field))
  for (const fix of fixes) {
    const i = sheet.columns.findIndex((c) => c.field === fix.field)
    const column = sheet.columns[i]
    if (!column) continue
    const judged = judge(column, { kind: 'text', text: fix.value })
    values[i] = typeof judged === 'string' ? judged : judged.value
    if (typeof judged !== 'string') faults.push({ field: column.field, ...judged.fault })
  }
  return { ...r, values, faults, isJudged: false }
}
