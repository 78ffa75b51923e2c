import { fileURLToPath } from 'node:url'
import { typstPrinter, type TypstPrinter } from '#packages/typst/index.ts'

// One printer per program: its child process stays warm between papers.
let printer: TypstPrinter | null = null
const thePrinter = (): TypstPrinter =>
  (printer ??= typstPrinter({ templatesDir: fileURLToPath(new URL('print', import.meta.url)), limitMs: 180_000 }))

/** Sets a template of this module. @throws PrintFailure */
export const print = (template: string, data: unknown, options: { time: Date; images?: Record<string, Uint8Array> }): Promise<Buffer> =>
  thePrinter().print(template, data, options)
/** Ends the child process; the next paper starts another. */
export async function closePrinter(): Promise<void> {
  const open = printer
  printer = null
  await open?.close()
}
