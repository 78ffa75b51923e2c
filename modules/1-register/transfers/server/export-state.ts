import { handle } from '#kit/server/handle.ts'
import { exportOfId, exportsOf, type ExportRecord } from '#kit/server/sheets/index.ts'
import type { ExportView } from '../model.ts'
import { exportState, myExports } from '../operations.ts'

function viewOf(r: ExportRecord, now: string): ExportView {
  const isExpired = r.state === 'done' && (r.fileId === null || (r.expiresAt !== null && r.expiresAt < now))
  return {
    id: r.id,
    kind: r.kind,
    title: r.title,
    at: r.at,
    state: r.state === 'waiting' ? 'running' : r.state,
    rowsDone: r.done,
    rowsTotal: null,
    fileId: isExpired ? null : r.fileId,
    fileName: r.fileName,
    expiresAt: r.expiresAt,
    isExpired,
    warning: r.warning,
    error: r.error,
  }
}

export const exportStateHandler = handle(exportState, async ({ input, tx, principal, now, refuse }) => {
  const record = await exportOfId(tx, principal, input.exportId)
  return record ? viewOf(record, now) : refuse('not-found')
})
export const myExportsHandler = handle(myExports, async ({ tx, principal, now }) => ({
  rows: (await exportsOf(tx, principal, 50)).map((r) => viewOf(r, now)),
}))
