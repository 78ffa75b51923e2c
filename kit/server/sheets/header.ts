import type { WantedColumn } from '#packages/sheet-file/index.ts'
import type { Sheet } from '../../pure/sheet.ts'

/** Column of the failure file; when such a file is corrected and imported again it is no unknown column. */
export const reasonTitle = '失败原因'

/** One uploaded column in the uploaded order: its title as written and the declared field it stands for, if any. */
export interface UploadedColumn {
  readonly title: string
  readonly field: string | null
}
export interface Uploaded {
  readonly columns: readonly UploadedColumn[]
  /** Position in the file's rows of each uploaded column. */
  readonly at: readonly number[]
  /** Titles nobody asked for: ignored and named (P-0-06). */
  readonly unknown: readonly string[]
}

/** All titles under which the sheet's columns may stand in a file. */
export const titlesOf = (sheet: Sheet): WantedColumn[] =>
  sheet.columns.flatMap((c) => [c.title, ...(c.also ?? [])].map((title) => ({ title })))

/**
 * Which uploaded column is which declared one (P-0-06: by title, in any order).
 * @param found titles of the sheet and the position where each stands; `repeated` stand there twice.
 * @returns the columns, or the sentence that refuses the whole file.
 */
export function uploadedOf(
  sheet: Sheet,
  header: readonly string[],
  found: { readonly columns: ReadonlyMap<string, number>; readonly repeated: readonly string[] },
): Uploaded | string {
  const fieldAt = new Map<number, string>()
  const twice = new Set(found.repeated)
  const missing: string[] = []
  for (const column of sheet.columns) {
    const positions = [column.title, ...(column.also ?? [])].flatMap((t) => found.columns.get(t) ?? [])
    if (positions.length > 1) twice.add(column.title)
    if (positions[0] !== undefined) fieldAt.set(positions[0], column.field)
    else if (column.required) missing.push(column.title)
  }
  if (missing.length) return `导入模板不正确，请下载最新模板：缺少${missing.join('、')}列`
  if (twice.size) return `表头中“${[...twice].join('、')}”出现了不止一次，请只保留一列`
  const at = header.flatMap((title, position) => (title.trim() && title.trim() !== reasonTitle ? [position] : []))
  const columns = at.map((position) => ({ title: (header[position] as string).trim(), field: fieldAt.get(position) ?? null }))
  return { columns, at, unknown: columns.flatMap((c) => (c.field === null ? [c.title] : [])) }
}

/** For each declared column its position among the uploaded ones, -1 when it was not uploaded. */
export const placesOf = (sheet: Sheet, columns: readonly UploadedColumn[]): number[] =>
  sheet.columns.map((c) => columns.findIndex((u) => u.field === c.field))
