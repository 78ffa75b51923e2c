import { expect, test } from 'vitest'
import { noWindows, type Windows } from '#sessions'
import { draftProblems, overlapProblem, payProblems, unfinished, type Catalogue, type PlanDraft } from './rules.ts'

const day = (n: number, h = 0): string => new Date(Date.UTC(2026, 0, n, h)).toISOString()
const windows: Windows = {
  registerStart: day(1),
  registerEnd: day(3),
  arrangeStart: day(4),
  arrangeEnd: day(6),
  scoreStart: day(10),
  scoreEnd: day(12),
  publicStart: day(14),
  publicEnd: day(16),
}
const known: Catalogue = {
  credentials: new Set(['c1', 'c2']),
  subjects: new Map([
    ['s1', { credentialId: 'c1', name: '笔试科目', targetTypeIds: [] }],
    ['s2', { credentialId: 'c1', name: '实操科目', targetTypeIds: [] }],
    ['z', { credentialId: 'c1', name: '中职科目', targetTypeIds: ['中职'] }],
    ['g', { credentialId: 'c1', name: '高职科目', targetTypeIds: ['高职'] }],
    ['t1', { credentialId: 'c2', name: '机考科目', targetTypeIds: [] }],
  ]),
}
const subject = (subjectId: string, from: string | null, to: string | null, fee: number | null = null) => ({
  subjectId,
  startsAt: from,
  endsAt: to,
  fee,
})
const line = (credentialId: string, subjects: PlanDraft['lines'][number]['subjects'], fee: number | null = null) => ({
  credentialId,
  modes: ['certificate', 'subject'] as const,
  fee,
  subjects,
})
const draft = (change: Partial<PlanDraft> = {}): PlanDraft => ({
  windows,
  lines: [line('c1', [subject('s1', day(8), day(8, 2)), subject('s2', day(9), day(9, 2))])],
  isAllSchools: true,
  schoolIds: [],
  ...change,
})
const said = (ps: readonly { path: string; message: string }[]): string[] => ps.map((p) => `${p.path} ${p.message}`)

test('S15.1 S15.2 a whole draft has no problems and lacks nothing', () => {
  expect(draftProblems(draft(), known)).toEqual([])
  expect(unfinished(draft())).toEqual([])
})

test('P-5.2.2-03 certificates must be own and 已发布, subjects 已发布 and of the certificate, neither twice', () => {
  const wrong = draft({
    lines: [
      line('foreign', []),
      line('c1', [subject('t1', null, null), subject('s1', null, null), subject('s1', null, null)]),
      line('c1', []),
    ],
  })
  expect(said(draftProblems(wrong, known))).toEqual([
    'lines.0.credentialId 只能选择本机构已发布的证书',
    'lines.1.subjects.0.subjectId 科目未发布，或不属于该证书',
    'lines.1.subjects.2.subjectId “笔试科目”重复',
    'lines.2.credentialId 考试证书重复',
  ])
})

test('P-5.2.2-03 an exam needs both ends, in order', () => {
  const lines = [line('c1', [subject('s1', day(8), null), subject('s2', null, day(8)), subject('z', day(9), day(9))])]
  expect(said(draftProblems(draft({ lines }), known))).toEqual([
    'lines.0.subjects.0.endsAt 请选择考试结束时间',
    'lines.0.subjects.1.startsAt 请选择考试开始时间',
    'lines.0.subjects.2.endsAt 考试结束时间必须晚于考试开始时间',
  ])
})

test('P-5.2.2-03 P-5.2.1-03 subjects of one certificate may not overlap for the same 参考对象类型; of two certificates they may', () => {
  const overlap = draft({
    lines: [line('c1', [subject('s1', day(8), day(8, 2)), subject('s2', day(8, 1), day(8, 3))])],
  })
  expect(said(draftProblems(overlap, known))).toEqual([
    'lines.0.subjects.1.startsAt “笔试科目”与“实操科目”的考试时间重叠，同一参考对象类型的考生不能都参加',
  ])
  const apart = draft({
    lines: [
      line('c1', [subject('z', day(8), day(8, 2)), subject('g', day(8), day(8, 2))]),
      line('c2', [subject('t1', day(8), day(8, 2))]),
    ],
  })
  expect(draftProblems(apart, known)).toEqual([])
})

test('P-5.2.2-03 the position named in an overlap counts the subjects without a time too', () => {
  const s = (name: string, from: string | null, to: string | null) => ({
    name,
    targetTypeIds: [],
    startsAt: from,
    endsAt: to,
  })
  expect(overlapProblem([s('a', null, null), s('b', day(8), day(9)), s('c', day(8), day(9))])?.second).toBe(2)
  expect(overlapProblem([s('b', day(8), day(9)), s('c', day(9), day(10))])).toBeNull()
})

test('P-5.2.2-03 SC-06 windows in the wrong order are named, also against the exams', () => {
  expect(said(draftProblems(draft({ windows: { ...windows, registerEnd: day(5) } }), known))).toEqual([
    'windows.registerEnd 报考结束时间不能晚于排考开始时间',
  ])
  expect(said(draftProblems(draft({ windows: { ...windows, scoreStart: day(9, 1) } }), known))).toEqual([
    'windows.scoreStart 末场考试结束时间不能晚于成绩登记开始时间',
  ])
})

test('S15.2 what a draft lacks before 发布 is named field by field', () => {
  const bare = draft({ windows: { ...noWindows }, lines: [], isAllSchools: false })
  expect(draftProblems(bare, known)).toEqual([])
  expect(said(unfinished(bare))).toEqual([
    'windows.registerStart 请选择报考开始时间',
    'windows.registerEnd 请选择报考结束时间',
    'windows.arrangeStart 请选择排考开始时间',
    'windows.arrangeEnd 请选择排考结束时间',
    'windows.scoreStart 请选择成绩登记开始时间',
    'windows.scoreEnd 请选择成绩登记结束时间',
    'windows.publicStart 请选择成绩公示开始时间',
    'windows.publicEnd 请选择成绩公示结束时间',
    'lines 请选择考试证书',
    'schoolIds 请选择参考院校',
  ])
  const lines = [{ ...line('c1', []), modes: [] }, line('c2', [subject('t1', null, null)])]
  expect(said(unfinished(draft({ lines })))).toEqual([
    'lines.0.modes 请选择报考方式',
    'lines.0.subjects 每个证书至少有一个考试科目',
    'lines.1.subjects.0.startsAt 请选择考试时间',
  ])
})

test('P-5.2.7-10 whoever takes money says how it is paid; a fee of 0 needs no 缴费方式', () => {
  const costs = (fee: number | null, payMethod?: string) =>
    payProblems({ lines: [line('c1', [subject('s1', null, null, fee)])], payMethod })
  expect(said(costs(0.01))).toEqual(['payMethod 请填写缴费方式'])
  expect([costs(0), costs(null), costs(120, '转账')]).toEqual([[], [], []])
  expect(payProblems({ lines: [line('c1', [], 200)] })).toHaveLength(1)
})
