import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { RawRow, RawValue } from './batch.ts'
import { checkColumn, longestText, textTooLong } from './formats.ts'
import type { FormatSheet } from './formats.ts'
import { noRows, SheetRefused } from './refused.ts'

/** The separator that occurs most outside of quotes in the first lines. */
export function separatorOf(text: string): string {
  const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"?/g, '')
  const counts = [',', '\t', ';'].map((separator) => ({ separator, count: head.split(separator).length }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).separator
}

/**
 * A cell of a text file has no type. Numbers stay text, since nothing was lost; only what Excel wrote with an exponent
 * has lost digits and is a number. ="0123" is the way to keep zeros; any other text with = in front is a formula.
 */
function valueOf(text: string): RawValue | undefined {
  if (text.trim() === '') return undefined
  const kept = /^="([^"]*)"$/.exec(text)
  if (kept) return { kind: 'text', text: kept[1] ?? '' }
  if (text.startsWith('=')) return { kind: 'formula', text }
  if (/^[-+]?\d(?:\.\d+)?E\+?\d{2,3}$/i.test(text)) return { kind: 'number', text }
  return { kind: 'text', text }
}

function rowOf(record: string[], rowNumber: number): RawRow {
  const values: RawRow['values'] = []
  for (const [column, text] of record.entries()) {
    const value = valueOf(text)
    if (!value) continue
    checkColumn(column)
    if (text.length > longestText) throw textTooLong(rowNumber)
    values[column] = value
  }
  return { rowNumber, hidden: false, merged: [], values }
}

function* slices(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536)
}

async function* rows(text: string): AsyncGenerator<RawRow[]> {
  const parser = Readable.from(slices(text)).pipe(
    parse({
      delimiter: separatorOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 1_000_000,
    }),
  )
  let rowNumber = 0
  let piece: RawRow[] = []
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      const row = rowOf(record, ++rowNumber)
      if (row.values.length > 0) piece.push(row)
      if (piece.length < 500) continue
      yield piece
      piece = []
    }
  } catch (fault) {
    if (fault instanceof SheetRefused) throw fault
    if (!(fault instanceof CsvError)) throw fault
    throw new SheetRefused('damaged', `第 ${Number(fault['records']) + 1} 行起的引号没有成对，请检查后再上传`, fault)
  }
  if (piece.length > 0) yield piece
}

/** Reads a text file whose cells are separated by comma, tab or semicolon; its only sheet has no name. */
export function readCsv(text: string): FormatSheet {
  if (text.trim() === '') throw noRows()
  return { sheetName: '', hiddenColumns: [], rows: rows(text) }
}
