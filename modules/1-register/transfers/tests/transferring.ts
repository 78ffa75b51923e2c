import { writeXlsx } from 'hucre/xlsx'
import { buffer } from 'node:stream/consumers'
import type { Principal } from '#kit/pure/who.ts'
import { readSheetInWorker, writeSheet } from '#packages/sheet-file/index.ts'
import type { TestHouse } from '../../../../seeds/test-house.ts'
import { applyImport, importState, startImport } from '../index.ts'

export type Cell = string | number | boolean | null
/** An .xlsx of plain rows, the first being the header. */
export const workbook = ([titles, ...rows]: Cell[][]): Promise<Buffer> =>
  buffer(writeSheet({ sheets: [{ name: 'S', columns: (titles as string[]).map((title) => ({ title })), rows }] }))

/** The same with free cells: formulas, merges. */
export const freeWorkbook = async (rows: Cell[][], more: { formulas?: Record<string, string>; merges?: [number, number, number, number][] } = {}): Promise<Buffer> =>
  Buffer.from(
    await writeXlsx({
      sheets: [
        {
          name: 'S',
          rows,
          cells: new Map(Object.entries(more.formulas ?? {}).map(([at, formula]) => [at, { type: 'formula', formula, formulaResult: 1, value: 1 }])),
          ...(more.merges ? { merges: more.merges.map(([startRow, startCol, endRow, endCol]) => ({ startRow, startCol, endRow, endCol })) } : {}),
        },
      ],
    }),
  )

/** Every filled row of the first sheet as texts. */
export async function textsOf(bytes: Buffer): Promise<string[][]> {
  const sheet = await readSheetInWorker(bytes)
  const found: string[][] = []
  for await (const batch of sheet.batches) for (const r of batch) found.push(r.cells.map((c) => c.text))
  return found
}

export const uploaded = async (t: TestHouse, p: Principal, bytes: Buffer, name = '学员.xlsx', purpose = 'import'): Promise<string> => {
  const file = await t.db((tx) => t.house.files.save(tx, { purpose, name, type: 'application/octet-stream', bytes, owner: p.organisationId, by: p.accountId }))
  return file.id
}

export interface Trying {
  readonly sheet?: string
  readonly given?: Record<string, string>
  readonly name?: string
}
/** Uploads, starts and waits for the check. Gives the import's id. */
export async function checked(t: TestHouse, p: Principal, bytes: Buffer, o: Trying = {}): Promise<string> {
  const fileId = await uploaded(t, p, bytes, o.name)
  const { importId } = await t.as(p, startImport, { sheet: o.sheet ?? 'pupils.importPupils', given: o.given ?? { classId: 'a' }, fileId })
  await t.settle()
  return importId
}
/** The same, then imports and waits. */
export async function imported(t: TestHouse, p: Principal, bytes: Buffer, o: Trying = {}): Promise<string> {
  const importId = await checked(t, p, bytes, o)
  await t.as(p, applyImport, { importId })
  await t.settle()
  return importId
}
export const stateOf = (t: TestHouse, p: Principal, importId: string) => t.as(p, importState, { importId })
