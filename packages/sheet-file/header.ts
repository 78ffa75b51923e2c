import type { SheetRow } from './cell.ts'
import { headerRows } from './read-sheet.ts'

/** A column that a table should have, by its title in the header. */
export interface WantedColumn {
  title: string
  required?: boolean
}

/**
 * Where the header is and what it offers. `columns` maps wanted titles to columns counted from 0. `rowNumber` is 0 when
 * no row has any of the titles. `missing` are required titles that no column has; `unknown` are titles that are not
 * wanted, as written (P-0-06: ignored and named); `repeated` are wanted titles that stand there twice, of which the
 * first counts.
 */
export interface FoundHeader {
  rowNumber: number
  columns: Map<string, number>
  missing: string[]
  unknown: string[]
  repeated: string[]
}

/** 姓 名＊ and 姓名* are the same title: blanks, stars and full width do not count. */
function bare(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/[\s*\u200B\uFEFF]/g, '')
    .toLowerCase()
}

function match(row: SheetRow, wanted: WantedColumn[]): FoundHeader {
  const titles = new Map(wanted.map(({ title }) => [bare(title), title]))
  const found: FoundHeader = { rowNumber: row.rowNumber, columns: new Map(), missing: [], unknown: [], repeated: [] }
  for (const { text, column } of row.cells) {
    const title = titles.get(bare(text))
    if (title === undefined) {
      if (bare(text) !== '') found.unknown.push(text.trim())
    } else if (found.columns.has(title)) found.repeated.push(title)
    else found.columns.set(title, column)
  }
  found.missing = wanted
    .filter(({ title, required }) => required && !found.columns.has(title))
    .map(({ title }) => title)
  return found
}

/** Finds the header among the first ten filled rows: the one with most of the wanted titles, the upper one of equals. */
export function findHeader(rows: SheetRow[], wanted: WantedColumn[]): FoundHeader {
  let best: FoundHeader | undefined
  for (const row of rows.slice(0, headerRows)) {
    const found = match(row, wanted)
    if (found.columns.size > (best?.columns.size ?? 0)) best = found
  }
  const missing = wanted.filter(({ required }) => required).map(({ title }) => title)
  return best ?? { rowNumber: 0, columns: new Map(), missing, unknown: [], repeated: [] }
}
