/**
 * What stands in a cell. A formula is never evaluated: its text is the formula itself, for the caller to refuse.
 * A number that was typed as one stays `number`, also when it looks like an identity number: it has lost digits.
 */
export type CellKind = 'empty' | 'text' | 'number' | 'date' | 'boolean' | 'formula' | 'error'

/**
 * `text` by kind: text as written; number in plain decimals with at most 15 significant digits, as Excel keeps them;
 * date as yyyy-mm-dd, yyyy-mm-dd hh:mm[:ss] or hh:mm[:ss]; boolean TRUE or FALSE; formula with its =; error #N/A.
 * `column` counts from 0, `address` is as Excel writes it: C5.
 */
export interface Cell {
  kind: CellKind
  text: string
  column: number
  address: string
}

/**
 * A row that holds something. `rowNumber` counts from 1, as Excel shows it. `cells` starts at column A without gaps and
 * ends with the last filled cell. `hidden` rows were hidden or filtered away by a person. `merged` names the merged
 * ranges (A5:A7) that touch the row; their text stands in the upper left cell alone.
 */
export interface SheetRow {
  rowNumber: number
  hidden: boolean
  merged: string[]
  cells: Cell[]
}

const letters: string[] = []

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(column: number): string {
  let found = letters[column]
  if (found === undefined) {
    const head = Math.floor(column / 26)
    found = (head > 0 ? columnLetters(head - 1) : '') + String.fromCharCode(65 + (column % 26))
    letters[column] = found
  }
  return found
}

/** The column of a reference like AB12 (27), or undefined when there are no letters in it. */
export function columnOf(reference: string): number | undefined {
  let column = 0
  let at = 0
  for (; at < reference.length; at++) {
    const code = reference.charCodeAt(at)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return at === 0 ? undefined : column - 1
}
