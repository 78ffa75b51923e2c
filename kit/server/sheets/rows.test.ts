import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Operation } from '../../pure/operation.ts'
import type { Sheet } from '../../pure/sheet.ts'
import { secretsFrom } from '../secrets.ts'
import { faultsOf, isGood, markTwice, openRows, readRow, sealRows, type KeptRow } from './rows.ts'

const sheet: Sheet = {
  module: 'x',
  name: 'y',
  title: '导入',
  row: {} as Operation,
  given: [],
  key: ['type', 'no'],
  twice: '与第{row}行重复',
  undo: false,
  columns: [
    { title: '类型', field: 'type', example: '身份证', read: (t) => ({ ok: true, value: t.replace('居民', '') }) },
    { title: '号码', field: 'no', example: '1' },
    { title: '备注', field: 'note', example: '' },
  ],
}
const row = (n: number, ...texts: string[]): KeptRow =>
  readRow(sheet, [0, 1, -1], { row: n, cells: texts.map((text) => ({ kind: text ? ('text' as const) : ('empty' as const), text })), shown: texts })

test('P-0-06 a row whose key stood before names the first row; an empty part of the key is no key; repaired values count', () => {
  const rows = [row(2, '身份证', '1'), row(3, '居民身份证', '1'), row(4, '身份证', ''), row(5, '身份证', ''), row(6, '护照', '1'), row(9, '身份证', '1')]
  markTwice(sheet, new Map(), rows)
  expect(rows.map((r) => r.twice)).toEqual([0, 2, 0, 0, 0, 2])
  expect(faultsOf(sheet, rows[1] as KeptRow)).toEqual([{ field: 'type', why: '与第2行重复' }])
  expect(rows.map(isGood)).toEqual([true, false, true, true, true, false])
})

test('rows come back from their sealed form as they went in, and the form shows nothing of them', async () => {
  const secrets = secretsFrom(new Map([[1, createHash('sha256').update('k').digest()]]))
  const rows = [row(2, '居民身份证', '370682199901096532'), row(3, '', '王小八')]
  rows[1]?.faults.push({ field: 'no', why: '格式不正确', suggestion: '1' })
  const sealed = await sealRows(secrets, [0, 1, -1], rows)
  expect(sealed.includes('370682') || sealed.includes(Buffer.from('王小八'))).toBe(false)
  expect(await openRows(secrets, [0, 1, -1], sealed)).toEqual(rows)
})
