import { Refusal } from '#kit/pure/refusal.ts'
import { handle } from '#kit/server/handle.ts'
import { dependsIn, liveImports, moveImport, undoAtOnce, undoNext } from '#kit/server/sheets/index.ts'
import { importsAtOnce } from '../model.ts'
import { undoImport } from '../operations.ts'
import { undoJob } from './jobs.ts'
import { started } from './started.ts'

/** Small imports go back here and now, all or nothing; large ones chunk by chunk in a job that says how far it came. */
export const undoImportHandler = handle(undoImport, async (ctx) => {
  const { input, tx, principal, refuse } = ctx
  const { record, importer } = await started(ctx, input.importId, { lock: true })
  if (!importer.sheet.undo || !importer.undo) refuse('cannot-undo')
  if (record.state !== 'applied') refuse('state-changed')
  if (record.ok === 0) refuse('nothing-to-undo')
  await ctx.trail({ entity: record.sheet, id: record.id, from: 'applied', to: 'undone', changes: { rows: record.ok } })
  if (record.ok > undoAtOnce) {
    const live = await liveImports(tx, principal)
    if (live >= importsAtOnce) refuse('busy', { n: live })
    await moveImport(tx, record.id, 'applied', 'undoing')
    await ctx.later(undoJob, { id: record.id, principal }, { key: record.id })
    return { importId: record.id }
  }
  try {
    while (await undoNext(ctx, record.id));
  } catch (e) {
    if (e instanceof Refusal || !dependsIn(e)) throw e
    refuse('depended-on')
  }
  await moveImport(tx, record.id, 'applied', 'undone')
  return { importId: record.id }
})
