import { ArchiveRefused, openArchive } from '#packages/archive/index.ts'
import { readSheetInWorker, readTable, SheetRefused, type SheetRow as FileRow } from '#packages/sheet-file/index.ts'
import type { Sheet } from '../../pure/sheet.ts'
import type { ItemOf } from '../import.ts'
import { seen, type ReadCell } from './cells.ts'
import { placesOf, titlesOf, uploadedOf, type UploadedColumn } from './header.ts'

/** P-0-06: at most so many rows and bytes; spec 6.2 for zips. */
export const maxRows = 100_000
export const maxBytes = { sheet: 50 * 1024 ** 2, archive: 500 * 1024 ** 2 } as const

export interface SourceRow {
  readonly row: number
  readonly cells: readonly ReadCell[]
  /** Texts of the uploaded columns as the failure file shows them. */
  readonly shown: readonly string[]
  /** A merged range that touches the row, or ''. */
  readonly merged: string
  readonly hidden: boolean
}
export interface Source {
  readonly columns: readonly UploadedColumn[]
  readonly unknown: readonly string[]
  /** Where the cell of each declared column stands in a row's `cells`, -1 for nowhere. */
  readonly cellAt: readonly number[]
  readonly rows: AsyncIterable<readonly SourceRow[]>
  readonly item: ItemOf
  close(): Promise<void>
}
/** The whole file is refused with this sentence (state `refused`, nothing else is kept). */
export class FileRefused extends Error {
  override readonly name = 'FileRefused'
}
/** The sentence for who uploaded, or null when the fault is no refusal of a file. */
export const refusalIn = (e: unknown, sheet: Sheet): string | null =>
  e instanceof SheetRefused && e.code === 'no-rows' && sheet.empty
    ? sheet.empty
    : e instanceof SheetRefused || e instanceof ArchiveRefused || e instanceof FileRefused
      ? e.message
      : null

/** Opens an upload as rows. Refusals come from here or while the rows are read; refusalIn words them. */
export const openSource = (sheet: Sheet, file: { name: string; bytes: Buffer }): Promise<Source> =>
  sheet.source === 'archive' ? openZip(sheet, file.bytes) : openTable(sheet, file)

async function openTable(sheet: Sheet, file: { name: string; bytes: Buffer }): Promise<Source> {
  const opened = await readSheetInWorker(file.bytes, { fileName: file.name, maxRows, maxBytes: maxBytes.sheet })
  const head: FileRow[] = []
  async function* remembering(): AsyncGenerator<FileRow[]> {
    for await (const batch of opened.batches) {
      if (head.length < 10) head.push(...batch)
      yield batch
    }
  }
  const table = await readTable({ batches: remembering(), close: opened.close }, titlesOf(sheet), maxRows).catch(async (e: unknown) => {
    await opened.close()
    throw e
  })
  const { close } = table
  const titles: string[] = []
  for (const cell of head.find((r) => r.rowNumber === table.header.rowNumber)?.cells ?? []) titles[cell.column] = cell.text
  const uploaded = uploadedOf(sheet, Array.from(titles, (t) => t ?? ''), table.header)
  if (typeof uploaded === 'string') {
    await close()
    throw new FileRefused(uploaded)
  }
  head.length = 0
  const { at, columns, unknown } = uploaded
  async function* rows(): AsyncGenerator<SourceRow[]> {
    for await (const batch of table.batches)
      yield batch.map((r) => ({
        row: r.rowNumber,
        cells: r.cells,
        shown: at.map((position) => seen(r.cells[position]?.text ?? '')),
        merged: r.merged[0] ?? '',
        hidden: r.hidden,
      }))
  }
  return {
    columns,
    unknown,
    cellAt: placesOf(sheet, columns).map((place) => at[place] ?? -1),
    rows: rows(),
    item: () => {
      throw new Error(`${sheet.module}.${sheet.name} is no archive`)
    },
    close,
  }
}

/** The rows of a zip are its files in the order of its directory; the cell is the whole path, the value the name alone. */
async function openZip(sheet: Sheet, bytes: Buffer): Promise<Source> {
  const archive = await openArchive(bytes)
  const [column] = sheet.columns
  if (!column || sheet.columns.length !== 1) throw new Error(`${sheet.module}.${sheet.name}: an archive has one column`)
  if (archive.entries.length === 0) {
    archive.close()
    throw new FileRefused(sheet.empty ?? '压缩包中没有文件')
  }
  async function* rows(): AsyncGenerator<SourceRow[]> {
    yield archive.entries.map((e, i) => ({ row: i + 1, cells: [{ kind: 'text', text: e.name }], shown: [seen(e.path)], merged: '', hidden: false }))
  }
  return {
    columns: [{ title: column.title, field: column.field }],
    unknown: [],
    cellAt: [0],
    rows: rows(),
    item: ({ row }) => {
      const entry = archive.entries[row - 1]
      if (!entry) throw new Error(`no entry ${row} in the archive`)
      return { size: entry.size, bytes: () => archive.readWhole(entry, entry.size) }
    },
    close: async () => archive.close(),
  }
}
