import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { PrintFailure } from './failure.ts'
import type { PrintAnswer, PrintRequest } from './messages.ts'

/** One child process that prints one paper at a time. */
export type Press = {
  /** Rejects with PrintFailure: `template`, `too-long`, `timeout`, `crashed`. After the last two the press is dead. */
  print: (request: PrintRequest) => Promise<Buffer>
  /** Pages set by this process so far, those of refused papers too. */
  pages: () => number
  isAlive: () => boolean
  /** The process id; for watching. */
  pid: number | undefined
  /** Ends the process and waits for its end. */
  stop: () => Promise<void>
}

const script = fileURLToPath(new URL('worker.ts', import.meta.url))

/** Starts a press. `limitMs` is the time that one paper may take. */
export function startPress(templates: string, limitMs: number): Press {
  // execArgv: flags of the parent (a debugger, a test runner's loader) are not for the child.
  const child = fork(script, [templates], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  let isAlive = true
  let pages = 0
  void ended.then(() => {
    isAlive = false
  })
  return {
    print: async (request) => {
      const answer = await ask(child, request, ended, limitMs).catch((reason: unknown) => {
        // After a timeout the process is still about to die; nothing may be sent to it any more.
        isAlive = false
        throw reason
      })
      pages += answer.pages
      if (!answer.ok) throw new PrintFailure(answer.kind, answer.message)
      return Buffer.from(answer.pdf.buffer, answer.pdf.byteOffset, answer.pdf.byteLength)
    },
    pages: () => pages,
    isAlive: () => isAlive,
    pid: child.pid,
    stop: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function ask(
  child: ChildProcess,
  request: PrintRequest,
  ended: Promise<void>,
  limitMs: number,
): Promise<PrintAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<PrintAnswer>()
  const timer = setTimeout(() => {
    reject(new PrintFailure('timeout', `${request.template}: no paper after ${limitMs} ms`))
    // The compiler cannot be interrupted, so the process goes with it.
    child.kill('SIGKILL')
  }, limitMs)
  void ended.then(() => reject(new PrintFailure('crashed', `${request.template}: the printing process ended`)))
  child.once('message', resolve)
  child.send(request, (error) => {
    if (error) reject(new PrintFailure('crashed', `${request.template}: ${error.message}`))
  })
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    child.off('message', resolve)
  }
}
