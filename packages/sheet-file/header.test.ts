import { expect, test } from 'vitest'
import type { SheetRow } from './cell.ts'
import { findHeader } from './header.ts'

function row(rowNumber: number, ...texts: string[]): SheetRow {
  const cells = texts.map((text, column) => ({ kind: 'text' as const, text, column, address: '' }))
  return { rowNumber, hidden: false, merged: [], cells }
}

const wanted = [{ title: '姓名', required: true }, { title: '身份证号', required: true }, { title: '手机号' }]

test('P-0-06 columns are found by title in any order, below a title row', () => {
  const found = findHeader(
    [row(1, '考生信息采集表'), row(3, '手机号', '备注', '身份证号*', '姓 名'), row(4, '1', '2')],
    wanted,
  )
  expect(found).toEqual({
    rowNumber: 3,
    columns: new Map([
      ['手机号', 0],
      ['身份证号', 2],
      ['姓名', 3],
    ]),
    missing: [],
    unknown: ['备注'],
    repeated: [],
  })
})

test('P-0-06 stars, blanks and full width do not count', () => {
  const found = findHeader([row(1, '＊姓　名\n', ' 身份证号 ＊', 'ＱＱ')], [...wanted, { title: 'qq' }])
  expect([...found.columns]).toEqual([
    ['姓名', 0],
    ['身份证号', 1],
    ['qq', 2],
  ])
})

test('P-0-06 missing required, unknown and repeated titles are named', () => {
  const found = findHeader([row(1, '姓名', '年龄', '姓名', '', '班级')], wanted)
  expect(found).toMatchObject({ missing: ['身份证号'], unknown: ['年龄', '班级'], repeated: ['姓名'] })
  expect(found.columns.get('姓名')).toBe(0)
})

test('the row with most titles wins, the upper one of equals, and only the first ten rows are looked at', () => {
  expect(findHeader([row(1, '姓名'), row(2, '姓名', '手机号'), row(3, '手机号', '姓名')], wanted).rowNumber).toBe(2)
  const late = [...Array.from({ length: 10 }, (_, at) => row(at + 1, '说明')), row(11, '姓名', '身份证号')]
  expect(findHeader(late, wanted)).toEqual({
    rowNumber: 0,
    columns: new Map(),
    missing: ['姓名', '身份证号'],
    unknown: [],
    repeated: [],
  })
  expect(findHeader(late.slice(1), wanted).rowNumber).toBe(11)
})
