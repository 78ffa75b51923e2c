import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeHeads, majorVerdict, remainingHeads, type Quota } from './quota.ts'

const byMajor: Quota = {
  declarationId: 'd',
  credentialId: 'c',
  credentialMajorIds: new Set(['a', 'b', 'x']),
  declaredMajorIds: new Set(['a', 'b']),
  total: 90,
  perMajor: new Map([
    ['a', 50],
    ['b', 40],
  ]),
}
const inTotal: Quota = { ...byMajor, declaredMajorIds: new Set(), total: 3, perMajor: null }
const none = { total: 0, perMajor: new Map<string, number>() }
const row = (majorId: string | null, isNewHead = true) => ({ majorId, isNewHead })
const codes = (v: ReturnType<typeof judgeHeads>) => v.map((x) => x?.code ?? null)

test('P-4.3-15, P-4.3-17, P-5.2.6-05: a major of the certificate, and of the declared ones when there are any', () => {
  expect(majorVerdict(byMajor, 'a')).toBeNull()
  expect(majorVerdict(byMajor, 'x')).toEqual({ code: 'major-not-declared' })
  expect(majorVerdict(byMajor, 'y')).toEqual({ code: 'major-not-of-credential' })
  expect(majorVerdict(byMajor, null)).toEqual({ code: 'major-not-of-credential' })
  expect(majorVerdict(inTotal, 'x')).toBeNull()
})

test('P-4.3-16, A14: the 51st head of a major with 50 is refused, the 50th is not', () => {
  const heads = { total: 49, perMajor: new Map([['a', 49]]) }
  expect(judgeHeads(byMajor, heads, [row('a'), row('a'), row('b')])).toEqual([
    null,
    { code: 'heads-full', limit: 50, taken: 50 },
    null,
  ])
  expect(remainingHeads(byMajor, heads, 'a')).toBe(1)
  expect(remainingHeads(byMajor, heads, 'b')).toBe(40)
})

test('P-4.3-16: without majors the total counts over all majors', () => {
  expect(codes(judgeHeads(inTotal, none, [row('a'), row('b'), row('x'), row('a')]))).toEqual([
    null,
    null,
    null,
    'heads-full',
  ])
  expect(remainingHeads(inTotal, { total: 3, perMajor: new Map() }, 'a')).toBe(0)
})

test('P-4.3-16: who is counted already, or comes twice, takes no second head', () => {
  const full = { total: 3, perMajor: new Map() }
  expect(codes(judgeHeads(inTotal, full, [row('a', false), row('a')]))).toEqual([null, 'heads-full'])
})

test('P-5.2.6-06: without an approved declaration of the year nobody is registered', () => {
  expect(codes(judgeHeads(null, none, [row('a'), row(null)]))).toEqual(['not-pilot-this-year', 'not-pilot-this-year'])
})

test('P-4.3-16: whatever the order of rows, no more than the approved heads pass', () => {
  const holds = fc.property(fc.array(fc.constantFrom('a', 'b', 'x'), { maxLength: 150 }), (majors) => {
    const verdicts = judgeHeads(
      byMajor,
      none,
      majors.map((m) => row(m)),
    )
    const passed = majors.filter((_, i) => verdicts[i] === null)
    const count = (m: string, of = passed) => of.filter((x) => x === m).length
    return (
      count('a') === Math.min(50, count('a', majors)) &&
      count('b') === Math.min(40, count('b', majors)) &&
      count('x') === 0
    )
  })
  expect(() => fc.assert(holds, { numRuns: 200 })).not.toThrow()
})
