import { expect, test } from 'vitest'
import type { Quota } from '#pilots'
import { judging, takenKey, type Asked, type EnrolFacts } from './judge.ts'
import type { CandidateFact, LineFact } from './rules.ts'

const line: LineFact = {
  id: 'line',
  credentialId: 'cert',
  awardingBodyId: 'body',
  certNo: '50800001',
  certName: '证书',
  certLevel: '初级',
  allowsByCertificate: true,
  allowsBySubject: true,
  subjects: [
    { id: 'l1', subjectId: 's1', subjectNo: '50800001101', name: '笔试科目', targetTypeIds: [] },
    { id: 'l2', subjectId: 's2', subjectNo: '50800001102', name: '实操科目', targetTypeIds: [] },
  ],
  targets: [],
}
const quota = (perMajor: Record<string, number> | null, total = 99, declared = Object.keys(perMajor ?? {})): Quota => ({
  declarationId: 'd',
  credentialId: 'cert',
  credentialMajorIds: new Set(['a', 'b', 'c']),
  declaredMajorIds: new Set(declared),
  total,
  perMajor: perMajor ? new Map(Object.entries(perMajor)) : null,
})
const facts = (q: Quota | null, more: Partial<EnrolFacts> = {}): EnrolFacts => ({
  mode: 'certificate',
  schoolId: 'school',
  quotas: new Map(q ? [['cert', q]] : []),
  heads: new Map(),
  taken: new Map(),
  ...more,
})
const person = (n: number, majorId: string | null = 'a', kind: CandidateFact['kind'] = 'student'): CandidateFact => ({
  id: `c${n}`,
  personId: `p${n}`,
  name: '王小八',
  kind,
  majorId,
})
const asks = (candidate: CandidateFact | null, more: Partial<Asked> = {}): Asked => ({
  name: '王小八',
  targetType: '',
  line,
  subjects: line.subjects,
  candidate,
  ...more,
})
const reasons = (f: EnrolFacts, rows: Asked[]): string[] => {
  const judge = judging(f)
  return rows.map((r) =>
    judge(r)
      .faults.map((x) => x.why)
      .join('；'),
  )
}

test('P-5.2.6-07 a person who is not in 考生管理 or is called otherwise is told; P-5.2.6-06 so is a certificate that is not piloted this year', () => {
  expect(reasons(facts(quota({ a: 9 })), [asks(null), asks(person(1), { name: '王小九' }), asks(person(1))])).toEqual([
    '考生不存在，请先在考生管理中新增',
    '姓名与证件号码不一致',
    '',
  ])
  expect(reasons(facts(null), [asks(person(1)), asks(person(2, null, 'external'))])).toEqual([
    '该证书非本校本年度试点证书',
    '该证书非本校本年度试点证书',
  ])
})

test('P-5.2.6-05 P-4.3-15 P-4.3-17 the major must belong to the certificate and, where majors were declared, to these', () => {
  expect(reasons(facts(quota({ a: 9 })), [asks(person(1, 'x')), asks(person(2, 'b')), asks(person(3, 'a'))])).toEqual([
    '考生专业不在该证书对应专业范围内',
    '考生专业不在本校试点申报的拟申报专业内',
    '',
  ])
  expect(reasons(facts(quota(null, 99, [])), [asks(person(1, 'c'))])).toEqual([''])
  expect(reasons(facts(quota(null, 99, ['a'])), [asks(person(1, 'c'))])).toEqual([
    '考生专业不在本校试点申报的拟申报专业内',
  ])
})

test('P-4.3-16 heads per major never exceed the approved number; the next major still has room', () => {
  const f = facts(quota({ a: 2, b: 1 }), {
    heads: new Map([['cert', { total: 1, perMajor: new Map([['a', 1]]), counted: new Set<string>() }]]),
  })
  expect(reasons(f, [asks(person(1)), asks(person(2)), asks(person(3, 'b')), asks(person(4, 'b'))])).toEqual([
    '',
    '该专业报考人数已达到审核人数',
    '',
    '该专业报考人数已达到审核人数',
  ])
})

test('P-4.3-16 a total that was approved as a whole is used up by every major', () => {
  expect(
    reasons(facts(quota(null, 2, [])), [asks(person(1, 'a')), asks(person(2, 'b')), asks(person(3, 'c'))]),
  ).toEqual(['', '', '该专业报考人数已达到审核人数'])
})

test('P-4.3-16 who counts already takes no second head; a row that fails takes none', () => {
  const f = facts(quota({ a: 1 }), {
    heads: new Map([['cert', { total: 1, perMajor: new Map([['a', 1]]), counted: new Set(['p1/a']) }]]),
  })
  expect(reasons(f, [asks(person(1)), asks(person(2))])).toEqual(['', '该专业报考人数已达到审核人数'])
  expect(reasons(facts(quota({ a: 1 })), [asks(person(1), { name: '别名' }), asks(person(2))])).toEqual([
    '姓名与证件号码不一致',
    '',
  ])
})

test('P-4.3-16 the subjects of one person are one head, also when the first of them was refused for want of heads', () => {
  const one = { subjects: [line.subjects[0] as (typeof line.subjects)[number]] }
  const two = { subjects: [line.subjects[1] as (typeof line.subjects)[number]] }
  const f = facts(quota({ a: 1 }), { mode: 'subject' })
  expect(reasons(f, [asks(person(1), one), asks(person(1), two), asks(person(2), one), asks(person(2), two)])).toEqual([
    '',
    '',
    '该专业报考人数已达到审核人数',
    '该专业报考人数已达到审核人数',
  ])
})

test('A32 P-5.2.6-11 社会考生 are asked neither for a major nor for a head', () => {
  expect(
    reasons(facts(quota({ a: 1 })), [
      asks(person(1)),
      asks(person(2, null, 'external')),
      asks(person(3, 'x', 'external')),
    ]),
  ).toEqual(['', '', ''])
})

test('P-5.2.6-08 the second row of one person sees the first', () => {
  expect(reasons(facts(quota({ a: 9 })), [asks(person(1)), asks(person(1))])).toEqual(['', '该考生已报考该证书'])
  const taken = new Map([
    [
      takenKey('line', 'p2'),
      { enrolmentId: 'e', schoolId: 'other', mode: 'subject' as const, targetTypeId: null, lineSubjectIds: [] },
    ],
  ])
  expect(reasons(facts(quota({ a: 9 }), { taken }), [asks(person(2))])).toEqual(['该考生已按其他方式报考该证书'])
})

test('several faults of a row are told together', () => {
  expect(reasons(facts(quota({ a: 9 })), [asks(person(1, 'x'), { name: '别名', targetType: '中职学生' })])).toEqual([
    '姓名与证件号码不一致；参考对象类型不正确；考生专业不在该证书对应专业范围内',
  ])
})
