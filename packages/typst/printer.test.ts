import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { typstPrinter, type PrinterOptions, type TypstPrinter } from './index.ts'

// Processes start and end here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'typst-'))
const templatesDir = join(folder, 'templates')
const time = new Date('2026-11-26T08:00:00Z')
const opened: TypstPrinter[] = []

const use = '#import "/print.typ": data, serif, sans, picture\n'
const templates: Record<string, string> = {
  'name.typ': `${use}#data.name *#data.name* #text(font: sans, data.name)`,
  // The same paper with the name as a literal of the language, which only prints it.
  'literal.typ':
    '#let name = "#panic(\\"x\\") *a* $1$ @b // \\\\ <c>"\n#name *#name* #text(font: ("Noto Sans SC", "Noto Serif SC"), name)',
  'parts/pages.typ': `${use}#for i in range(data.pages) { page[第 #(i + 1) 页] }`,
  'picture.typ': `${use}#picture("seal.svg", width: 20pt)`,
  'slow.typ': `${use}#let x = 0\n#for i in range(data.rounds) { for j in range(10000) { x = calc.rem(x + j, 7) } }\n#x`,
  'outside.typ': '#read("../secret.txt")',
  'font.typ': '#set text(font: "No Such Font")\nabc',
}

beforeAll(() => {
  const write = (path: string, text: string) => writeFileSync(join(templatesDir, path), text)
  mkdirSync(join(templatesDir, 'parts'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  for (const [path, text] of Object.entries(templates)) write(path, text)
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (printer) => printer.close()))
})
afterAll(() => rmSync(folder, { recursive: true }))

function open(options: Partial<PrinterOptions> = {}): TypstPrinter {
  const printer = typstPrinter({ templatesDir, limitMs: 20_000, ...options })
  opened.push(printer)
  return printer
}

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 10_000
  while (!condition()) {
    if (Date.now() > end) throw new Error('waited in vain')
    await pause(5)
  }
}

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const seal = (colour: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path fill="${colour}" d="M0 0h9v9z"/></svg>`,
  )

test('a paper becomes a PDF that states the given time, and the same input gives the same bytes', async () => {
  const printer = open()
  const first = await printer.print('name.typ', { name: '张三' }, { time })
  expect(first.toString('latin1', 0, 8)).toBe('%PDF-1.7')
  expect(first.includes('/CreationDate (D:20261126080000Z)')).toBe(true)
  expect(first.includes('/MarkInfo')).toBe(false)
  expect((await printer.print('name.typ', { name: '张三' }, { time })).equals(first)).toBe(true)
  expect((await printer.print('name.typ', { name: '张四' }, { time })).equals(first)).toBe(false)
  expect((await printer.print('name.typ', { name: '张三' }, { time: new Date(0) })).equals(first)).toBe(false)
})

test('commands and markup in a name are printed as text', async () => {
  const printer = open()
  const printed = await printer.print('name.typ', { name: '#panic("x") *a* $1$ @b // \\ <c>' }, { time })
  expect(printed.equals(await printer.print('literal.typ', {}, { time }))).toBe(true)
})

test('rare characters are embedded from the serif face, or from the sans face where that lacks them', async () => {
  const printer = open()
  const fonts = (pdf: Buffer) => [...new Set(pdf.toString('latin1').match(/Noto\w+-\w+/g))].toSorted()
  const serif = await printer.print('parts/pages.typ', { pages: 1 }, { time })
  expect(fonts(serif)).toEqual(['NotoSerifSC-Regular'])
  const rare = await printer.print('name.typ', { name: '䶮㛃𠅤𬱖𫖯鿍𬭼𰻝' }, { time })
  expect(fonts(rare)).toEqual(['NotoSansSC-Bold', 'NotoSansSC-Regular', 'NotoSerifSC-Bold', 'NotoSerifSC-Regular'])
})

test('a character without a glyph never brings in a font of the machine', async () => {
  const pdf = await open().print('name.typ', { name: '王😀ﷺ' }, { time })
  const families = [...pdf.toString('latin1').matchAll(/\/BaseFont \/[A-Z]{6}\+(\w+)/g)].map((m) => m[1]!)
  expect(families.length).toBeGreaterThan(0)
  expect(families.filter((family) => !family.startsWith('Noto'))).toEqual([])
})

test('an image is used by its name, a new one under the same name is not confused with it, and none stays behind', async () => {
  const printer = open()
  const red = await printer.print('picture.typ', {}, { time, images: { 'seal.svg': seal('red') } })
  const blue = await printer.print('picture.typ', {}, { time, images: { 'seal.svg': seal('blue') } })
  expect(red.equals(blue)).toBe(false)
  expect((await printer.print('picture.typ', {}, { time, images: { 'seal.svg': seal('red') } })).equals(red)).toBe(true)
  await expect(printer.print('picture.typ', {}, { time })).rejects.toThrow('print.typ:10:35 file not found')
})

test('a fault of the template or of its data is told with file, line and column, and printing goes on', async () => {
  const printer = open()
  const failure = printer.print('name.typ', { nickname: 'x' }, { time })
  await expect(failure).rejects.toMatchObject({ name: 'PrintFailure', kind: 'template' })
  await expect(failure).rejects.toThrow('name.typ:2:7 dictionary does not contain key "name"')
  await expect(printer.print('absent.typ', {}, { time })).rejects.toThrow('file not found')
  await expect(printer.print('font.typ', {}, { time })).rejects.toThrow('unknown font family: no such font')
  await expect(printer.print('name.typ', undefined, { time })).rejects.toMatchObject({ kind: 'template' })
  expect((await printer.print('name.typ', { name: '张三' }, { time })).length).toBeGreaterThan(5_000)
})

test('a template cannot read outside its folder, nor can one be named there', async () => {
  const printer = open()
  await expect(printer.print('outside.typ', {}, { time })).rejects.toMatchObject({ kind: 'template' })
  for (const name of ['../name.typ', '/etc/name.typ', 'parts/../name.typ', 'name.txt', './name.typ']) {
    await expect(printer.print(name, {}, { time })).rejects.toThrow('not a template inside the folder')
  }
  for (const name of ['../seal.svg', '/seal.svg', '.hidden', 'a b.png']) {
    await expect(printer.print('name.typ', {}, { time, images: { [name]: seal('red') } })).rejects.toThrow('not a name')
  }
  await expect(printer.print('name.typ', {}, { time: new Date(Number.NaN) })).rejects.toThrow('not a time')
})

test('a process is replaced after the given number of pages and the next one prints the same bytes', async () => {
  const printer = open({ maxPages: 4 })
  const first = await printer.print('parts/pages.typ', { pages: 2 }, { time })
  const [before] = printer.pids()
  await printer.print('name.typ', { name: 'x' }, { time })
  expect(printer.pids()).toEqual([before])
  await printer.print('name.typ', { name: 'x' }, { time })
  await until(() => !isRunning(before!))
  expect((await printer.print('parts/pages.typ', { pages: 2 }, { time })).equals(first)).toBe(true)
  expect(printer.pids()).not.toContain(before)
})

test('a document of more pages than a process may print is refused, and the process replaced', async () => {
  const printer = open({ maxPages: 3 })
  expect((await printer.print('parts/pages.typ', { pages: 3 }, { time })).length).toBeGreaterThan(1_000)
  const failure = printer.print('parts/pages.typ', { pages: 4 }, { time })
  await expect(failure).rejects.toMatchObject({ kind: 'too-long', message: '4 pages; at most 3 in one document' })
})

test('a killed process is replaced and its paper printed all the same', async () => {
  const printer = open()
  const paper = printer.print('name.typ', { name: '张三' }, { time })
  await until(() => printer.pids().length === 1)
  const [pid] = printer.pids()
  process.kill(pid!, 'SIGKILL')
  expect((await paper).toString('latin1', 0, 5)).toBe('%PDF-')
  expect(printer.pids()).not.toContain(pid)
})

test('a paper whose process dies twice fails, the papers behind it are printed', async () => {
  const printer = open()
  const unlucky = printer.print('slow.typ', { rounds: 100_000 }, { time })
  const next = printer.print('name.typ', { name: '张三' }, { time })
  const outcome = unlucky.catch((reason: unknown) => reason)
  await until(() => printer.pids().length === 1)
  const [first] = printer.pids()
  process.kill(first!, 'SIGKILL')
  await until(() => printer.pids().some((pid) => pid !== first))
  process.kill(
    printer.pids().find((pid) => pid !== first)!,
    'SIGKILL',
  )
  expect(await outcome).toMatchObject({ name: 'PrintFailure', kind: 'crashed' })
  expect((await next).toString('latin1', 0, 5)).toBe('%PDF-')
})

test('a process that dies while idle loses no paper', async () => {
  const printer = open()
  await printer.print('name.typ', { name: 'x' }, { time })
  const [pid] = printer.pids()
  process.kill(pid!, 'SIGKILL')
  await until(() => !isRunning(pid!))
  const paper = printer.print('name.typ', { name: 'x' }, { time })
  // The new paper still has its second try.
  const [next] = printer.pids()
  process.kill(next!, 'SIGKILL')
  expect((await paper).toString('latin1', 0, 5)).toBe('%PDF-')
})

test('a paper that takes too long is given up, and the next one is printed by a new process', async () => {
  const printer = open({ limitMs: 2_500 })
  const slow = printer.print('slow.typ', { rounds: 1_000_000 }, { time })
  const [pid] = printer.pids()
  const next = printer.print('name.typ', { name: '张三' }, { time })
  await expect(slow).rejects.toMatchObject({ kind: 'timeout', message: 'slow.typ: no paper after 2500 ms' })
  await until(() => printer.pids().length === 1 && printer.pids()[0] !== pid)
  // The dying process took nothing from the second try of the next paper.
  process.kill(printer.pids()[0]!, 'SIGKILL')
  expect((await next).toString('latin1', 0, 5)).toBe('%PDF-')
})

test('many papers at once are printed by at most the given number of processes', async () => {
  const printer = open({ processes: 2 })
  const names = Array.from({ length: 12 }, (_, i) => `考生${i}`)
  const papers = Promise.all(names.map(async (name) => printer.print('name.typ', { name }, { time })))
  expect(printer.waiting()).toBe(12)
  await until(() => printer.pids().length === 2)
  const printed = new Set((await papers).map((pdf) => pdf.toString('latin1')))
  expect(printed.size).toBe(12)
  expect(printer.pids()).toHaveLength(2)
  expect(printer.waiting()).toBe(0)
})

test('closing refuses what waits, ends the processes, and nothing is taken after it', async () => {
  const printer = open()
  const data = { rounds: 100_000, name: 'x' }
  const papers = ['slow.typ', 'name.typ'].map(async (template) => printer.print(template, data, { time }))
  const outcomes = Promise.allSettled(papers)
  await until(() => printer.pids().length === 1)
  const [pid] = printer.pids()
  await printer.close()
  const closed = { status: 'rejected', reason: { name: 'PrintFailure', kind: 'closed' } }
  expect(await outcomes).toMatchObject([closed, closed])
  expect(isRunning(pid!)).toBe(false)
  await expect(printer.print('name.typ', data, { time })).rejects.toMatchObject({ kind: 'closed' })
})

test('when the program dies its printing process does not outlive it', async () => {
  const script = `
    import { typstPrinter } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)}
    const printer = typstPrinter({ templatesDir: ${JSON.stringify(templatesDir)} })
    await printer.print('name.typ', { name: 'x' }, { time: new Date(0) })
    console.log(printer.pids()[0])`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(parent.stdout, 'data')
  const pid = Number(String(line))
  expect(isRunning(pid)).toBe(true)
  parent.kill('SIGKILL')
  await until(() => !isRunning(pid))
})
