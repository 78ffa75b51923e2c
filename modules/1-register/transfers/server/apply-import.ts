import { handle } from '#kit/server/handle.ts'
import { liveImports, moveImport } from '#kit/server/sheets/index.ts'
import { importsAtOnce } from '../model.ts'
import { applyImport, discardImport } from '../operations.ts'
import { applyJob } from './jobs.ts'
import { started } from './started.ts'

export const applyImportHandler = handle(applyImport, async (ctx) => {
  const { input, tx, principal, refuse } = ctx
  const { record, importer, scope } = await started(ctx, input.importId, { lock: true })
  if (record.state !== 'checked') refuse('state-changed')
  const live = await liveImports(tx, principal)
  if (live >= importsAtOnce) refuse('busy', { n: live })
  await importer.open?.(ctx, scope, record.given)
  await moveImport(tx, record.id, 'checked', 'applying')
  await ctx.later(applyJob, { id: record.id, principal }, { key: record.id })
  await ctx.trail({ entity: record.sheet, id: record.id, from: 'checked', to: 'applying', changes: { good: record.good, bad: record.bad } })
  return { importId: record.id }
})

export const discardImportHandler = handle(discardImport, async (ctx) => {
  const { record } = await started(ctx, ctx.input.importId, { lock: true })
  if (!(await moveImport(ctx.tx, record.id, 'checked', 'discarded'))) ctx.refuse('state-changed')
  await ctx.trail({ entity: record.sheet, id: record.id, from: 'checked', to: 'discarded' })
  return { importId: record.id }
})
