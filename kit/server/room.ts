import type { z } from 'zod'
import type { ExportSheet } from '../pure/sheet.ts'
import type { Who } from '../pure/who.ts'
import type { Workflow } from '../pure/workflow.ts'
import type { House, Inside, Reaction } from './context.ts'
import type { Handler } from './handle.ts'
import type { SheetImport } from './import.ts'
import type { AnyJob } from './jobs.ts'
import type { Scope } from './scope.ts'

/** Rows of an export in pages; `query` is the list's present question (filter, tab, ids). */
export interface Export {
  readonly sheet: ExportSheet
  /** Judges the query when the export is asked for; `page` gets what it gives. Without it the query comes as it was sent. */
  readonly input?: z.ZodType
  page(inside: Inside, scope: Scope, query: unknown, after: string | null): Promise<{ rows: Record<string, string | number | null>[]; next: string | null }>
}
/** A printed paper or other made file: PDF, zip. Runs as a job; `warning` is shown beside the download. */
export interface Print {
  readonly module: string
  readonly name: string
  readonly title: string
  readonly who: Who
  readonly input?: z.ZodType
  make(inside: Inside, scope: Scope, input: unknown): Promise<{ name: string; type: string; bytes: Buffer; warning?: string }>
}

/** Who may open stored files of one purpose besides the person who uploaded them (photos in lists, attachments of others). */
export interface FileDoor {
  readonly purpose: string
  readonly who: Who
  mayOpen(inside: Inside, scope: Scope, fileId: string): Promise<boolean>
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
  readonly files?: readonly FileDoor[]
  readonly workflows?: readonly Workflow[]
}

const codeOf = (d: { module: string; name: string }): string => `${d.module}.${d.name}`
/** What the rooms offer by code (`candidates.importCandidates`), for House.registry. */
export const registryOf = (rooms: readonly ServerRoom[]): House['registry'] => ({
  imports: new Map(rooms.flatMap((r) => r.imports ?? []).map((i) => [codeOf(i.sheet), i])),
  exports: new Map(rooms.flatMap((r) => r.exports ?? []).map((e) => [codeOf(e.sheet), e])),
  prints: new Map(rooms.flatMap((r) => r.prints ?? []).map((p) => [codeOf(p), p])),
  files: new Map(rooms.flatMap((r) => r.files ?? []).map((f) => [f.purpose, f])),
})
