import { parentPort, workerData } from 'node:worker_threads'
import type { RowBatch } from './batch.ts'
import { readPackedSheet } from './read-sheet.ts'
import type { PackedSheet, ReadOptions } from './read-sheet.ts'
import { SheetRefused } from './refused.ts'
import type { SheetRefusal } from './refused.ts'

/** What the worker is started with. Bytes arrive as a plain Uint8Array. */
export interface WorkerTask {
  source: string | Uint8Array
  options: ReadOptions
}

/** What the worker answers to each `next`: first the sheet, then its batches. `elapsed` is in milliseconds. */
export type WorkerAnswer =
  | { kind: 'sheet'; elapsed: number; sheet: Omit<PackedSheet, 'batches'> }
  | { kind: 'batch'; elapsed: number; batch: RowBatch }
  | { kind: 'end'; elapsed: number }
  | { kind: 'refused'; code: SheetRefusal; message: string }
  | { kind: 'fault'; fault: unknown }

const port = parentPort
if (!port) throw new Error('the sheet reader’s worker was started as a program')

const { source, options } = workerData as WorkerTask
let batches: AsyncIterator<RowBatch> | undefined

async function next(started: number): Promise<WorkerAnswer> {
  const elapsed = () => performance.now() - started
  if (!batches) {
    const bytes = typeof source === 'string' ? source : Buffer.from(source.buffer, source.byteOffset, source.byteLength)
    const { format, sheetName, hiddenColumns, ...sheet } = await readPackedSheet(bytes, options)
    batches = sheet.batches[Symbol.asyncIterator]()
    return { kind: 'sheet', elapsed: elapsed(), sheet: { format, sheetName, hiddenColumns } }
  }
  const result = await batches.next()
  return result.done ? { kind: 'end', elapsed: elapsed() } : { kind: 'batch', elapsed: elapsed(), batch: result.value }
}

port.on('message', () => {
  next(performance.now()).then(
    (answer) => port.postMessage(answer, answer.kind === 'batch' ? [answer.batch.kinds.buffer as ArrayBuffer] : []),
    (fault: unknown) =>
      port.postMessage(
        fault instanceof SheetRefused
          ? { kind: 'refused', code: fault.code, message: fault.message }
          : { kind: 'fault', fault },
      ),
  )
})
