import type { SheetRow } from './cell.ts'
import { findHeader } from './header.ts'
import type { FoundHeader, WantedColumn } from './header.ts'
import type { OpenedSheet } from './read-in-worker.ts'
import { defaultMaxRows, headerRows } from './read-sheet.ts'
import { noRows, tooManyRows } from './refused.ts'

/** A sheet as a table: its header, and the rows below in batches. Close it if the header is not good enough to go on. */
export interface Table {
  header: FoundHeader
  batches: AsyncIterable<SheetRow[]>
  close(): Promise<void>
}

/**
 * Finds the header and gives the filled rows below it. While they are read it throws SheetRefused: 导入文件中没有数据
 * when there are none, 一次最多导入100000条 when there are more than `maxRows` (P-0-06). Look at `header.missing` first;
 * rows are given out all the same.
 */
export async function readTable(
  sheet: Pick<OpenedSheet, 'batches' | 'close'>,
  wanted: WantedColumn[],
  maxRows = defaultMaxRows,
): Promise<Table> {
  const source = sheet.batches[Symbol.asyncIterator]()
  const first: SheetRow[] = []
  while (first.length < headerRows) {
    const { done, value } = await source.next()
    if (done) break
    first.push(...value)
  }
  const header = findHeader(first, wanted)

  async function* below(): AsyncGenerator<SheetRow[]> {
    let count = 0
    const counted = (rows: SheetRow[]) => {
      count += rows.length
      if (count > maxRows) throw tooManyRows(maxRows)
      return rows
    }
    try {
      yield counted(first.filter((row) => row.rowNumber > header.rowNumber))
      for (let next = await source.next(); !next.done; next = await source.next()) yield counted(next.value)
      if (count === 0) throw noRows()
    } finally {
      await sheet.close()
    }
  }
  return { header, batches: below(), close: () => sheet.close() }
}
