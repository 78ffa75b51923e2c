import { realpathSync } from 'node:fs'
import { PrintFailure } from './failure.ts'
import type { PrintJob } from './messages.ts'
import { startPress, type Press } from './press.ts'

export type PrinterOptions = {
  /** Folder of the templates; also the root that a template may read from. */
  templatesDir: string
  /** Child processes that print at the same time; one if absent. Each needs about half a gigabyte at the most. */
  processes?: number
  /** After this many pages a process is replaced, because the compiler keeps memory; also the most that one document may have. */
  maxPages?: number
  /** Milliseconds that one paper may take, without its time in the queue. */
  limitMs?: number
}

export type PrintOptions = {
  /** Time of making that the file states. The same input with the same time gives the same bytes. */
  time: Date
  /** PNG, JPEG or SVG by the names under which the template asks for them: `picture("photo.jpg")`. */
  images?: Record<string, Uint8Array>
}

export type TypstPrinter = {
  /** Sets a template (path inside the folder) with data (anything that JSON can hold) as PDF. Rejects with PrintFailure. */
  print: (template: string, data: unknown, options: PrintOptions) => Promise<Buffer>
  /** Papers that wait or are being printed. */
  waiting: () => number
  /** Process ids of the live child processes, for watching memory. */
  pids: () => number[]
  /** Refuses what still waits, ends the child processes and waits for their end. */
  close: () => Promise<void>
}

type Order = { job: PrintJob; tries: number; done: (pdf: Buffer) => void; failed: (reason: unknown) => void }

/**
 * A printer for the templates of one folder. Papers are set in child processes, in the order in which they were asked
 * for; a process starts when there is work, is replaced after `maxPages`, and if it dies its paper is tried once more.
 */
export function typstPrinter(options: PrinterOptions): TypstPrinter {
  const { processes = 1, maxPages = 500, limitMs = 60_000 } = options
  const templates = realpathSync(options.templatesDir)
  const queue: Order[] = []
  const presses = new Set<Press>()
  const busy = new Set<Press>()
  let isClosed = false

  const freePress = (): Press | undefined => {
    const free = [...presses].find((press) => !busy.has(press))
    if (free || presses.size >= processes) return free
    const press = startPress(templates, limitMs)
    presses.add(press)
    return press
  }

  const retire = async (press: Press) => {
    await press.stop()
    presses.delete(press)
  }

  const serve = async (press: Press, order: Order) => {
    busy.add(press)
    try {
      order.done(await press.print({ ...order.job, maxPages }))
    } catch (reason) {
      const isFirstCrash = reason instanceof PrintFailure && reason.kind === 'crashed' && order.tries === 0
      if (isFirstCrash && !isClosed) queue.unshift({ ...order, tries: 1 })
      else order.failed(isClosed ? closed() : reason)
    }
    if (!press.isAlive() || press.pages() >= maxPages) await retire(press)
    busy.delete(press)
    next()
  }

  const next = () => {
    for (const press of presses) {
      // A press that died while it was idle has lost nobody's paper.
      if (!press.isAlive() && !busy.has(press)) presses.delete(press)
    }
    while (queue.length > 0 && !isClosed) {
      const press = freePress()
      if (!press) return
      void serve(press, queue.shift()!)
    }
  }

  return {
    print: async (template, data, { time, images = {} }) => {
      if (isClosed) throw closed()
      const job = {
        template: insideFolder(template),
        data: JSON.stringify(data ?? null),
        time: seconds(time),
        images: named(images),
      }
      return new Promise<Buffer>((done, failed) => {
        queue.push({ job, tries: 0, done, failed })
        next()
      })
    },
    waiting: () => queue.length + busy.size,
    pids: () => [...presses].filter((press) => press.isAlive()).flatMap((press) => press.pid ?? []),
    close: async () => {
      isClosed = true
      for (const order of queue.splice(0)) order.failed(closed())
      await Promise.all([...presses].map(retire))
    },
  }
}

const closed = () => new PrintFailure('closed', 'the printer is closed')

// Names come from code, not from people; a slip must still not leave the folder or hide a template.
function insideFolder(template: string): string {
  const parts = template.split('/')
  if (!template.endsWith('.typ') || parts.some((part) => part === '' || part === '.' || part === '..')) {
    throw new RangeError(`not a template inside the folder: ${template}`)
  }
  return template
}

function named(images: Record<string, Uint8Array>): Record<string, Uint8Array> {
  for (const name of Object.keys(images)) {
    if (!/^[\w-][\w.-]*$/.test(name)) throw new RangeError(`not a name for an image: ${name}`)
  }
  return images
}

function seconds(time: Date): number {
  const count = Math.floor(time.getTime() / 1000)
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`not a time for a paper: ${String(time)}`)
  return count
}
