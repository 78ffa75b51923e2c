import { expect, test } from 'vitest'
import { collect, line } from './collect.ts'
import { forgeXlsx } from './forged-xlsx.ts'
import type { ForgedBook } from './forged-xlsx.ts'
import { readPackedSheet } from './read-sheet.ts'

async function lines(book: ForgedBook): Promise<string[]> {
  return (await collect(forgeXlsx(book))).map(line)
}

async function cells(xml: string, rest: Partial<ForgedBook> = {}): Promise<string[]> {
  const [row] = await collect(forgeXlsx({ sheets: [{ xml: `<row r="1">${xml}</row>` }], ...rest }))
  return (row?.cells ?? []).map(({ kind, text }) => `${kind} ${text}`.trim())
}

test('every kind of cell is told apart', async () => {
  const xml = [
    '<c r="A1" t="inlineStr"><is><t>一</t></is></c>',
    '<c r="B1" t="inlineStr"><is><r><rPr><b/></rPr><t>粗</t></r><r><t xml:space="preserve"> 细</t></r><rPh><t>cū</t></rPh></is></c>',
    '<c r="C1"><v>1.5</v></c>',
    '<c r="D1" t="b"><v>0</v></c>',
    '<c r="E1" t="e"><v>#N/A</v></c>',
    '<c r="F1" t="d"><v>2020-12-20T00:00:00</v></c>',
    '<c r="G1" t="str"><f>A1&amp;"x"</f><v>一x</v></c>',
    '<c r="H1"><f t="shared" si="0"/><v>3</v></c>',
    '<c r="I1" t="str"><v>=1+1</v></c>',
  ]
  expect(await cells(xml.join(''))).toEqual([
    'text 一',
    'text 粗 细',
    'number 1.5',
    'boolean FALSE',
    'error #N/A',
    'date 2020-12-20',
    'formula =A1&"x"',
    'formula =',
    'text =1+1',
  ])
})

test('shared strings: plain, rich, with readings beside them, escaped, out of range', async () => {
  const sharedStrings =
    '<si><t>王小八</t></si><si><r><t>红</t></r><r><t>蓝</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></si>' +
    '<si><t>a_x000D_b &lt;&#20108;&gt;</t></si>'
  const xml = [0, 1, 2, 3, 9].map((at) => `<c t="s"><v>${at}</v></c>`).join('')
  expect(await cells(xml, { sharedStrings })).toEqual(['text 王小八', 'text 红蓝', 'text 東京', 'text a\rb <二>'])
})

test('dates by style, in both calendars; numbers stay numbers', async () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>'
  const xml = '<c s="0"><v>36169</v></c><c s="1"><v>36169</v></c><c s="2"><v>36169.5</v></c><c s="1"><v>-5</v></c>'
  expect(await cells(xml, { styles })).toEqual([
    'number 36169',
    'date 1999-01-09',
    'date 1999-01-09 12:00',
    'number -5',
  ])
  const later = await cells('<c s="1"><v>36169</v></c>', { styles, workbookPr: '<workbookPr date1904="1"/>' })
  expect(later).toEqual(['date 2003-01-10'])
})

test('rows and cells without references, prefixes, single quotes and odd blanks are read', async () => {
  const whole =
    "<x:worksheet xmlns:x='urn:x'><x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t>一</x:t></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row>" +
    "<x:row\n r = '5'><x:c\n\tr='C5' ><x:v>3</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref='C5:C9'/></x:mergeCells></x:worksheet>"
  expect(await lines({ sheets: [{ xml: whole, whole: true }] })).toEqual([
    '1: text 一 | number 2',
    '5 C5:C9:  |  | number 3',
  ])
})

test('rows and cells that hold nothing but a format or blanks are left out', async () => {
  const xml =
    '<row r="1"><c r="A1" s="1"/><c r="B1" t="inlineStr"><is><t> 　</t></is></c></row><row r="2"/>' +
    '<row r="3"><c r="B3"><v>1</v></c><c r="XFD3" s="1"/></row>'
  expect(await lines({ sheets: [{ xml }] })).toEqual(['3:  | number 1'])
})

test('hidden rows, hidden columns and merged ranges are marked', async () => {
  const whole =
    '<worksheet><cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="9"/></cols><sheetData>' +
    '<row r="1" hidden="1"><c><v>1</v></c></row><row r="2" hidden="0"><c><v>2</v></c></row></sheetData>' +
    '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A1:A2"/></mergeCells></worksheet>'
  const book = forgeXlsx({ sheets: [{ xml: whole, whole: true }] })
  expect((await readPackedSheet(book)).hiddenColumns).toEqual([1, 2])
  expect((await collect(book)).map(line)).toEqual(['1 hidden A1:B1 A1:A2: number 1', '2 A1:A2: number 2'])
})

test('the first visible sheet that holds something is read, or the one named', async () => {
  const row = (value: number) => `<row><c><v>${value}</v></c></row>`
  const book = forgeXlsx({
    sheets: [
      { xml: row(1), state: 'hidden' },
      { xml: row(2), state: 'veryHidden' },
      { xml: '<row r="1"/>' },
      { xml: row(4), name: '考生 &amp; 照片' },
      { xml: row(5) },
    ],
  })
  expect((await readPackedSheet(book)).sheetName).toBe('考生 & 照片')
  expect((await collect(book)).map(line)).toEqual(['1: number 4'])
  expect((await collect(book, { sheet: '表1' })).map(line)).toEqual(['1: number 1'])
})

test('many rows come in batches, in order', async () => {
  const xml = Array.from(
    { length: 1700 },
    (_, at) => `<row r="${at + 1}"><c r="A${at + 1}"><v>${at}</v></c></row>`,
  ).join('')
  const sizes: number[] = []
  for await (const batch of (await readPackedSheet(forgeXlsx({ sheets: [{ xml }] }))).batches)
    sizes.push(batch.rowNumbers.length)
  expect(sizes).toEqual([500, 500, 500, 200])
  const rows = await collect(forgeXlsx({ sheets: [{ xml }] }))
  expect(rows.every((row, at) => row.rowNumber === at + 1 && row.cells[0]?.text === String(at))).toBe(true)
})
