import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from './url.tsx'

test('an address keeps text as text: zeros, signs and Chinese survive the way there and back', () => {
  const search = { number: '0012', name: '李 瑶&=?#', tab: 'waiting' }
  expect(parseSearch(stringifySearch(search))).toEqual(search)
})

test('what is absent or empty leaves no trace', () => {
  expect(stringifySearch({ a: undefined, b: '' })).toBe('')
  expect(parseSearch('')).toEqual({})
})
