import { expect, test } from 'vitest'
import { unreachable } from '#kit/pure/workflow.ts'
import { billOf, mayGenerate, sum, type Unpaid } from './rules.ts'
import { paymentFlow } from './workflow.ts'

const start = '2026-03-01T01:00:00.000Z'
const arrange = '2026-03-08T01:00:00.000Z'
test.each([
  ['2026-03-01T00:59:59.999Z', false],
  [start, true],
  ['2026-03-08T00:59:59.999Z', true],
  [arrange, false],
])('A22 报考阶段 begins with 报考 and ends before 排考: at %s %s', (now, may) =>
  expect(mayGenerate({ registerStart: start, arrangeStart: arrange }, now)).toBe(may),
)
test('A22 a plan without times is in no stage', () => {
  expect(mayGenerate({ registerStart: null, arrangeStart: arrange }, start)).toBe(false)
  expect(mayGenerate({ registerStart: start, arrangeStart: null }, start)).toBe(false)
})

const subject = (id: string, fee: string | null) => ({
  id,
  fee,
  subjectId: id,
  subjectNo: id,
  name: id,
  mode: '笔试',
  roomType: '笔试考场',
  targetTypeIds: [],
  targetNames: [],
  sittingId: null,
  startsAt: null,
  endsAt: null,
})
const line = { fee: '200.00', subjects: [subject('a', '120.50'), subject('b', '80')] }
const row = (enrolmentId: string, lineSubjectId: string): Unpaid => ({
  enrolmentId,
  enrolmentSubjectId: `${enrolmentId}${lineSubjectId}`,
  lineSubjectId,
})
const unpaid = [row('1', 'a'), row('1', 'b'), row('2', 'a')]

test('P-5.2.7-04 按证书 one item and one price for each registration, whatever the number of its subjects', () => {
  expect(billOf(line, 'certificate', unpaid)).toEqual({
    items: [
      { enrolmentId: '1', enrolmentSubjectId: null, fee: '200.00' },
      { enrolmentId: '2', enrolmentSubjectId: null, fee: '200.00' },
    ],
    unitFee: '200.00',
    totalFee: '400.00',
  })
})
test('P-5.2.7-04 按科目 one item for each 科目 at its own price; several prices have no 费用标准 in common', () => {
  const bill = billOf(line, 'subject', unpaid)
  expect(bill?.items.map((i) => [i.enrolmentSubjectId, i.fee])).toEqual([
    ['1a', '120.50'],
    ['1b', '80.00'],
    ['2a', '120.50'],
  ])
  expect([bill?.unitFee, bill?.totalFee]).toEqual([null, '321.00'])
  expect(billOf(line, 'subject', [row('1', 'b')])).toMatchObject({ unitFee: '80.00', totalFee: '80.00' })
})
test('P-5.2.7-04 without a price there is no bill; a price of 0 is a price', () => {
  expect(billOf({ ...line, fee: null }, 'certificate', unpaid)).toBeNull()
  expect(billOf({ fee: null, subjects: [subject('a', '1'), subject('b', null)] }, 'subject', unpaid)).toBeNull()
  expect(
    billOf({ fee: null, subjects: [subject('a', '1'), subject('b', null)] }, 'subject', [row('1', 'a')])?.totalFee,
  ).toBe('1.00')
  expect(billOf({ ...line, fee: '0' }, 'certificate', unpaid)?.totalFee).toBe('0.00')
})
test('money is added in cents: a thousand times 0.10 and 0.29 is exact', () => {
  expect(sum(Array.from({ length: 1000 }, (_, i) => (i % 2 ? '0.10' : '0.29')))).toBe('195.00')
})
test('S7 已确认 is reached by 确认缴费 and never left', () => {
  expect(unreachable(paymentFlow)).toEqual([])
  expect(Object.values(paymentFlow.steps).flatMap((s) => s.from)).toEqual(['pending'])
})
