import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { flat } from './collect.ts'
import { forgeXlsx } from './forged-xlsx.ts'
import { readSheetInWorker } from './read-in-worker.ts'
import { readTable } from './read-table.ts'

// Starting a thread takes long while others use the machine.
vi.setConfig({ testTimeout: 60_000 })

function table(rows: number): Buffer {
  const header = '<row r="1"><c t="inlineStr"><is><t>姓名</t></is></c></row>'
  const data = Array.from({ length: rows }, (_, at) => `<row><c t="inlineStr"><is><t>考生${at}</t></is></c></row>`)
  return forgeXlsx({ sheets: [{ xml: header + data.join('') }] })
}

const wanted = [{ title: '姓名', required: true }]

test('a file is read in a thread, from bytes and from disk, to the last row', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sheet-'))
  await writeFile(join(folder, 'a.xlsx'), table(1234))
  for (const source of [table(1234), join(folder, 'a.xlsx')]) {
    const { header, batches } = await readTable(await readSheetInWorker(source), wanted)
    const rows = await flat(batches)
    expect([header.rowNumber, rows.length, rows.at(-1)?.cells[0]?.text]).toEqual([1, 1234, '考生1233'])
  }
  await rm(folder, { recursive: true })
})

test('refusals cross the thread, before and between batches; faults of the file system stay faults', async () => {
  await expect(readSheetInWorker(Buffer.from('x'), { fileName: 'a.txt' })).rejects.toMatchObject({
    name: 'SheetRefused',
    code: 'wrong-type',
  })
  const sheet = await readSheetInWorker(table(2000), { maxRows: 1000 })
  await expect(flat(sheet.batches)).rejects.toMatchObject({ name: 'SheetRefused', code: 'too-many-rows' })
  await expect(readSheetInWorker('/nowhere/a.xlsx')).rejects.toThrow('ENOENT')
})

test('a file that takes too long or too much memory is given up', async () => {
  await expect(readSheetInWorker(table(60_000), { time: 20 })).rejects.toMatchObject({ code: 'too-long' })
  const cells = Array.from({ length: 200_000 }, (_, at) => `<si><t>${at}${'x'.repeat(60)}</t></si>`).join('')
  const heavy = forgeXlsx({ sheets: [{ xml: '<row><c><v>1</v></c></row>' }], sharedStrings: cells })
  await expect(readSheetInWorker(heavy, { memory: 16 })).rejects.toMatchObject({
    code: 'too-long',
    message: '文件过大或过于复杂，读取未能完成，请拆分后再上传',
  })
})

test('a reader that leaves, or never begins, ends the thread', async () => {
  const left = await readSheetInWorker(table(5000))
  for await (const batch of left.batches) if (batch.length > 0) break
  const closed = await readTable(await readSheetInWorker(table(5000)), wanted)
  await closed.close()
  await expect(flat(closed.batches)).rejects.toMatchObject({ code: 'too-long' })
})
