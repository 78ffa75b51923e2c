import type { RefusalAnswer } from '#kit/pure/refusal.ts'
import { handle } from '#kit/server/handle.ts'
import type { SheetImport } from '#kit/server/import.ts'
import type { ImportRecord } from '#kit/server/sheets/index.ts'
import type { ImportView } from '../model.ts'
import { importProblems, importState } from '../operations.ts'
import { problemPage } from './problems.ts'
import { started } from './started.ts'

export const mayUndo = (importer: SheetImport<string>, r: Pick<ImportRecord, 'state' | 'ok'>): boolean =>
  importer.sheet.undo && importer.undo !== undefined && r.state === 'applied' && r.ok > 0

function viewOf(importer: SheetImport<string>, r: ImportRecord): ImportView {
  const { hiddenRows, ...notes } = r.notes
  const refusal: RefusalAnswer | null = r.refusal ? { code: 'refused', says: r.refusal } : null
  return {
    id: r.id,
    sheet: r.sheet,
    fileName: r.fileName,
    state: r.state,
    refusal,
    rowsTotal: r.total,
    rowsGood: r.good,
    rowsBad: r.bad,
    rowsDone: r.done,
    okCount: r.ok,
    failCount: r.failed,
    unknownColumns: r.unknown,
    notes: [...(hiddenRows ? [`文件中有${hiddenRows}行被隐藏或筛选，也已读取`] : []), ...(importer.say?.(notes) ?? [])],
    mayUndo: mayUndo(importer, r),
  }
}

export const importStateHandler = handle(importState, async (ctx) => {
  const { record, importer } = await started(ctx, ctx.input.importId)
  return viewOf(importer, record)
})
export const importProblemsHandler = handle(importProblems, async (ctx) => {
  const { record } = await started(ctx, ctx.input.importId)
  return problemPage(ctx, record, ctx.input.after)
})
