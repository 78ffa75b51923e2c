import { Readable } from 'node:stream'
import { writeArchive } from '#packages/archive/index.ts'
import type { ArchiveFile } from '#packages/archive/index.ts'
import { workbookFrame } from './workbook-frame.ts'
import type { CutSheet, WrittenColumn } from './workbook-frame.ts'
import { rowsXml } from './write-rows.ts'
import type { WrittenValue } from './write-rows.ts'

/** A worksheet to write: one header row of titles, then `rows`, each by column. Names have at most 31 characters. */
export interface WrittenSheet {
  name: string
  columns: WrittenColumn[]
  rows: Iterable<WrittenValue[]> | AsyncIterable<WrittenValue[]>
}

async function* sheetBytes(frame: CutSheet, rows: WrittenSheet['rows']): AsyncGenerator<Buffer> {
  yield Buffer.from(frame.before)
  for await (const chunk of rowsXml(rows, frame.styles)) yield Buffer.from(chunk)
  yield Buffer.from(frame.after)
}

async function* files(sheets: WrittenSheet[]): AsyncGenerator<ArchiveFile> {
  const frame = await workbookFrame(sheets)
  yield* frame.parts
  for (const part of frame.sheets) {
    yield { path: part.path, content: sheetBytes(part, sheets[part.sheet]?.rows ?? []) }
  }
}

/**
 * Writes an .xlsx as a stream while the rows come; memory does not grow with them. Strings are text cells and never
 * formulas, whatever they begin with. A fault of the rows destroys the stream with that fault.
 */
export function writeSheet(workbook: { sheets: WrittenSheet[] }): Readable {
  return writeArchive(files(workbook.sheets))
}
