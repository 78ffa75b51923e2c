import type { ExportSheet } from '../pure/sheet.ts'
import type { Workflow } from '../pure/workflow.ts'
import type { Inside, Reaction } from './context.ts'
import type { Handler } from './handle.ts'
import type { SheetImport } from './import.ts'
import type { AnyJob } from './jobs.ts'
import type { Scope } from './scope.ts'

/** Rows of an export in pages; `query` is the list's present question (filter, tab, ids). */
export interface Export {
  readonly sheet: ExportSheet
  page(inside: Inside, scope: Scope, query: unknown, after: string | null): Promise<{ rows: Record<string, string | number | null>[]; next: string | null }>
}
/** A printed paper or other made file: PDF, zip. Runs as a job; `warning` is shown beside the download. */
export interface Print {
  readonly module: string
  readonly name: string
  readonly title: string
  readonly who: ExportSheet['who']
  make(inside: Inside, scope: Scope, input: unknown): Promise<{ name: string; type: string; bytes: Buffer; warning?: string }>
}

/** What a module's server door gives to the program. */
export interface ServerRoom {
  readonly module: string
  readonly handlers: readonly Handler[]
  readonly jobs?: readonly AnyJob[]
  readonly reactions?: readonly Reaction[]
  readonly imports?: readonly SheetImport<string>[]
  readonly exports?: readonly Export[]
  readonly prints?: readonly Print[]
  readonly workflows?: readonly Workflow[]
}
