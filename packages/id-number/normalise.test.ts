import { expect, test } from 'vitest'
import { isMobile, normaliseIdNumber, normaliseMobile, normaliseText } from './normalise.ts'

test('P-0-11 blanks around a text go, also full-width, no-break and invisible ones', () => {
  expect(normaliseText(' \u3000\u00a0\ufeff王小八\u200b\t\r\n')).toBe('王小八')
  expect(normaliseText('王\u200d小\u202e八\u0000')).toBe('王小八')
  expect(normaliseText('\u3000')).toBe('')
})

test('full-width digits and letters become plain, everything Chinese stays', () => {
  expect(normaliseText('ＷＡＮＧ　ｘｉａｏ１２３')).toBe('WANG　xiao123')
  expect(normaliseText('（初级），“一、二”：１号')).toBe('（初级），“一、二”：1号')
  expect(normaliseText('Ⅷ级①②㎡')).toBe('Ⅷ级①②㎡')
})

test('rare, extension, compatibility and variant characters of names are never changed', () => {
  // U+F9E4, U+2F800 and U+FA25 are replaced by NFC and NFKC; U+2F00 by NFKC; the last carries a variation selector
  for (const name of [
    '\uF9E4',
    '\u{2F800}',
    '\uFA25',
    '\u2F00',
    '㛃',
    '𬭎',
    '𠮷野',
    '阿依古丽·买买提',
    '葛\u{E0100}',
  ]) {
    expect(normaliseText(name)).toBe(name)
  }
})

test('lines inside a text are kept', () => {
  expect(normaliseText(' 第一行\n第二行 ')).toBe('第一行\n第二行')
})

test('identity numbers lose blanks and dashes and get a capital X', () => {
  expect(normaliseIdNumber(' 110105 1949-1231 ００２x')).toBe('11010519491231002X')
})

test('mobile numbers are read with country code, blanks, dashes and brackets', () => {
  for (const text of [
    '18512340926',
    '+86 185 1234 0926',
    '+8618512340926',
    '＋86-185-1234-0926',
    '0086 18512340926',
    '8618512340926',
    '(+86)185–1234—0926',
    '１８５１２３４０９２６\u200b',
  ]) {
    expect(normaliseMobile(text)).toBe('18512340926')
  }
})

test('what is no mobile number is not made one', () => {
  expect(normaliseMobile('86185')).toBe('86185')
  expect(normaliseMobile('+1 415 555 0100')).toBe('+14155550100')
  for (const text of ['12512340926', '1851234092', '185123409261', '1851234092a', ''])
    expect(isMobile(text)).toBe(false)
  expect(isMobile('18512340926')).toBe(true)
})
