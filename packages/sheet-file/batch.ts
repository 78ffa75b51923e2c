import { columnLetters } from './cell.ts'
import type { Cell, CellKind, SheetRow } from './cell.ts'

const kinds: CellKind[] = ['empty', 'text', 'number', 'date', 'boolean', 'formula', 'error']
const codes = Object.fromEntries(kinds.map((kind, code) => [kind, code])) as Record<CellKind, number>

/** A row as a format's reader gives it: values by column, holes where there is nothing. */
export interface RawRow {
  rowNumber: number
  hidden: boolean
  merged: string[]
  values: (RawValue | undefined)[]
}

export interface RawValue {
  kind: CellKind
  text: string
}

/**
 * Some rows laid out flat. A hundred thousand rows of cell objects cost seconds to pass between threads; this costs
 * a fraction, since it is a few arrays of plain values.
 */
export interface RowBatch {
  rowNumbers: number[]
  hidden: boolean[]
  merged: string[][]
  widths: number[]
  kinds: Uint8Array
  texts: string[]
}

/** Lays out rows flat. */
export function pack(rows: RawRow[]): RowBatch {
  const widths = rows.map((row) => row.values.length)
  const flatKinds = new Uint8Array(widths.reduce((sum, width) => sum + width, 0))
  const texts: string[] = []
  for (const row of rows) {
    for (let column = 0; column < row.values.length; column++) {
      const value = row.values[column]
      if (value) flatKinds[texts.length] = codes[value.kind]
      texts.push(value ? value.text : '')
    }
  }
  return {
    rowNumbers: rows.map((row) => row.rowNumber),
    hidden: rows.map((row) => row.hidden),
    merged: rows.map((row) => row.merged),
    widths,
    kinds: flatKinds,
    texts,
  }
}

/** The rows again, with every cell and its address. */
export function unpack(batch: RowBatch): SheetRow[] {
  let at = 0
  return batch.rowNumbers.map((rowNumber, index) => {
    const cells: Cell[] = []
    for (let column = 0; column < (batch.widths[index] ?? 0); column++, at++) {
      cells.push({
        kind: kinds[batch.kinds[at] ?? 0] ?? 'empty',
        text: batch.texts[at] ?? '',
        column,
        address: columnLetters(column) + rowNumber,
      })
    }
    return { rowNumber, hidden: batch.hidden[index] ?? false, merged: batch.merged[index] ?? [], cells }
  })
}
