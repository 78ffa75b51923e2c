import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { forgeZip } from '#packages/archive/forged-zip.ts'
import { collect } from './collect.ts'
import { forgeXlsx } from './forged-xlsx.ts'
import type { ReadOptions } from './read-sheet.ts'
import { SheetRefused } from './refused.ts'

const row = '<row r="1"><c r="A1"><v>1</v></c></row>'

async function refusal(source: Buffer | string, options?: ReadOptions): Promise<SheetRefused> {
  const fault = await collect(typeof source === 'string' ? Buffer.from(source) : source, options).then(
    () => new Error('not refused'),
    (error: unknown) => error,
  )
  if (!(fault instanceof SheetRefused)) throw fault
  return fault
}

test('P-0-06 P-0-10 what is no sheet is refused by its content, whatever its name', async () => {
  const wrong = { code: 'wrong-type', message: '请上传Excel文件' }
  expect(await refusal('姓名,身份证号\n王小八,1', { fileName: '考生.txt' })).toMatchObject(wrong)
  expect(await refusal('姓名,身份证号\n王小八,1', { fileName: '考生.xlsx' })).toMatchObject(wrong)
  expect(await refusal(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70]), { fileName: '考生.csv' })).toMatchObject(
    wrong,
  )
  expect(await refusal('%PDF-1.7\n\u0001\u0002', { fileName: '考生.csv' })).toMatchObject(wrong)
  expect(await refusal(forgeZip([{ name: 'a.jpg', content: Buffer.from('x') }]))).toMatchObject(wrong)
  expect(await refusal(forgeZip([{ name: 'word/document.xml', content: Buffer.from('x') }]))).toMatchObject({
    code: 'wrong-type',
    message: '请上传Excel文件：该文件是文档或演示文稿',
  })
  const cfb = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)])
  expect((await refusal(cfb)).code).toBe('damaged')
})

test('pages and XML under the name .xls are explained', async () => {
  const page = await refusal('\uFEFF <html><table><tr><td>1</td></tr></table></html>', { fileName: '考生.xls' })
  expect(page.message).toBe('请上传Excel文件：该文件实际是网页，请用 Excel 打开并另存为 .xlsx 后再上传')
  expect((await refusal('<?xml version="1.0"?><Workbook/>')).message).toContain('另存为 .xlsx')
  for (const name of ['content.xml', 'xl/workbook.bin']) {
    expect((await refusal(forgeZip([{ name, content: Buffer.from('x') }]))).message).toContain('另存为 .xlsx')
  }
})

test('macros, locked files and damaged files are refused in words', async () => {
  const withMacro = forgeXlsx({
    sheets: [{ xml: row }],
    extra: [{ name: 'xl/vbaProject.bin', content: Buffer.from('x') }],
  })
  expect(await refusal(withMacro)).toMatchObject({
    code: 'macro',
    message: '文件含有宏，请另存为不含宏的 .xlsx 后再上传',
  })
  const locked = await writeXlsx({
    sheets: [{ name: '表', rows: [['a']] }],
    encryption: { password: '1', spinCount: 1000 },
  })
  expect(await refusal(Buffer.from(locked))).toMatchObject({ message: '文件已加密，请去掉密码后再上传' })
  const whole = forgeXlsx({ sheets: [{ xml: row }] })
  for (const cut of [whole.subarray(0, whole.length - 30), whole.subarray(0, 100)]) {
    expect(await refusal(cut)).toMatchObject({ code: 'damaged', message: expect.stringContaining('已损坏') })
  }
  for (const xml of ['<worksheet><sheetData><row><c><v>1</v></c>', '<worksheet><sheetData><row r="1"><c r="A']) {
    expect((await refusal(forgeXlsx({ sheets: [{ xml: `${xml}`, whole: true }] }))).code).toMatch(/damaged|no-rows/)
  }
})

test('bombs are refused by the directory, before they are unpacked', async () => {
  const zeros = { name: 'xl/media/a.bin', content: Buffer.alloc(3_000_000) }
  expect((await refusal(forgeXlsx({ sheets: [{ xml: row }], extra: [zeros] }))).code).toBe('unsafe')
  const large = forgeXlsx({
    sheets: [{ xml: row }],
    extra: [{ name: 'a', content: Buffer.from('x'), size: 400_000_000 }],
  })
  expect((await refusal(large)).code).toMatch(/too-large|unsafe/)
  const stored = { name: 'xl/media/b.bin', content: Buffer.alloc(3000, 'a'), method: 0 }
  expect(await refusal(forgeXlsx({ sheets: [{ xml: row }], extra: [stored] }), { totalBytes: 3000 })).toMatchObject({
    code: 'too-large',
    message: expect.stringContaining('展开后超过'),
  })
})

test('one long text that every cell names is refused once it adds up', async () => {
  const cells = '<c t="s"><v>0</v></c>'.repeat(300)
  const book = forgeXlsx({
    sheets: [{ xml: `<row>${cells}</row>` }],
    sharedStrings: `<si><t>${'长'.repeat(5000)}</t></si>`,
  })
  expect((await refusal(book, { totalBytes: 1_000_000 })).code).toBe('too-large')
  expect(await collect(book, { totalBytes: 2_000_000 })).toHaveLength(1)
})

test('entities, document types, paths that lead out and links to other files do no harm', async () => {
  const doctype = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
  expect((await refusal(forgeXlsx({ sheets: [{ xml: row }], prologue: doctype }))).code).toBe('unsafe')
  const sheet = `${doctype}<worksheet><sheetData>${row}</sheetData></worksheet>`
  expect((await refusal(forgeXlsx({ sheets: [{ xml: sheet, whole: true }] }))).code).toBe('unsafe')
  expect((await refusal(forgeXlsx({ sheets: [{ xml: row }], sharedStrings: '<!DOCTYPE a>' }))).code).toBe('unsafe')
  const outside = { name: '../../evil.xml', content: Buffer.from('x') }
  expect((await refusal(forgeXlsx({ sheets: [{ xml: row }], extra: [outside] }))).code).toBe('unsafe')
  const link = { name: 'xl/externalLinks/externalLink1.xml', content: Buffer.from('<externalLink/>') }
  expect(await collect(forgeXlsx({ sheets: [{ xml: row }], extra: [link] }))).toHaveLength(1)
})

test('P-0-06 too many rows, too large a file and an empty one are refused', async () => {
  const rows = (count: number) => `<row><c><v>1</v></c></row>`.repeat(count)
  const options = { maxRows: 5 }
  expect(await refusal(forgeXlsx({ sheets: [{ xml: rows(16) }] }), options)).toMatchObject({
    code: 'too-many-rows',
    message: '一次最多导入5条',
  })
  expect(await collect(forgeXlsx({ sheets: [{ xml: rows(15) }] }), options)).toHaveLength(15)
  expect(await refusal(forgeXlsx({ sheets: [{ xml: row }] }), { maxBytes: 100 })).toMatchObject({ code: 'too-large' })
  for (const empty of [forgeXlsx({ sheets: [{ xml: '' }] }), forgeXlsx({ sheets: [{ xml: row, state: 'hidden' }] })]) {
    expect(await refusal(empty)).toMatchObject({ code: 'no-rows', message: '导入文件中没有数据' })
  }
  expect((await refusal('', { fileName: 'a.csv' })).code).toBe('no-rows')
  expect((await refusal('\n\n ', { fileName: 'a.csv' })).code).toBe('no-rows')
})

test('a cell far to the right, an endless text and thousands of merged cells are refused', async () => {
  const far = '<row r="1"><c r="SG1"><v>1</v></c></row>'
  expect((await refusal(forgeXlsx({ sheets: [{ xml: far }] }))).code).toBe('too-many-columns')
  expect((await refusal(forgeXlsx({ sheets: [{ xml: far.replace('SG1', 'ZZZZZZZZ1') }] }))).code).toBe(
    'too-many-columns',
  )
  expect((await refusal(`${','.repeat(600)}x`, { fileName: 'a.csv' })).code).toBe('too-many-columns')
  const noise = Array.from({ length: 400_000 }, (_, at) => String.fromCharCode(97 + ((at * at) % 26))).join('')
  const long = `<row r="1"><c t="inlineStr"><is><t>${noise}</t></is></c></row>`
  expect((await refusal(forgeXlsx({ sheets: [{ xml: long }] }))).message).toContain(
    '第 1 行有单元格的内容超过 32767 个字符',
  )
  const merges = Array.from({ length: 2001 }, (_, at) => `<mergeCell ref="A${at * 2 + 1}:A${at * 2 + 2}"/>`).join('')
  const whole = `<worksheet><sheetData>${row}</sheetData><mergeCells>${merges}</mergeCells></worksheet>`
  expect((await refusal(forgeXlsx({ sheets: [{ xml: whole, whole: true }] }))).code).toBe('too-many-merges')
})
