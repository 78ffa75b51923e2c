import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Principal } from '#kit/pure/who.ts'
import { run, sql } from '#kit/server/sql.ts'
import { readSheetInWorker } from '#packages/sheet-file/index.ts'
import { exportState, startExport, startPrint } from '#transfers'
import type { TestHouse } from '../../../../seeds/test-house.ts'

export interface MadeFile {
  readonly name: string
  readonly warning: string | null
  readonly error: string | null
  readonly bytes: Buffer
}
async function finished(t: TestHouse, by: Principal, exportId: string): Promise<MadeFile> {
  await t.settle()
  const state = await t.as(by, exportState, { exportId })
  const stored = state.fileId ? await t.db((tx) => t.house.files.read(tx, state.fileId as string)) : null
  return { name: state.fileName ?? '', warning: state.warning, error: state.error, bytes: stored?.bytes ?? Buffer.alloc(0) }
}
export const printed = async (t: TestHouse, by: Principal, name: string, ids: readonly string[]): Promise<MadeFile> =>
  finished(t, by, (await t.as(by, startPrint, { print: `seating.${name}`, input: { ids } })).exportId)
/** The rows of an export as texts, the header first. */
export async function exported(t: TestHouse, by: Principal, name: string, query: object): Promise<string[][]> {
  const made = await finished(t, by, (await t.as(by, startExport, { export: `seating.${name}`, query })).exportId)
  if (made.error) throw new Error(made.error)
  const found: string[][] = []
  for await (const batch of (await readSheetInWorker(made.bytes, { fileName: made.name })).batches) for (const r of batch) found.push(r.cells.map((c) => c.text))
  return found
}

/** Debian: poppler-utils. Without it what stands on the papers is not read again. */
export const hasReader = spawnSync('pdftotext', ['-v']).error === undefined
export const unread = hasReader ? '' : ' — skipped: pdftotext (poppler-utils) is not installed'
/** What a reader sees of a PDF, page by page, in reading order; poppler's pdftotext is an independent reader. */
export function pagesOf(pdf: Buffer): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'jh-paper-'))
  writeFileSync(join(folder, 'a.pdf'), pdf)
  const text = execFileSync('pdftotext', ['-layout', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' })
  return text.split('\f').slice(0, -1)
}
/** Gives candidates a real photo: the ground is red, as on a 小一寸. */
export async function givePhotos(t: TestHouse, candidateIds: readonly string[]): Promise<void> {
  const bytes = await sharp({ create: { width: 295, height: 413, channels: 3, background: { r: 200, g: 30, b: 30 } } }).jpeg().toBuffer()
  await t.db(async (tx) => {
    const file = await t.house.files.save(tx, { purpose: 'photo', name: 'p.jpg', type: 'image/jpeg', bytes, owner: null })
    await run(tx, sql`update candidates.candidates set photo_file_id = ${file.id} where id = any (${candidateIds as string[]}::uuid[])`)
  })
}
export const takePhotos = (t: TestHouse, candidateIds: readonly string[]): Promise<unknown> =>
  t.db((tx) => run(tx, sql`update candidates.candidates set photo_file_id = null, status = 'no-photo' where id = any (${candidateIds as string[]}::uuid[])`))
