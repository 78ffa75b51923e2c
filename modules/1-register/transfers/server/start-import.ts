import { missingGiven } from '#kit/pure/sheet.ts'
import { handle } from '#kit/server/handle.ts'
import { addImport, liveImports, maxBytes, uploadOf } from '#kit/server/sheets/index.ts'
import { importsAtOnce } from '../model.ts'
import { startImport } from '../operations.ts'
import { checkJob } from './jobs.ts'
import { enter } from './started.ts'

/** P-0-06: the file is read and judged by a job; nothing but the record is written here. */
export const startImportHandler = handle(startImport, async (ctx) => {
  const { input, tx, principal, refuse } = ctx
  const { importer, scope } = enter(ctx, input.sheet)
  const { sheet } = importer
  const missing = missingGiven(sheet, input.given)
  if (missing.length) ctx.invalid(missing.map((m) => ({ path: `given.${m.field}`, message: m.message })))
  const given = Object.fromEntries(sheet.given.map((name) => [name, input.given[name] as string]))
  const file = await uploadOf(tx, principal, input.fileId)
  if (!file) return refuse('not-found')
  const most = maxBytes[sheet.source ?? 'sheet']
  if (file.size > most) refuse('too-large', { megabytes: most / 1024 ** 2 })
  const live = await liveImports(tx, principal)
  if (live >= importsAtOnce) refuse('busy', { n: live })
  await importer.open?.(ctx, scope, given)
  const { id } = await addImport(tx, principal, { sheet: input.sheet, given, fileId: input.fileId, fileName: file.name })
  await ctx.later(checkJob, { id, principal }, { key: id })
  await ctx.trail({ entity: input.sheet, id, changes: { file: file.name } })
  return { importId: id }
})
