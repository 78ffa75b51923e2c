// Reading a whole sheet at once, for tests.
import { unpack } from './batch.ts'
import type { SheetRow } from './cell.ts'
import { readPackedSheet } from './read-sheet.ts'
import type { ReadOptions } from './read-sheet.ts'

/** All of an iteration, joined. */
export async function flat<T>(pieces: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const piece of pieces) all.push(...piece)
  return all
}

/** All rows of a sheet, read in this thread. */
export async function collect(source: string | Buffer, options?: ReadOptions): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const batch of (await readPackedSheet(source, options)).batches) rows.push(...unpack(batch))
  return rows
}

/** A row on one line: number, marks, then kind and text of each cell. */
export function line({ rowNumber, hidden, merged, cells }: SheetRow): string {
  const marks = [...(hidden ? ['hidden'] : []), ...merged].map((mark) => ` ${mark}`).join('')
  const texts = cells.map(({ kind, text }) => (kind === 'empty' ? '' : `${kind} ${text}`))
  return `${rowNumber}${marks}: ${texts.join(' | ')}`
}
