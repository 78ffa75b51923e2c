import { expect, test } from 'vitest'
import { flat, openHere } from './collect.ts'
import { readTable } from './read-table.ts'

const wanted = [{ title: '姓名', required: true }]

function csv(...lines: string[]): Buffer {
  return Buffer.from(lines.join('\n'))
}

test('P-0-06 exactly as many data rows as allowed pass, one more is refused, none is refused', async () => {
  const read = async (rows: number) => {
    const file = csv('考生信息', '姓名', ...Array.from({ length: rows }, (_, at) => `考生${at}`))
    return flat((await readTable(await openHere(file, { maxRows: 600 }), wanted, 600)).batches)
  }
  expect(await read(600)).toHaveLength(600)
  await expect(read(601)).rejects.toMatchObject({ code: 'too-many-rows', message: '一次最多导入600条' })
  await expect(read(0)).rejects.toMatchObject({ code: 'no-rows', message: '导入文件中没有数据' })
})

test('P-0-06 a required column that is missing is reported before any row is read', async () => {
  const table = await readTable(await openHere(csv('手机号', '1')), wanted)
  expect(table.header).toMatchObject({ rowNumber: 0, missing: ['姓名'] })
})

test('rows above the header are left out, empty rows below it too', async () => {
  const table = await readTable(await openHere(csv('说明', '', '姓名', '', '王', '', '李', '')), wanted)
  expect(table.header.rowNumber).toBe(3)
  expect((await flat(table.batches)).map((row) => [row.rowNumber, row.cells[0]?.text])).toEqual([
    [5, '王'],
    [7, '李'],
  ])
})

test('the sheet is closed when the rows were read, when the loop is left, and by hand', async () => {
  let closed = 0
  const open = async () => ({ ...(await openHere(csv('姓名', '王', '李'))), close: async () => void closed++ })
  await flat((await readTable(await open(), wanted)).batches)
  expect(closed).toBe(1)
  for await (const rows of (await readTable(await open(), wanted)).batches) if (rows.length > 0) break
  expect(closed).toBe(2)
  await (await readTable(await open(), wanted)).close()
  expect(closed).toBe(3)
})
