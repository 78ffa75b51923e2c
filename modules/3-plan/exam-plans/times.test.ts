import { expect, test } from 'vitest'
import type { ExamBounds, Windows } from '#sessions'
import type { PlanLine } from './model.ts'
import { timeChanges, timesProblems } from './times.ts'

const day = (n: number, h = 0): string => new Date(Date.UTC(2026, 0, n, h)).toISOString()
const old: Windows & ExamBounds = {
  registerStart: day(1),
  registerEnd: day(3),
  arrangeStart: day(4),
  arrangeEnd: day(6),
  firstStart: day(8),
  lastEnd: day(9, 2),
  scoreStart: day(10),
  scoreEnd: day(12),
  publicStart: day(14),
  publicEnd: day(16),
}
const windows: Windows = old
const subject = (name: string, from: string, to: string): PlanLine['subjects'][number] => ({
  id: name,
  subjectId: name,
  subjectNo: name,
  name,
  mode: '笔试',
  roomType: '笔试考场',
  targetTypeIds: [],
  targetNames: [],
  fee: null,
  sittingId: `sitting ${name}`,
  startsAt: from,
  endsAt: to,
})
const lines: PlanLine[] = [
  {
    id: 'l',
    credentialId: 'c',
    certNo: '50800001',
    certName: '证书',
    certLevel: '初级',
    allowsByCertificate: true,
    allowsBySubject: true,
    fee: null,
    subjects: [subject('笔试科目', day(8), day(8, 2)), subject('实操科目', day(9), day(9, 2))],
  },
]
const said = (ps: readonly { path: string; message: string }[]): string[] => ps.map((p) => `${p.path} ${p.message}`)

test('S15.3 moved exams are judged one by one, against each other and against the windows', () => {
  const move = { id: 'sitting 实操科目', startsAt: day(8, 1), endsAt: day(8, 3) }
  expect(said(timesProblems(old, lines, windows, [move], day(2)))).toEqual([
    'sittings.0.startsAt “笔试科目”与“实操科目”的考试时间重叠，同一参考对象类型的考生不能都参加',
  ])
  expect(timesProblems(old, lines, windows, [{ ...move, startsAt: day(8, 2) }], day(2))).toEqual([])
  const late = { id: 'sitting 实操科目', startsAt: day(9), endsAt: day(11) }
  expect(said(timesProblems(old, lines, windows, [late], day(2)))).toEqual([
    'windows.scoreStart 末场考试结束时间不能晚于成绩登记开始时间',
  ])
})

test('S15.3 an exam that has begun does not move, a sitting of another plan is not known', () => {
  const move = { id: 'sitting 笔试科目', startsAt: day(8, 1), endsAt: day(8, 2) }
  expect(said(timesProblems(old, lines, windows, [move], day(8)))).toEqual([
    'sittings.0.startsAt 考试开始时间（2026-01-08 08:00）已过，不能修改',
  ])
  expect(said(timesProblems(old, lines, windows, [{ ...move, id: 'other' }], day(2)))).toEqual([
    'sittings.0.id 科目不在该考试计划内',
  ])
})

test('S15.3 an overlap made without moving anything is still named', () => {
  const touching = [
    { ...(lines[0] as PlanLine), subjects: [subject('甲', day(8), day(9)), subject('乙', day(8), day(9))] },
  ]
  expect(said(timesProblems(old, touching, windows, [], day(2)))[0]).toMatch(/^sittings “甲”与“乙”/)
})

test('S15.3 changes are said with old and new; nothing changed says nothing', () => {
  expect(timeChanges(old, lines, windows, [{ id: 'sitting 笔试科目', startsAt: day(8), endsAt: day(8, 2) }])).toEqual(
    [],
  )
  expect(
    timeChanges(old, lines, { ...windows, publicEnd: day(17) }, [
      { id: 'sitting 笔试科目', startsAt: day(8, 1), endsAt: day(8, 3) },
    ]),
  ).toEqual([
    '成绩公示结束时间由 2026-01-16 08:00 改为 2026-01-17 08:00',
    '证书(初级)笔试科目的考试时间由 2026-01-08 08:00 至 2026-01-08 10:00 改为 2026-01-08 09:00 至 2026-01-08 11:00',
  ])
})
