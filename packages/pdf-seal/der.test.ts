import { expect, test } from 'vitest'
import { children, integer, octets, oid, read, sequence, setOf, TAG, element } from './der.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

test.each([
  [0, '02 01 00'],
  [127, '02 01 7f'],
  [128, '02 02 00 80'],
  [65_537, '02 03 01 00 01'],
])('the integer %i is written in its shortest form and never negative', (value, expected) => {
  expect(integer(value).equals(hex(expected))).toBe(true)
})

test('an integer from bytes loses leading zeros', () => {
  expect(integer(hex('00 00 ff')).equals(hex('02 02 00 ff'))).toBe(true)
  expect(integer(hex('00')).equals(hex('02 01 00'))).toBe(true)
})

test('object identifiers are written as the standard shows them', () => {
  expect(oid('1.2.840.113549.1.7.2').equals(hex('06 09 2a 86 48 86 f7 0d 01 07 02'))).toBe(true)
  expect(oid('2.16.840.1.101.3.4.2.1').equals(hex('06 09 60 86 48 01 65 03 04 02 01'))).toBe(true)
})

test.each([0, 1, 127, 128, 255, 256, 65_535, 65_536])('content of %i bytes is read back', (length) => {
  const bytes = octets(Buffer.alloc(length, 7))
  expect(read(bytes)).toMatchObject({ tag: TAG.octets, content: Buffer.alloc(length, 7) })
  expect(children(read(sequence(bytes, bytes))).map((child) => child.whole.equals(bytes))).toEqual([true, true])
})

test('the elements of a set stand in the order of their bytes', () => {
  const [a, b, c] = [octets(hex('02')), octets(hex('01 01')), integer(9)]
  expect(setOf([a, b, c]).equals(setOf([c, a, b]))).toBe(true)
  expect(children(read(setOf([a, b, c]))).map((child) => child.whole)).toEqual([c, a, b])
})

test.each([
  ['nothing', ''],
  ['only a tag', '30'],
  ['an endless length', '30 80 00 00'],
  ['a length that is not the shortest', '04 81 01 00'],
  ['a length with a leading zero', '04 82 00 80'],
  ['content that is cut short', '04 03 01 02'],
  ['a length cut short', '04 82 01'],
  ['a length of five bytes', '04 85 01 00 00 00 00'],
  ['a long tag', '1f 81 01 00'],
  ['bytes behind the element', '04 01 00 00'],
])('%s is not DER', (_, bytes) => {
  expect(() => read(hex(bytes))).toThrow(/^DER: /)
})

test('a child that reaches out of its parent is not DER', () => {
  expect(() => children(read(element(TAG.sequence, hex('04 05 01'))))).toThrow('DER: cut short')
})
