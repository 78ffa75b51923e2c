import { expect, test } from 'vitest'
import type { Column } from '../../pure/sheet.ts'
import { dayOf, judge as judgeCell, seen, type Bad, type ReadCell } from './cells.ts'

const judge = (column: Column, c?: ReadCell): { value: string; fault?: Bad['fault'] } => {
  const judged = judgeCell(column, c)
  return typeof judged === 'string' ? { value: judged } : judged
}

const idNo: Column = { title: '证件号码', field: 'idNo', required: true, example: '370682199901096532' }
const cell = (kind: ReadCell['kind'], text: string): ReadCell => ({ kind, text })
const whyOf = (column: Column, c?: ReadCell) => judge(column, c).fault?.why

test('P-0-06 a number-typed cell of a text column is refused with the column’s title, never rounded', () => {
  expect(judge(idNo, cell('number', '370682199901096000')).fault).toEqual({ why: '请将证件号码列设置为文本格式' })
})

test('P-0-06 digits that Excel cannot have rounded are offered as a suggestion, one digit more is not', () => {
  expect(judge(idNo, cell('number', '138000000001234')).fault?.suggestion).toBe('138000000001234')
  expect(judge(idNo, cell('number', '1380000000012340')).fault?.suggestion).toBeUndefined()
  expect(judge(idNo, cell('number', '1.5')).fault?.suggestion).toBeUndefined()
  const strict: Column = { ...idNo, read: (t) => (t.length === 18 ? { ok: true, value: t } : { ok: false, why: '证件号码格式不正确' }) }
  expect(judge(strict, cell('number', '1380000')).fault).toEqual({ why: '请将证件号码列设置为文本格式' })
})

test('P-0-06 formulas, errors, booleans and dates are no text', () => {
  expect(whyOf(idNo, cell('formula', '=A1&B1'))).toBe('证件号码是公式，请复制后选择性粘贴为数值')
  expect(whyOf(idNo, cell('error', '#N/A'))).toBe('证件号码的内容是Excel错误值#N/A，请更正')
  expect(whyOf(idNo, cell('boolean', 'TRUE'))).toBe('请将证件号码列设置为文本格式')
  expect(whyOf(idNo, cell('date', '2020-12-20'))).toBe('请将证件号码列设置为文本格式')
})

test('P-0-11 an empty required cell says 请输入XX, or 请选择XX where there is a list; blanks of every width are empty', () => {
  expect(whyOf(idNo, undefined)).toBe('请输入证件号码')
  expect(whyOf(idNo, cell('text', ' 　 '))).toBe('请输入证件号码')
  expect(whyOf({ ...idNo, title: '性别', list: ['男', '女'] }, cell('empty', ''))).toBe('请选择性别')
  expect(judge({ ...idNo, required: false }, undefined)).toEqual({ value: '' })
})

test('a text is trimmed and freed of what nobody can see, names of four bytes stay whole', () => {
  expect(judge(idNo, cell('text', '　3706 '))).toEqual({ value: '3706' })
  expect(seen('王\u200b小\n八\u0000')).toBe('王小 八')
  expect(seen('𠮷田')).toBe('𠮷田')
  expect(seen('a\ud800b')).toBe('a\ufffdb')
})

test('a value outside the list is refused and the only near one is suggested', () => {
  const level: Column = { title: '专业层次', field: 'level', example: '高职专科', list: ['中职', '高职专科', '本科'] }
  expect(judge(level, cell('text', '高职')).fault).toEqual({
    why: '专业层次“高职”不在可选范围内，应为中职、高职专科、本科',
    suggestion: '高职专科',
  })
  expect(judge(level, cell('text', '职')).fault?.suggestion).toBeUndefined()
  expect(judge(level, cell('text', '本科'))).toEqual({ value: '本科' })
})

test('the column’s own reading repairs before the list is asked', () => {
  const type: Column = { title: '证件类型', field: 't', example: '身份证', list: ['身份证'], read: () => ({ ok: true, value: '身份证' }) }
  expect(judge(type, cell('text', '居民身份证'))).toEqual({ value: '身份证' })
})

test('whole numbers, decimals and loose text take numbers and their texts, nothing else', () => {
  const seats: Column = { title: '考位数', field: 'n', example: '30', kind: 'integer' }
  expect(judge(seats, cell('number', '30'))).toEqual({ value: '30' })
  expect(judge(seats, cell('text', '30'))).toEqual({ value: '30' })
  expect(whyOf(seats, cell('number', '30.5'))).toBe('考位数应为整数')
  expect(whyOf(seats, cell('text', '三十'))).toBe('考位数应为整数')
  expect(whyOf({ ...seats, kind: 'decimal' }, cell('number', '85.5'))).toBeUndefined()
  expect(whyOf({ ...seats, kind: 'decimal' }, cell('text', '85.'))).toBe('考位数应为数字')
  expect(judge({ ...seats, kind: 'loose' }, cell('number', '2020'))).toEqual({ value: '2020' })
})

test('dates are taken as people write them and refused when there is no such day', () => {
  const day: Column = { title: '考试日期', field: 'd', example: '2020-12-20', kind: 'date' }
  for (const text of ['2020-12-20', '2020/12/20', '2020.12.20', '2020年12月20日', '20201220', '2020-12-20 00:00'])
    expect(judge(day, cell('text', text))).toEqual({ value: '2020-12-20' })
  expect(judge(day, cell('date', '2020-2-3'))).toEqual({ value: '2020-02-03' })
  expect(dayOf('2021-02-29')).toBeNull()
  expect(dayOf('2020-12-20 13:30')).toBeNull()
  expect(whyOf(day, cell('text', '12月'))).toBe('考试日期格式不正确，应为日期，例如2020-12-20')
  expect(judge(day, cell('number', '20201220')).fault).toEqual({ why: '请将考试日期列设置为日期或文本格式', suggestion: '2020-12-20' })
})

test('500 characters are taken, 501 are refused', () => {
  expect(judge(idNo, cell('text', '文'.repeat(500))).fault).toBeUndefined()
  expect(whyOf(idNo, cell('text', '文'.repeat(501)))).toBe('证件号码不能超过500字')
})
