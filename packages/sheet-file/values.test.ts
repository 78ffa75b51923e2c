import { expect, test } from 'vitest'
import { columnLetters, columnOf } from './cell.ts'
import { dateText, decodeEscapes, isDateFormat, isoDateText, numberText } from './values.ts'

test('numbers are plain decimals with the digits that Excel keeps', () => {
  expect(numberText(0.1 + 0.2)).toBe('0.3')
  expect(numberText(85)).toBe('85')
  expect(numberText(-1.5)).toBe('-1.5')
  expect(numberText(Number('370682199901096532'))).toBe('370682199901097000')
  expect(numberText(1.23e25)).toBe('12300000000000000000000000')
  expect(numberText(0.0000001)).toBe('0.0000001')
})

test('days of both calendars, with time only where there is one', () => {
  expect(dateText(36169, false)).toBe('1999-01-09')
  expect(dateText(46086.3541666667, false)).toBe('2026-03-05 08:30')
  expect(dateText(46086 + 1 / 86_400, false)).toBe('2026-03-05 00:00:01')
  expect(dateText(0.5625, false)).toBe('13:30')
  expect(dateText(34707, true)).toBe('1999-01-09')
  expect(dateText(0, true)).toBe('1904-01-01')
  expect(dateText(1, false)).toBe('1900-01-01')
  expect(dateText(59, false)).toBe('1900-02-28')
  expect(dateText(60, false)).toBe('1900-02-29')
  expect(dateText(61, false)).toBe('1900-03-01')
  expect(dateText(2_958_465, false)).toBe('9999-12-31')
  for (const serial of [-1, 2_958_466, Number.NaN]) expect(dateText(serial, false)).toBeUndefined()
})

test('a moment that rounds up to midnight is the next day', () => {
  expect(dateText(36169.999999, false)).toBe('1999-01-10')
})

test('ISO dates take the same form', () => {
  expect(isoDateText('2020-12-20T00:00:00')).toBe('2020-12-20')
  expect(isoDateText('2020-12-20T13:30:05.000Z')).toBe('2020-12-20 13:30:05')
  expect(isoDateText('2020-12-20')).toBe('2020-12-20')
  expect(isoDateText('nonsense')).toBe('nonsense')
})

test('formats that show dates and times are told from those that do not', () => {
  for (const id of [14, 22, 31, 57]) expect(isDateFormat(id, undefined)).toBe(true)
  for (const id of [0, 1, 2, 9, 44, 48, 49, 164]) expect(isDateFormat(id, undefined)).toBe(false)
  for (const code of ['yyyy"年"m"月"d"日"', '[$-804]yyyy\\-mm\\-dd', 'h:mm AM/PM', '[h]:mm', 'mm:ss.0', 'd-mmm']) {
    expect(isDateFormat(164, code)).toBe(true)
  }
  for (const code of [
    'General',
    '@',
    '0.00',
    '#,##0_);[Red]\\(#,##0\\)',
    '0"days"',
    '[Blue]0',
    '0\\d',
    '¥#,##0',
    '0%',
  ]) {
    expect(isDateFormat(164, code)).toBe(false)
  }
})

test('escaped characters are read once', () => {
  expect(decodeEscapes('一_x000D_\n二')).toBe('一\r\n二')
  expect(decodeEscapes('_x005F_x0041_')).toBe('_x0041_')
  expect(decodeEscapes('_x00ZZ_')).toBe('_x00ZZ_')
})

test('letters of columns and back', () => {
  for (const [column, letters] of [
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [16383, 'XFD'],
  ] as const) {
    expect(columnLetters(column)).toBe(letters)
    expect(columnOf(`${letters}12`)).toBe(column)
  }
  expect(columnOf('12')).toBeUndefined()
})
