import type { Fault, Sheet } from '../pure/sheet.ts'
import type { Inside } from './context.ts'
import type { Scope } from './scope.ts'

export interface SheetRow<F extends string = string> {
  /** Row number in the file, as Excel shows it. */
  readonly row: number
  /** One text per declared field; '' when empty. Already read and repaired by the column's `read`. */
  readonly values: Readonly<Record<F, string>>
}
/** The file behind a row of a zip (`source: 'archive'`); `size` in bytes, known before anything is unpacked. */
export interface ArchiveItem {
  readonly size: number
  bytes(): Promise<Buffer>
}
/** Gives the file behind a row; a sheet that is no archive has none and it throws. */
export type ItemOf = (row: Pick<SheetRow, 'row'>) => ArchiveItem

/** Faults by position in the rows given. */
export type Faults = Map<number, Fault[]>

/**
 * What a module adds to its sheet declaration. Rules are set-based: one call judges hundreds of rows with a few statements.
 * `apply` judges again in the same transaction that writes: between check and apply the world may have changed.
 */
export interface SheetImport<F extends string = string> {
  readonly sheet: Sheet<F>
  /** Judges what was chosen on screen (plan open? certificate own?); throws a Refusal. Called at start and at apply. */
  open?(inside: Inside, scope: Scope, given: Record<string, string>): Promise<void>
  /** Drop-downs of the template that come from what was chosen on screen (the subjects of a plan); checked by `check`, not by the cell. */
  choices?(inside: Inside, scope: Scope, given: Record<string, string>): Promise<Partial<Record<F, readonly string[]>>>
  /** Changes nothing. */
  check(inside: Inside, scope: Scope, given: Record<string, string>, rows: readonly SheetRow<F>[], item: ItemOf): Promise<Faults>
  /** Writes the good ones; `made` are the ids that undo will take back; `notes` are added up over chunks (e.g. {notVerified: 3}). */
  apply(
    inside: Inside,
    scope: Scope,
    given: Record<string, string>,
    rows: readonly SheetRow<F>[],
    importId: string,
    item: ItemOf,
  ): Promise<{ made: string[]; faults: Faults; notes?: Record<string, number> }>
  /** Takes back what one chunk made; throws a Refusal when something depends on it. */
  undo?(inside: Inside, scope: Scope, made: readonly string[], importId: string): Promise<void>
  /** Sentences shown with the result, from the added-up notes. */
  say?(notes: Record<string, number>): string[]
}
// Modules hand over imports of many field sets; the engine only ever passes rows back to the one they came from.
export type AnyImport = SheetImport<never> | SheetImport<string>
export const sheetImport = <F extends string>(s: SheetImport<F>): SheetImport<F> => s

/** Adds a fault to the row at `at`. */
export function fault(faults: Faults, at: number, field: string | null, why: string, suggestion?: string): void {
  const list = faults.get(at) ?? []
  list.push({ field, why, ...(suggestion ? { suggestion } : {}) })
  faults.set(at, list)
}
