import { expect, test } from 'vitest'
import { fresh, nextSort, pageCount, questionOf, readState, totalText } from './state.ts'

test('P-0-01 a bare address is the first page of ten rows', () => {
  const s = readState({}, ['name'])
  expect(s).toMatchObject({ page: 1, size: 10, filter: {}, tab: undefined, after: undefined })
  expect(questionOf(s)).toEqual({ filter: {}, size: 10 })
})

test('nonsense in the address falls back instead of reaching the server', () => {
  for (const page of ['0', '-3', '1.5', 'x', '']) expect(readState({ page }, []).page).toBe(1)
  expect(readState({ size: '9999' }, []).size).toBe(100)
  expect(readState({ page: '99999' }, []).page).toBe(200)
  expect(readState({ other: 'x', name: '' }, ['name']).filter).toEqual({})
})

test('beyond the reach of jumps a cursor carries on, and the page number only counts', () => {
  const s = readState({ page: '731', after: 'abc' }, [])
  expect(s.page).toBe(731)
  expect(questionOf(s)).toEqual({ filter: {}, size: 10, after: 'abc' })
})

test('what the page fixes outweighs what the address says', () => {
  const s = readState({ kind: 'social', name: '李' }, ['kind', 'name'])
  expect(questionOf(s, { kind: 'school' }).filter).toEqual({ kind: 'school', name: '李' })
})

test('a filter named like a part of the address is refused while developing', () => {
  expect(() => readState({}, ['page'])).toThrow('page')
})

test('a new question leaves page, cursor and drawer behind', () => {
  expect(fresh({ tab: 'waiting' })).toEqual({ page: undefined, after: undefined, open: undefined, tab: 'waiting' })
})

test('a title pressed three times sorts down, up, not at all', () => {
  const first = nextSort('number', undefined)
  const second = nextSort('number', first)
  expect([first, second, nextSort('number', second)]).toEqual(['-number', 'number', undefined])
  expect(nextSort('name', '-number')).toBe('-name')
})

test('P-0-01 共N条 is exact up to the limit and says so beyond it', () => {
  expect(totalText(300, false)).toBe('共 300 条')
  expect(totalText(10000, true)).toBe('共 10000+ 条')
  expect([pageCount(0, 10), pageCount(10, 10), pageCount(11, 10)]).toEqual([1, 1, 2])
})
