import { expect, test } from 'vitest'
import { chapters } from '../words.ts'
import { bannedIn, wordsOf } from './words.ts'

test('names are taken apart into words', () => {
  expect(wordsOf('examPointIds')).toEqual(['exam', 'point', 'ids'])
  expect(wordsOf('exam_point-no2')).toEqual(['exam', 'point', 'no'])
  expect(wordsOf('XMLReader')).toEqual(['xml', 'reader'])
})

test('a banned synonym is found as whole words, in the singular and the plural', () => {
  expect(bannedIn('examPoints')?.word.code).toBe('site')
  expect(bannedIn('pointOfExam')).toBeUndefined()
  expect(bannedIn('examinees')?.word.code).toBe('candidate, external')
  expect(bannedIn('enrollmentDesk')?.word.code).toBe('enrolment')
  expect(bannedIn('register')).toBeUndefined()
})

test('no name is banned that the dictionary itself prescribes', () => {
  const codes = chapters.flatMap(({ words }) => words.flatMap((word) => word.code.replace(/\(.*?\)/g, '').split(',')))
  expect(codes.filter((code) => bannedIn(code.trim()))).toEqual([])
})
