import { buffer } from 'node:stream/consumers'
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { openArchive } from '#packages/archive/index.ts'
import { collect, line } from './collect.ts'
import { escapeText } from './write-rows.ts'
import type { WrittenValue } from './write-rows.ts'
import { writeSheet } from './write-sheet.ts'
import type { WrittenSheet } from './write-sheet.ts'

const columns = [
  { title: '姓名*', width: 20 },
  { title: '身份证号*', text: true, note: '18 位，末位可为 X' },
  { title: '性别', list: ['男', '女'] },
  { title: '成绩' },
]

async function written(rows: WrittenSheet['rows'], rest: WrittenSheet[] = []): Promise<Buffer> {
  return buffer(writeSheet({ sheets: [{ name: '考生', columns, rows }, ...rest] }))
}

async function part(bytes: Buffer, path: string): Promise<string> {
  const archive = await openArchive(bytes, { keepHidden: true })
  const entry = archive.entries.find((found) => found.path === path)
  return entry ? (await archive.readWhole(entry, 1_000_000)).toString() : ''
}

test('what is written is read back: zeros, 18 digits, numbers, booleans, gaps', async () => {
  const rows: WrittenValue[][] = [
    ['王小八', '370682199901096532', '男', 85.5],
    ['𠮷野㛃', '007', null, '缺考'],
    ['赵', 13800000000, undefined, 0],
    [],
    ['', '1', true, -1e-7],
  ]
  expect((await collect(await written(rows))).map(line)).toEqual([
    '1: text 姓名* | text 身份证号* | text 性别 | text 成绩',
    '2: text 王小八 | text 370682199901096532 | text 男 | number 85.5',
    '3: text 𠮷野㛃 | text 007 |  | text 缺考',
    '4: text 赵 | text 13800000000 |  | number 0',
    '6:  | text 1 | boolean TRUE | number -0.0000001',
  ])
})

test('another reader agrees', async () => {
  const book = await readXlsx(await written([['王小八', '007', '男', 85.5]]))
  expect(book.sheets[0]?.rows).toEqual([
    ['姓名*', '身份证号*', '性别', '成绩'],
    ['王小八', '007', '男', 85.5],
  ])
})

test('nothing that begins like a formula is one, and it keeps the text format in any column', async () => {
  const risky = ['=1+1', '+86', '-5', '@SUM(A1)', '\t=1', "=cmd|' /C calc'!A0"]
  const bytes = await written(risky.map((text) => [text, text, null, text]))
  const rows = (await collect(bytes)).slice(1)
  for (const [at, text] of risky.entries()) {
    expect(rows[at]?.cells.map((cell) => [cell.kind, cell.text])).toEqual([
      ['text', text],
      ['text', text],
      ['empty', ''],
      ['text', text],
    ])
  }
  const sheet = await part(bytes, 'xl/worksheets/sheet1.xml')
  expect(sheet).not.toMatch(/<f>|<f /)
  const textStyle = /<c r="B2" s="(\d+)"/.exec(sheet)?.[1]
  expect(sheet).toContain(`<c r="A2" s="${textStyle}" t="inlineStr">`)
  const styles = [...(await part(bytes, 'xl/styles.xml')).matchAll(/<xf [^>]*numFmtId="(\d+)"/g)].slice(1)
  expect(await part(bytes, 'xl/styles.xml')).toContain(`numFmtId="${styles[Number(textStyle)]?.[1]}" formatCode="@"`)
})

test('characters that XML cannot hold survive, lone halves of pairs and too long texts do not break the file', async () => {
  const texts = ['a\u0001b', '_x0041_', '<&>"\'', ' 空格 ', '第一行\n第二行\r\n', '\ud800x', '长'.repeat(40_000)]
  const rows = (await collect(await written(texts.map((text) => [text])))).slice(1)
  expect(rows.map((row) => row.cells[0]?.text)).toEqual([...texts.slice(0, 5), '\ufffdx', `${'长'.repeat(32_766)}…`])
  expect(escapeText('plain 文字')).toBe('plain 文字')
})

test('the header is frozen, columns are text also where nothing stands yet, widths, notes and lists are there', async () => {
  const bytes = await written([])
  const sheet = await part(bytes, 'xl/worksheets/sheet1.xml')
  expect(sheet).toContain('state="frozen"')
  expect(sheet).toMatch(/<col min="1" max="1" width="20"/)
  expect(sheet).toMatch(/<col style="\d+" min="2"/)
  expect(sheet).toContain('<formula1>"男,女"</formula1>')
  expect(sheet).toContain('sqref="C2:C100001"')
  expect(sheet).not.toContain('<row r="2"')
  expect(await part(bytes, 'xl/comments1.xml')).toContain('18 位，末位可为 X')
})

test('a long list stands in a hidden sheet, and the reader does not take that for data', async () => {
  const majors = Array.from({ length: 80 }, (_, at) => `专业名称${at}`)
  const sheets = [
    {
      name: '模板',
      columns: [
        { title: '专业', list: majors },
        { title: '备注', list: ['甲,乙'] },
      ],
      rows: [],
    },
  ]
  const bytes = await buffer(writeSheet({ sheets }))
  const sheet = await part(bytes, 'xl/worksheets/sheet1.xml')
  expect(sheet).toContain("<formula1>'下拉选项'!$A$1:$A$80</formula1>")
  expect(sheet).toContain("<formula1>'下拉选项'!$B$1:$B$1</formula1>")
  expect((await collect(bytes)).map(line)).toEqual(['1: text 专业 | text 备注'])
  const options = await collect(bytes, { sheet: '下拉选项' })
  expect(options.map((row) => row.cells[0]?.text)).toEqual(majors)
})

test('a second sheet can hold instructions', async () => {
  const guide = {
    name: '填写说明',
    columns: [
      { title: '列', width: 12 },
      { title: '说明', wrap: true },
    ],
    rows: [['姓名', '必填']],
  }
  const bytes = await written([['王']], [guide])
  expect((await collect(bytes, { sheet: '填写说明' })).map(line)).toEqual([
    '1: text 列 | text 说明',
    '2: text 姓名 | text 必填',
  ])
  expect((await collect(bytes))[1]?.cells[0]?.text).toBe('王')
})

test('rows are asked for as the reader takes them, and their fault reaches the reader', async () => {
  let asked = 0
  async function* endless(): AsyncGenerator<WrittenValue[]> {
    for (;;) yield [`考生${asked++}`, `${Math.sin(asked)}`, null, asked]
  }
  const stream = writeSheet({ sheets: [{ name: '考生', columns, rows: endless() }] })
  for await (const chunk of stream as AsyncIterable<Buffer>) if (chunk.length > 0) break
  const atBreak = asked
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(asked).toBe(atBreak)
  async function* failing(): AsyncGenerator<WrittenValue[]> {
    yield ['王']
    throw new Error('source broke')
  }
  await expect(written(failing())).rejects.toThrow('source broke')
  await expect(written([[Number.NaN]])).rejects.toThrow('no number to write in A2')
})
