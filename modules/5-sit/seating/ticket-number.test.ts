import { expect, test } from 'vitest'
import { ticketNumber } from './ticket-number.ts'

const parts = { planNumber: '202109160026', regionCode: '110000', siteSerial: 7, candidateSerial: 12 }
test('A10 P-5.2.8.1-09 the number of the manual: 26 digits of plan, region, site and candidate', () => {
  expect(ticketNumber(parts)).toBe('20210916002611000000700012')
  expect(ticketNumber({ ...parts, siteSerial: 999, candidateSerial: 99_999 })).toHaveLength(26)
})
test.each([{ siteSerial: 1000 }, { candidateSerial: 100_000 }, { candidateSerial: 0 }, { siteSerial: 0 }, { regionCode: '1100' }, { planNumber: '2021' }])(
  'A10 a part that does not fit makes no number: %j',
  (wrong) => {
    expect(() => ticketNumber({ ...parts, ...wrong })).toThrow(RangeError)
  },
)
