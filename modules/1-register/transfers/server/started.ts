import { commonRefusals, refusalOf } from '#kit/pure/refusal.ts'
import type { Inside } from '#kit/server/context.ts'
import { problemsOf, scopeFor } from '#kit/server/handle.ts'
import type { SheetImport } from '#kit/server/import.ts'
import type { Scope } from '#kit/server/scope.ts'
import { importerOf, importOfId, type ImportRecord } from '#kit/server/sheets/index.ts'
import type { z } from 'zod'

const notFound = () => refusalOf('not-found', commonRefusals['not-found'])

/** The import behind a code, for whom the row's own operation lets in. @throws Refusal not-found, forbidden */
export function enter(inside: Inside, code: string): { importer: SheetImport<string>; scope: Scope } {
  const importer = importerOf(inside.house, code)
  if (!importer) throw notFound()
  return { importer, scope: scopeFor(inside.principal, importer.sheet.row) }
}

/** An import of the person's own organisation; a foreign one and a missing one look the same (P-0-02). */
export async function started(
  inside: Inside,
  id: string,
  o: { lock?: boolean } = {},
): Promise<{ record: ImportRecord; importer: SheetImport<string>; scope: Scope }> {
  const record = await importOfId(inside.tx, inside.principal, id, o)
  if (!record) throw notFound()
  return { record, ...enter(inside, record.sheet) }
}

/** The input of an export or print as its own schema reads it. @throws Refusal invalid */
export function readInput(schema: z.ZodType | undefined, given: unknown): unknown {
  if (!schema) return given ?? null
  const parsed = schema.safeParse(given ?? {})
  if (!parsed.success) throw refusalOf('invalid', commonRefusals.invalid, {}, problemsOf(parsed.error))
  return parsed.data
}
