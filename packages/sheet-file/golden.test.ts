import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { flat, line, openHere } from './collect.ts'
import { readTable } from './read-table.ts'

function golden(name: string): string {
  return fileURLToPath(new URL(`golden/${name}`, import.meta.url))
}

const workbook = [
  '1 A1:G1: text 2026年考生信息采集表',
  '2: text 手机号* | text 姓 名＊ | text 身份证号 * | text 出生日期 | text 报名时间 | text 辅导员 | text 成绩',
  '3: text 013800000000 | text 王小八 | text 370682199901096532 | date 1999-01-09 | date 2026-03-05 08:30 | text =李老师 | number 85.5',
  '4: number 13800000001 | text 𠮷野㛃 | number 370682199901097000 | text 1999.1.9 |  | text 第一行\n第二行 <&> | formula =40+45',
  '5 hidden: text 13800000002 | text 张隐',
  '7 A7:A8: text 13800000003 | text 赵合 |  |  |  |  | formula =A1/0',
  '8 A7:A8:  | text 钱并 |  |  |  |  | boolean TRUE',
]

test.each(['xlsx', 'xls'])('a workbook saved by LibreOffice as %s is read cell by cell', async (format) => {
  for (const source of [golden(`roster.${format}`), await readFile(golden(`roster.${format}`))]) {
    const sheet = await openHere(source)
    expect(sheet).toMatchObject({ format, sheetName: '考生信息', hiddenColumns: [5] })
    expect((await flat(sheet.batches)).map(line)).toEqual(workbook)
  }
})

test.each(['utf8', 'gb18030', 'utf16'])('a text file saved by LibreOffice in %s is read', async (encoding) => {
  const sheet = await openHere(golden(`roster-${encoding}.csv`), { fileName: '考生.CSV' })
  expect(sheet).toMatchObject({ format: 'csv', sheetName: '' })
  expect((await flat(sheet.batches)).map(line)).toEqual([
    '1: text 2026年考生信息采集表',
    '2: text 手机号* | text 姓 名＊ | text 身份证号 * | text 出生日期 | text 报名时间 | text 辅导员 | text 成绩',
    '3: text 013800000000 | text 王小八 | text 370682199901096532 | text 01/09/1999 | text 2026-03-05 08:30:00 | formula =李老师 | text 85.5',
    '4: text 13800000001 | text 𠮷野㛃 | number 3.70682199901097E+017 | text 1999.1.9 |  | text 第一行\n第二行 <&> | text 85',
    '5: text 13800000002 | text 张隐',
    '7: text 13800000003 | text 赵合 |  |  |  |  | text #VALUE!',
    '8:  | text 钱并 |  |  |  |  | text TRUE',
  ])
})

test('P-0-06 the header of the saved workbook is found below its title row', async () => {
  const wanted = ['姓名', '身份证号', '手机号', '出生日期', '报名时间', '成绩'].map((title) => ({
    title,
    required: true,
  }))
  const table = await readTable(await openHere(golden('roster.xlsx')), wanted)
  expect(table.header).toMatchObject({ rowNumber: 2, missing: [], unknown: ['辅导员'] })
  const rows = await flat(table.batches)
  expect(rows.map((row) => row.rowNumber)).toEqual([3, 4, 5, 7, 8])
  expect(rows[0]?.cells[table.header.columns.get('身份证号') ?? -1]).toEqual({
    kind: 'text',
    text: '370682199901096532',
    column: 2,
    address: 'C3',
  })
})

test('another sheet can be named, also a hidden one', async () => {
  const sheet = await openHere(golden('roster.xls'), { sheet: '填写说明' })
  expect((await flat(sheet.batches)).map(line)).toEqual(['1: text 带 * 的列必填'])
  const hidden = await openHere(golden('roster.xlsx'), { sheet: '旧数据' })
  expect((await flat(hidden.batches)).map(line)).toEqual(['1: text 不应读到'])
  for (const format of ['xls', 'xlsx']) {
    await expect(openHere(golden(`roster.${format}`), { sheet: '无' })).rejects.toMatchObject({
      code: 'no-such-sheet',
      message: '文件中没有名为“无”的工作表',
    })
  }
})

test('a workbook locked by LibreOffice is refused in words', async () => {
  await expect(openHere(golden('locked.xls'))).rejects.toMatchObject({
    code: 'encrypted',
    message: '文件已加密，请去掉密码后再上传',
  })
})

test('what we wrote comes back from LibreOffice unchanged', async () => {
  // Written with: 身份证号* as text, 性别 and 就读专业 with lists, notes at the first two titles, 说明 wrapped.
  const sheet = await openHere(golden('written.xlsx'))
  expect((await flat(sheet.batches)).map(line)).toEqual([
    '1: text 姓名* | text 身份证号* | text 性别 | text 就读专业 | text 成绩',
    '2: text 王小八 | text 370682199901096532 | text 男 | text 专业名称3 | number 85.5',
    '3: text =1+1 | text 007 | text 女 |  | text 缺考',
    '4: text 𠮷野㛃\n二 | text +86 |  |  | number 0',
  ])
  const guide = await openHere(golden('written.xlsx'), { sheet: '填写说明' })
  expect((await flat(guide.batches)).map((row) => row.cells[0]?.text)).toEqual(['列', '姓名'])
  const options = await openHere(golden('written.xlsx'), { sheet: '下拉选项' })
  expect((await flat(options.batches)).length).toBe(80)
})
