// Reading a sheet without a thread, for tests.
import { unpack } from './batch.ts'
import type { SheetRow } from './cell.ts'
import type { OpenedSheet } from './read-in-worker.ts'
import { readPackedSheet } from './read-sheet.ts'
import type { ReadOptions } from './read-sheet.ts'

/** All of an iteration, joined. */
export async function flat<T>(pieces: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const piece of pieces) all.push(...piece)
  return all
}

/** As `readSheetInWorker`, but in this thread: a thread takes longer to start than such a file to read. */
export async function openHere(source: string | Buffer, options?: ReadOptions): Promise<OpenedSheet> {
  const sheet = await readPackedSheet(source, options)
  async function* batches() {
    for await (const batch of sheet.batches) yield unpack(batch)
  }
  return { ...sheet, batches: batches(), close: async () => undefined }
}

/** All rows of a sheet, read in this thread. */
export async function collect(source: string | Buffer, options?: ReadOptions): Promise<SheetRow[]> {
  return flat((await openHere(source, options)).batches)
}

/** A row on one line: number, marks, then kind and text of each cell. */
export function line({ rowNumber, hidden, merged, cells }: SheetRow): string {
  const marks = [...(hidden ? ['hidden'] : []), ...merged].map((mark) => ` ${mark}`).join('')
  const texts = cells.map(({ kind, text }) => (kind === 'empty' ? '' : `${kind} ${text}`))
  return `${rowNumber}${marks}: ${texts.join(' | ')}`
}
