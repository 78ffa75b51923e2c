import { Worker } from 'node:worker_threads'
import { unpack } from './batch.ts'
import type { SheetRow } from './cell.ts'
import type { PackedSheet, ReadOptions } from './read-sheet.ts'
import { SheetRefused, tooLong } from './refused.ts'
import type { WorkerAnswer, WorkerTask } from './worker.ts'

/** Limits of the worker on top of those of the file: heap in MB, and milliseconds of reading in all, waits not counted. */
export interface WorkerLimits {
  memory?: number
  time?: number
}

/**
 * A sheet opened for reading; `batches` gives its filled rows in order, some hundreds at a time, and can be read once.
 * Its thread ends when they have been read or the loop over them is left; call `close` when that may not happen.
 */
export interface OpenedSheet extends Omit<PackedSheet, 'batches'> {
  batches: AsyncIterable<SheetRow[]>
  close(): Promise<void>
}

/** One thread that reads one file: asks it, and holds it to its limits. */
class ReadingThread {
  readonly #worker: Worker
  #timeLeft: number
  #answered: ((answer: WorkerAnswer) => void) | undefined
  #failed: ((fault: unknown) => void) | undefined

  constructor(task: WorkerTask, { memory = 768, time = 120_000 }: WorkerLimits) {
    this.#timeLeft = time
    this.#worker = new Worker(new URL('worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: memory },
      // The worker needs nothing of the outside: a fault in a parser finds no secrets there.
      env: {},
    })
    this.#worker.on('message', (answer: WorkerAnswer) => this.#answered?.(answer))
    this.#worker.on('error', (fault: Error & { code?: string }) =>
      this.#failed?.(fault.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLong(fault) : fault),
    )
    this.#worker.on('exit', () => this.#failed?.(tooLong()))
  }

  async ask(): Promise<WorkerAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<WorkerAnswer>()
    this.#answered = resolve
    this.#failed = reject
    const timer = setTimeout(() => reject(tooLong()), Math.max(1, this.#timeLeft))
    this.#worker.postMessage('next')
    try {
      const answer = await promise
      if (answer.kind === 'refused') throw new SheetRefused(answer.code, answer.message)
      if (answer.kind === 'fault') throw answer.fault
      this.#timeLeft -= answer.elapsed
      return answer
    } finally {
      clearTimeout(timer)
    }
  }

  async stop(): Promise<void> {
    // Its exit rejects the question that is still open, and with it goes the timer.
    await this.#worker.terminate()
  }
}

async function* batchesOf(thread: ReadingThread): AsyncGenerator<SheetRow[]> {
  let pending = thread.ask()
  try {
    for (;;) {
      const answer = await pending
      if (answer.kind !== 'batch') return
      // The thread reads on while the caller works on what it has.
      pending = thread.ask()
      pending.catch(() => undefined)
      yield unpack(answer.batch)
    }
  } finally {
    await thread.stop()
  }
}

/**
 * Opens a spreadsheet (a path or its bytes: .xlsx, .xls or .csv by content) in a thread of its own. Throws SheetRefused,
 * also from the loop over the batches; `too-long` when time or memory is up.
 */
export async function readSheetInWorker(
  source: string | Uint8Array,
  options: ReadOptions & WorkerLimits = {},
): Promise<OpenedSheet> {
  const { memory, time, ...reading } = options
  const thread = new ReadingThread({ source, options: reading }, { ...(memory && { memory }), ...(time && { time }) })
  try {
    const answer = await thread.ask()
    if (answer.kind !== 'sheet') throw new Error(`the sheet reader answered ${answer.kind} to its first question`)
    return { ...answer.sheet, batches: batchesOf(thread), close: () => thread.stop() }
  } catch (fault) {
    await thread.stop()
    throw fault
  }
}
