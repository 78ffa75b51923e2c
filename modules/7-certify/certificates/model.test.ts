import { expect, test } from 'vitest'
import { maskName, publicText, type PublicFacts } from './model.ts'

test('a name is masked whatever its length, also outside the first plane', () => {
  expect(maskName('王八')).toBe('王*')
  expect(maskName('王小八')).toBe('王*八')
  expect(maskName('阿依古丽·买买提')).toBe('阿******提')
  expect(maskName('𠅤𬱖𫖯')).toBe('𠅤*𫖯')
})
test('the public text does not depend on the order in which its facts were put together', () => {
  const facts: PublicFacts = { serialNo: '1', holder: '王*', idMasked: '3', certName: 'c', certLevel: '初级', awardingBody: 'b', issuedAt: 't', status: 'valid', pdfVersion: 1, pdfSha256: 'ab' }
  const other = Object.fromEntries(Object.entries(facts).toReversed()) as unknown as PublicFacts
  expect(publicText(other)).toBe(publicText(facts))
  expect(publicText({ ...facts, status: 'revoked' })).not.toBe(publicText(facts))
})
