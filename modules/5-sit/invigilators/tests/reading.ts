import { readSheetInWorker } from '#packages/sheet-file/index.ts'
import type { TestHouse } from '../../../../seeds/test-house.ts'

/** The rows of an exported file as texts, the header first. */
export async function readSheet(t: TestHouse, fileId: string): Promise<string[][]> {
  const stored = await t.db((tx) => t.house.files.read(tx, fileId))
  if (!stored) throw new Error('no file')
  const found: string[][] = []
  for await (const batch of (await readSheetInWorker(stored.bytes)).batches) for (const r of batch) found.push(r.cells.map((c) => c.text))
  return found
}
