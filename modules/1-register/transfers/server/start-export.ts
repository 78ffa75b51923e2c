import { commonRefusals, refusalOf } from '#kit/pure/refusal.ts'
import type { Who } from '#kit/pure/who.ts'
import type { Ctx } from '#kit/server/context.ts'
import { handle, scopeFor } from '#kit/server/handle.ts'
import { addExport, liveExports } from '#kit/server/sheets/index.ts'
import type { z } from 'zod'
import { exportsAtOnce } from '../model.ts'
import { startExport, startPrint } from '../operations.ts'
import { exportJob } from './jobs.ts'
import { exportOf, printOf } from './make-export.ts'
import { readInput } from './started.ts'

interface Wanted {
  readonly kind: 'export' | 'print'
  readonly code: string
  readonly title: string
  readonly who: Who
  readonly schema: z.ZodType | undefined
  readonly input: unknown
}

async function start(ctx: Ctx<unknown, 'too-many-exports'>, wanted: Wanted): Promise<{ exportId: string }> {
  const { tx, house, principal } = ctx
  scopeFor(principal, wanted)
  const input = readInput(wanted.schema, wanted.input)
  const live = await liveExports(tx, principal)
  if (live >= exportsAtOnce) ctx.refuse('too-many-exports', { n: live })
  const { kind, code, title } = wanted
  const { id } = await addExport(tx, principal, { kind, code, title, input: house.secrets.seal(JSON.stringify(input ?? null)) })
  await ctx.later(exportJob, { id, principal }, { key: id })
  await ctx.trail({ entity: code, id })
  return { exportId: id }
}
const notFound = () => refusalOf('not-found', commonRefusals['not-found'])

/** 批量导出 (P-0-05): whoever may read the list may export it; the query is the list's present question. */
export const startExportHandler = handle(startExport, (ctx) => {
  const e = exportOf(ctx.house, ctx.input.export)
  if (!e) throw notFound()
  return start(ctx, { kind: 'export', code: ctx.input.export, title: e.sheet.title, who: e.sheet.who, schema: e.input, input: ctx.input.query })
})
export const startPrintHandler = handle(startPrint, (ctx) => {
  const p = printOf(ctx.house, ctx.input.print)
  if (!p) throw notFound()
  return start(ctx, { kind: 'print', code: ctx.input.print, title: p.title, who: p.who, schema: p.input, input: ctx.input.input })
})
