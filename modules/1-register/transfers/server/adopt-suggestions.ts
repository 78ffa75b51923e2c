import { handle } from '#kit/server/handle.ts'
import { adoptSuggestions } from '../operations.ts'
import { adoptFixes } from './fixes.ts'
import { started } from './started.ts'

export const adoptSuggestionsHandler = handle(adoptSuggestions, async (ctx) => {
  const { input, refuse } = ctx
  const { record, importer } = await started(ctx, input.importId, { lock: true })
  if (record.state !== 'checked') refuse('state-changed')
  const known = input.fixes.filter((f) => importer.sheet.columns.some((c) => c.field === f.field))
  const rows = importer.sheet.source === 'archive' ? 0 : await adoptFixes(ctx, importer, record, known)
  if (rows === 0) refuse('nothing-to-fix')
  await ctx.trail({ entity: record.sheet, id: record.id, changes: { rows: [...new Set(known.map((f) => f.row))].slice(0, 100) } })
  return { rows }
})
