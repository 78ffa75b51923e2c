import { expect, test } from 'vitest'
import { isCreditCode } from './rules.ts'

test('P-2.1-06 a credit code is checked by its last character', () => {
  // a published code of a public body
  expect(isCreditCode('91350100M000100Y43')).toBe(true)
  expect(isCreditCode('91350100M000100Y44')).toBe(false)
  expect(isCreditCode('91350100M000100Y4')).toBe(false)
  expect(isCreditCode('91350100I000100Y43')).toBe(false)
})
