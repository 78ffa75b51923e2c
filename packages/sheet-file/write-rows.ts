import { columnLetters } from './cell.ts'
import { longestText } from './formats.ts'

/** What a cell may be given. Identity numbers, codes and dates are strings; null and undefined leave the cell empty. */
export type WrittenValue = string | number | boolean | null | undefined

/** Style numbers of the data cells: `columns` by column (absent = none), `text` for a string that is to stay one. */
export interface RowStyles {
  columns: (number | undefined)[]
  textColumns: boolean[]
  text: number
}

const risky = /^[=+\-@\t\r]/
const mostRows = 1_048_576
const chunkLength = 65_536

/** XML cannot hold control characters; Excel writes them as _x0001_, and a text that looks like that as _x005F_x0001_. */
export function escapeText(text: string): string {
  if (!/[&<>\uFFFE\uFFFF]|_x|\p{Cc}|\p{Cs}/u.test(text)) return text
  return text
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(
      /(?![\t\n])\p{Cc}/gu,
      (control) => `_x${control.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`,
    )
    .replace(/\p{Cs}|[\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

function stringCell(reference: string, text: string, style: string): string {
  const kept = text.length > longestText ? text.slice(0, longestText - 1) + '…' : text
  const space = /^\s|\s$|\n/.test(kept) ? ' xml:space="preserve"' : ''
  return `<c r="${reference}"${style} t="inlineStr"><is><t${space}>${escapeText(kept)}</t></is></c>`
}

function styleOf(style: number | undefined): string {
  return style === undefined ? '' : ` s="${style}"`
}

function cell(reference: string, value: WrittenValue, column: number, styles: RowStyles): string {
  if (value === null || value === undefined || value === '') return ''
  const style = styles.columns[column]
  if (typeof value === 'string') {
    // In a cell of no format such a text becomes a formula when somebody edits it; as text it never does.
    const kept = style === undefined && risky.test(value) ? styles.text : style
    return stringCell(reference, value, styleOf(kept))
  }
  if (styles.textColumns[column]) return stringCell(reference, String(value), styleOf(style))
  if (typeof value === 'boolean') return `<c r="${reference}"${styleOf(style)} t="b"><v>${value ? 1 : 0}</v></c>`
  if (!Number.isFinite(value)) throw new Error(`no number to write in ${reference}: ${value}`)
  return `<c r="${reference}"${styleOf(style)}><v>${value}</v></c>`
}

/** The XML of the data rows from row 2 on, in chunks, as the rows come. */
export async function* rowsXml(
  rows: Iterable<WrittenValue[]> | AsyncIterable<WrittenValue[]>,
  styles: RowStyles,
): AsyncGenerator<string> {
  let rowNumber = 1
  let chunk = ''
  for await (const values of rows) {
    if (++rowNumber > mostRows) throw new Error(`more rows than a worksheet can hold: ${mostRows}`)
    let cells = ''
    for (let column = 0; column < values.length; column++) {
      cells += cell(columnLetters(column) + rowNumber, values[column], column, styles)
    }
    chunk += `<row r="${rowNumber}">${cells}</row>`
    if (chunk.length < chunkLength) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}
