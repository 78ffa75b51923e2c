import { expect, test } from 'vitest'
import { cellsOf, pastedFile } from './paste.ts'

test('cells of a copied range, with breaks, tabs and quotes inside a cell', () => {
  expect(cellsOf('姓名\t备注\r\n李瑶\t"两行\n""引号""\t制表"\r\n')).toEqual([
    ['姓名', '备注'],
    ['李瑶', '两行\n"引号"\t制表'],
  ])
})

test('a quote in the middle of a cell is only a quote', () => {
  expect(cellsOf('5"屏\tb')).toEqual([['5"屏', 'b']])
})

test('P-0-06 pasted rows become a file in which every cell is text, long numbers too', async () => {
  const file = pastedFile('姓名\t证件号\n李"瑶\t320581200602304487')
  expect(file?.name).toMatch(/\.csv$/)
  const bytes = new Uint8Array((await file?.arrayBuffer()) as ArrayBuffer)
  expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf])
  expect(new TextDecoder().decode(bytes)).toBe('"姓名","证件号"\r\n"李""瑶","320581200602304487"')
})

test('titles alone, or nothing, are no file', () => {
  expect(pastedFile('姓名\t证件号\n')).toBeNull()
  expect(pastedFile('')).toBeNull()
})
