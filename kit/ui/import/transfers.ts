import { createContext, use } from 'react'
import type { ListPage } from '../../pure/list.ts'
import type { RefusalAnswer } from '../../pure/refusal.ts'

/** Where an import stands. checking, applying and undoing move by themselves; the others wait for a person or are the end. */
export type ImportStage =
  | 'checking'
  | 'checked'
  | 'refused'
  | 'applying'
  | 'applied'
  | 'undoing'
  | 'undone'
  | 'discarded'
export interface ImportState {
  readonly state: ImportStage
  /** Why the whole file will not do (wrong template, no rows, too many), or why an undo stopped. */
  readonly refusal: RefusalAnswer | null
  readonly rowsTotal: number
  readonly rowsGood: number
  readonly rowsBad: number
  readonly rowsDone: number
  readonly okCount: number
  readonly failCount: number
  readonly unknownColumns: readonly string[]
  readonly notes: readonly string[]
  readonly mayUndo: boolean
}
export interface Problem {
  /** null: the row as a whole. */
  readonly field: string | null
  readonly title: string
  readonly why: string
  readonly suggestion?: string | undefined
  /** What stands in the cell, in clear to the person who uploaded it. */
  readonly value: string
}
export interface ProblemRow {
  readonly row: number
  readonly faults: readonly Problem[]
  readonly cells: Readonly<Record<string, string>>
}
export interface Fix {
  readonly row: number
  readonly field: string
  readonly value: string
}
/** One line of 导入记录 (P-0-07). */
export interface ImportRow {
  readonly id: string
  readonly byName: string
  readonly roleName: string
  readonly at: string
  readonly fileName: string
  readonly okCount: number
  readonly failCount: number
  readonly state: ImportStage
  readonly mayUndo: boolean
}
/** A file in the making: an export or papers to print. */
export interface ExportJob {
  readonly id: string
  readonly title: string
  readonly state: 'running' | 'done' | 'failed'
  readonly rowsDone: number
  readonly fileId: string | null
  readonly fileName: string | null
  readonly isExpired: boolean
  /** Shown beside the download. */
  readonly warning: string | null
  readonly error: string | null
}

/** What module transfers does, as the kit needs it; the portal plugs the operations in (the kit knows no module). */
export interface Transfers {
  startImport(i: { sheet: string; given: Record<string, string>; fileId: string }): Promise<{ importId: string }>
  importState(i: { importId: string }): Promise<ImportState>
  importProblems(i: { importId: string; after?: string }): Promise<{ rows: readonly ProblemRow[]; next: string | null }>
  adoptSuggestions(i: { importId: string; fixes: Fix[] }): Promise<unknown>
  applyImport(i: { importId: string; goodOnly: true }): Promise<unknown>
  undoImport(i: { importId: string }): Promise<unknown>
  discardImport(i: { importId: string }): Promise<unknown>
  imports(i: { sheet: string; page: number; size: number }): Promise<ListPage<ImportRow>>
  startExport(i: { export: string; query: unknown }): Promise<{ exportId: string }>
  startPrint(i: { print: string; input: unknown }): Promise<{ exportId: string }>
  myExports(): Promise<{ rows: readonly ExportJob[] }>
}
export const TransfersContext = createContext<Transfers | null>(null)

/** @throws when the portal has not plugged the operations in */
export function useTransfers(): Transfers {
  const t = use(TransfersContext)
  if (!t) throw new Error('transfers are not plugged in')
  return t
}

export const sheetName = (s: { module: string; name: string }): string => `${s.module}.${s.name}`
export const templateUrl = (sheet: string, given: Record<string, string>): string =>
  `/api/transfers/template?${new URLSearchParams({ sheet, given: JSON.stringify(given) })}`
export const failuresUrl = (importId: string): string =>
  `/api/transfers/failures?${new URLSearchParams({ import: importId })}`

/** 导入 307 行，跳过 5 行 */
export const applyText = (good: number, bad: number): string =>
  bad > 0 ? `导入 ${good} 行，跳过 ${bad} 行` : `导入 ${good} 行`
/** Every suggestion among these rows, as the fixes it means. */
export const suggestionsOf = (rows: readonly ProblemRow[]): Fix[] =>
  rows.flatMap((r) =>
    r.faults.flatMap((f) =>
      f.field !== null && f.suggestion !== undefined ? [{ row: r.row, field: f.field, value: f.suggestion }] : [],
    ),
  )
