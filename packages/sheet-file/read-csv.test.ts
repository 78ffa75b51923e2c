import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { collect, line } from './collect.ts'
import { separatorOf } from './read-csv.ts'

async function lines(text: string | Buffer): Promise<string[]> {
  return (await collect(Buffer.from(text as string), { fileName: '考生.csv' })).map(line)
}

const table = '姓名,手机号\r\n王小八,013800000000\r\n'
const read = ['1: text 姓名 | text 手机号', '2: text 王小八 | text 013800000000']

test('UTF-8 and UTF-16 with and without mark, and GB18030 with rare characters', async () => {
  const encodings = ['utf8', 'utf-16le', 'utf-16be', 'gb18030']
  for (const encoding of encodings) expect(await lines(iconv.encode(table, encoding))).toEqual(read)
  for (const encoding of encodings.slice(0, 3)) {
    expect(await lines(iconv.encode(table, encoding, { addBOM: true }))).toEqual(read)
  }
  expect(await lines(iconv.encode('𠮷野㛃,𬭎', 'gb18030'))).toEqual(['1: text 𠮷野㛃 | text 𬭎'])
})

test('comma, tab and semicolon are told by what occurs outside of quotes', async () => {
  for (const separator of [',', '\t', ';']) expect(await lines(table.replaceAll(',', separator))).toEqual(read)
  expect(separatorOf('"a,b,c,d";"e,f"\n1;2')).toBe(';')
  expect(separatorOf('姓名\n王')).toBe(',')
})

test('quotes, doubled quotes, line breaks inside, and rows of any length', async () => {
  expect(await lines('a,"b ""x"" c","第一行\n第二行"\n\nd\r\ne,5" x,\n')).toEqual([
    '1: text a | text b "x" c | text 第一行\n第二行',
    '3: text d',
    '4: text e | text 5" x',
  ])
})

test('numbers stay text, lost digits are numbers, formulas are told, ="…" is unwrapped', async () => {
  expect(await lines('007,3.70682E+17,=1+1,"=""0123""",+86,-5,1e5x')).toEqual([
    '1: text 007 | number 3.70682E+17 | formula =1+1 | text 0123 | text +86 | text -5 | text 1e5x',
  ])
})

test('a quote that never closes names the row', async () => {
  await expect(lines('a,b\nc,"d\ne,f\n')).rejects.toMatchObject({
    code: 'damaged',
    message: '第 2 行起的引号没有成对，请检查后再上传',
  })
})
