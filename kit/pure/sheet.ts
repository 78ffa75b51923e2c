import type { Operation } from './operation.ts'
import type { Right, Who } from './who.ts'

/**
 * What a cell must be. `text` is taken as text only: a number-typed cell is refused, never rounded (a long number that Excel
 * stored as a number is already damaged). `loose` text also accepts numbers (years, counts written either way).
 */
export type CellKind = 'text' | 'loose' | 'integer' | 'decimal' | 'date'

export interface Column<F extends string = string> {
  readonly title: string
  readonly field: F
  readonly required?: boolean
  readonly kind?: CellKind
  readonly example: string
  readonly note?: string
  /** Drop-down of the template; a value outside it is a cell error. */
  readonly list?: readonly string[]
  /** Other titles seen in clerks' files. */
  readonly also?: readonly string[]
  readonly width?: number
  /** Reads, repairs or refuses one cell's text. Pure. */
  readonly read?: (text: string) => CellVerdict
}
export type CellVerdict =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly why: string; readonly suggestion?: string }

/** One fault at one cell (or of the whole row when `field` is null). */
export interface Fault {
  readonly field: string | null
  readonly why: string
  readonly suggestion?: string
}

export interface Sheet<F extends string = string> {
  readonly module: string
  readonly name: string
  readonly title: string
  /** The operation that each row is: its `who` is the import's. */
  readonly row: Operation
  /** Chosen on screen before the upload, e.g. ['planId']. */
  readonly given: readonly string[]
  readonly columns: readonly Column<F>[]
  /** Fields that make two rows of one file the same row, and what to say then; `{row}` in it is the number of the first. */
  readonly key: readonly F[]
  readonly twice: string
  /** What is uploaded: a table (default), or a zip whose files are the rows: one column, the file's name without folders. */
  readonly source?: 'archive'
  /** What to say of a file without rows; default 导入文件中没有数据. */
  readonly empty?: string
  readonly notes?: readonly string[]
  /** Can an applied import be undone? */
  readonly undo: boolean
}
export const sheet = <const F extends string>(s: Sheet<F>): Sheet<F> => s
/** What must be chosen before the upload and is not, in the words of the row's own operation (请先选择考试计划). */
export function missingGiven(s: Pick<Sheet, 'given' | 'row'>, given: Readonly<Record<string, string>>): { field: string; message: string }[] {
  const missing = s.given.filter((field) => !given[field])
  const issues = missing.length ? (s.row.input.safeParse({ ...given }).error?.issues ?? []) : []
  return missing.map((field) => ({ field, message: issues.find((i) => i.path[0] === field)?.message ?? '请先选好上面的内容' }))
}
export type RowOf<S> = S extends Sheet<infer F> ? { [K in F]: string } : never

/** An export: columns from a list's rows, for those who hold the right. */
export interface ExportSheet {
  readonly module: string
  readonly name: string
  /** File name is `<title>_yyyyMMddHHmmss.xlsx`. */
  readonly title: string
  readonly who: Who
  readonly columns: readonly { readonly title: string; readonly field: string; readonly width?: number; readonly number?: boolean }[]
}
export const exportSheet = (e: ExportSheet): ExportSheet => e

/** A paper to be printed: by whom, from which template. */
export interface PaperDocument {
  readonly module: string
  readonly name: string
  readonly title: string
  readonly who: Who
  /** Template file below the module's server/print. */
  readonly template: string
}
export const paperDocument = (d: PaperDocument): PaperDocument => d
export type { Right }
