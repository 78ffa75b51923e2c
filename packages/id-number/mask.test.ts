import { expect, test } from 'vitest'
import { maskIdNumber, maskIdNumberLong, maskMobile } from './mask.ts'

test('P-0-03 lists show the first three and last four of an identity number', () => {
  expect(maskIdNumber('370682199901096532')).toBe('370*****6532')
  expect(maskIdNumber('')).toBe('')
})

test('P-0-03 two exports show the first six and last six', () => {
  expect(maskIdNumberLong('379602200101962549')).toBe('379602****962549')
  expect(maskIdNumberLong('E12345678')).toBe('E*****78')
})

test('P-0-03 mobile numbers show the first three and last four', () => {
  expect(maskMobile('18512340926')).toBe('185****0926')
  expect(maskMobile('')).toBe('')
})

test('P-0-03 short numbers never show more than a third', () => {
  expect(maskIdNumber('E12345678')).toBe('E*****78')
  const short = Array.from({ length: 10 }, (_, at) => 'A'.repeat(at + 1))
  for (const mask of [maskIdNumber, maskIdNumberLong, maskMobile]) {
    for (const text of short) expect(mask(text).replaceAll('*', '').length).toBeLessThanOrEqual(text.length / 3)
  }
})
