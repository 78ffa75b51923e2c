import { expect, test } from 'vitest'
import { phaseAt } from '#kit/pure/phases.ts'
import { judgeRoomRow, roomKey, type PlanFact, type RoomFacts } from './import-rules.ts'
import { editProblem, hasMixedModes, nameKey, roomTypeOf, type RoomFields } from './rules.ts'
import { roomSheet, type RoomCells } from './sheets.ts'
import { roomPhases } from './workflow.ts'

const at = (s: number): string => new Date(Date.UTC(2026, 0, 4, 0, 0, s)).toISOString()
test('S4.2 S4.3 考场状态 turns at the second of 排考开始 and after the second of 排考结束', () => {
  const bounds = { arrangeStart: at(10), arrangeEnd: at(20) }
  expect([at(9), at(10), at(20), at(21)].map((now) => phaseAt(roomPhases, bounds, now))).toEqual([
    'before-seating',
    'seating',
    'seating',
    'over',
  ])
})

test('P-5.2.5-03 考场类型 is derived from the subjects, each type once', () => {
  const [paper, hands] = [{ roomType: '笔试考场' }, { roomType: '实操考场' }]
  expect([roomTypeOf([paper]), roomTypeOf([paper, hands, paper])]).toEqual(['笔试考场', '笔试考场、实操考场'])
})

test('P-5.2.5-06 several 考试方式 are mixed, several subjects of one are not', () => {
  expect([
    hasMixedModes([{ mode: '笔试' }, { mode: '笔试' }]),
    hasMixedModes([{ mode: '笔试' }, { mode: '实操' }]),
  ]).toEqual([false, true])
})

test('P-5.2.5-04 names are the same whatever the blanks around and the case', () => {
  expect(nameKey(' A101 ')).toBe(nameKey('a101'))
})

const room: RoomFields = {
  sessionId: 's',
  siteId: 'k',
  credentialId: 'c',
  lineSubjectIds: ['1', '2'],
  name: 'A',
  seatCount: 30,
  address: null,
}
test('S4.4 P-5.2.5-13 未排考: everything may change, also fewer seats', () => {
  expect(editProblem('before-seating', room, { ...room, name: 'B', seatCount: 1, lineSubjectIds: ['1'] })).toBeNull()
})
test('S4.5 P-5.2.5-14 排考中: only more seats', () => {
  expect(editProblem('seating', room, { ...room, seatCount: 31 })).toBeNull()
  expect(editProblem('seating', room, { ...room, seatCount: 30 })).toBe('only-more-seats')
  expect(editProblem('seating', room, { ...room, seatCount: 20 })).toBe('only-more-seats')
  expect(editProblem('seating', room, { ...room, lineSubjectIds: ['2', '1'], seatCount: 40 })).toBeNull()
  for (const change of [
    { name: 'B' },
    { address: '楼' },
    { siteId: 'x' },
    { sessionId: 'x' },
    { credentialId: 'x' },
    { lineSubjectIds: ['1'] },
  ])
    expect(editProblem('seating', room, { ...room, ...change, seatCount: 40 })).toBe('only-seats')
})
test('S4.7 P-5.2.5-16 已结束: nothing', () => {
  expect(editProblem('over', room, { ...room, seatCount: 40 })).toBe('over')
})

const subject = (n: string, name: string, mode: string) => ({
  id: `ls${n}`,
  subjectNo: n,
  name,
  mode,
  roomType: `${mode}考场`,
  startsAt: null,
  endsAt: null,
})
const plan: PlanFact = {
  id: 'p',
  number: '202601040001',
  name: '计划',
  arrangeStart: at(10),
  certificates: [
    {
      lineId: 'l',
      credentialId: 'c',
      certNo: '50800001',
      certName: '证书',
      certLevel: '初级',
      subjects: [subject('101', '笔试科目', '笔试'), subject('102', '实操科目', '实操')],
    },
    {
      lineId: 'l2',
      credentialId: 'c2',
      certNo: '50800003',
      certName: '证书',
      certLevel: '中级',
      subjects: [subject('301', '笔试科目', '笔试')],
    },
  ],
}
const facts: RoomFacts = {
  now: at(9),
  plans: new Map([[plan.number, plan]]),
  sites: new Map([
    ['站点', { id: 'k', name: '站点', credentialId: 'c', isUsable: true }],
    ['停用站点', { id: 'x', name: '停用站点', credentialId: 'c', isUsable: false }],
  ]),
  taken: new Set([roomKey('p', 'k', 'c', 'A101')]),
}
const row: RoomCells = {
  planNumber: plan.number,
  planName: '',
  siteName: '站点',
  certNo: '50800001',
  certName: '',
  certLevel: '',
  subjects: '笔试科目、实操科目',
  name: '101',
  seatCount: '30',
  address: '',
}
const why = (change: Partial<RoomCells>, f = facts) => {
  const judged = judgeRoomRow({ ...row, ...change }, f)
  return 'faults' in judged ? judged.faults.map((x) => `${x.field} ${x.why}`) : judged.found
}

test('P-5.2.5-09 I4 a good row becomes a room with derived type; several 考试方式 are marked', () => {
  expect(why({})).toEqual({
    sessionId: 'p',
    lineId: 'l',
    siteId: 'k',
    credentialId: 'c',
    name: '101',
    seatCount: 30,
    roomType: '笔试考场、实操考场',
    address: null,
    lineSubjectIds: ['ls101', 'ls102'],
    isMixed: true,
  })
  expect(
    why({ subjects: ' 实操科目 ，实操科目', planName: '计划', certName: '证书', certLevel: '初级' }),
  ).toMatchObject({ lineSubjectIds: ['ls102'], isMixed: false })
})
test.each([
  [{ planNumber: '209901010001' }, ['planNumber 考试计划不存在']],
  [{ planName: '别的计划' }, ['planName 考试计划编号与考试计划不一致']],
  [{ siteName: '没有' }, ['siteName 考核站点不存在']],
  [{ siteName: '停用站点' }, ['siteName 考核站点未启用']],
  [{ certNo: '50800003' }, ['certNo 考试证书不在所选范围内']],
  [{ certNo: '1' }, ['certNo 考试证书不在所选范围内']],
  [
    { certName: '别的证书', certLevel: '高级' },
    ['certName 证书编号与证书名称不一致', 'certLevel 证书编号与证书等级不一致'],
  ],
  [{ subjects: '笔试科目、机考科目' }, ['subjects 科目不在该考试计划内，请重新选择']],
  [{ subjects: '、' }, ['subjects 科目不在该考试计划内，请重新选择']],
  [{ name: ' a101 ' }, ['name 考场名称已存在']],
  [{ planNumber: 'x', siteName: '停用站点' }, ['planNumber 考试计划不存在', 'siteName 考核站点未启用']],
] as const)('P-5.2.5-09 I4 %o is refused in words', (change, words) => {
  expect(why(change)).toEqual(words)
})
test('P-5.2.5-07 I4 A36 from the second of 排考开始 on no room is added', () => {
  expect(why({}, { ...facts, now: at(9) })).toHaveProperty('sessionId')
  expect(why({}, { ...facts, now: at(10) })).toEqual(['planNumber 该考试计划已开始排考，不能新增考场'])
})

const seats = (text: string) => roomSheet.columns.find((c) => c.field === 'seatCount')?.read?.(text)
test.each([['0'], ['-3'], ['3.5'], ['三十'], ['']])('P-5.2.5-09 I4 考位数 “%s” is no positive whole number', (text) => {
  expect(seats(text)).toEqual({ ok: false, why: '考位数应为正整数' })
})
test('spec 3.14 考位数 is 1 to 9999', () => {
  expect([seats('1'), seats('9999'), seats('030')]).toEqual([
    { ok: true, value: '1' },
    { ok: true, value: '9999' },
    { ok: true, value: '30' },
  ])
  expect(seats('10000')).toEqual({ ok: false, why: '考位数不能大于9999' })
})
