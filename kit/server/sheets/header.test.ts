import { expect, test } from 'vitest'
import type { Operation } from '../../pure/operation.ts'
import type { Sheet } from '../../pure/sheet.ts'
import { placesOf, uploadedOf } from './header.ts'

const sheet: Sheet = {
  module: 'x',
  name: 'y',
  title: '导入',
  row: {} as Operation,
  given: [],
  key: [],
  twice: '',
  undo: false,
  columns: [
    { title: '姓名', field: 'name', required: true, example: '王小八' },
    { title: '手机号', field: 'mobile', required: true, also: ['手机号码', '联系电话'], example: '13800000000' },
    { title: '备注', field: 'note', example: '' },
  ],
}
const found = (columns: [string, number][], repeated: string[] = []) => ({ columns: new Map(columns), repeated })

test('P-0-06 columns stand in any order under their title or another known one; unknown ones are named', () => {
  const u = uploadedOf(sheet, ['序号', '联系电话*', '', '姓名'], found([['联系电话', 1], ['姓名', 3]]))
  expect(u).toEqual({
    columns: [
      { title: '序号', field: null },
      { title: '联系电话*', field: 'mobile' },
      { title: '姓名', field: 'name' },
    ],
    at: [0, 1, 3],
    unknown: ['序号'],
  })
  expect(typeof u === 'string' ? [] : placesOf(sheet, u.columns)).toEqual([2, 1, -1])
})

test('P-0-06 a missing required column refuses the file and is named', () => {
  expect(uploadedOf(sheet, ['备注'], found([['备注', 0]]))).toBe('导入模板不正确，请下载最新模板：缺少姓名、手机号列')
})

test('a column that stands twice, by one title or by two, refuses the file', () => {
  expect(uploadedOf(sheet, ['姓名', '姓名', '手机号'], found([['姓名', 0], ['手机号', 2]], ['姓名']))).toBe('表头中“姓名”出现了不止一次，请只保留一列')
  expect(uploadedOf(sheet, ['姓名', '手机号码', '联系电话'], found([['姓名', 0], ['手机号码', 1], ['联系电话', 2]]))).toBe('表头中“手机号”出现了不止一次，请只保留一列')
})

test('P-0-07 失败原因 of a corrected failure file is neither kept nor called unknown', () => {
  const u = uploadedOf(sheet, ['姓名', '手机号', '失败原因'], found([['姓名', 0], ['手机号', 1]]))
  expect(u).toMatchObject({ unknown: [], at: [0, 1] })
})
