import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  applyTotalOf,
  approvedNumbers,
  savingProblems,
  submittingProblems,
  type DeclarationForm,
} from './form-rules.ts'

const form = (more: Partial<DeclarationForm> = {}): DeclarationForm => ({
  majors: [{ majorId: 'a', studentCount: 120, teacherCount: 6, applyCount: 60 }],
  teacherLength: 2,
  siteLength: 2,
  ...more,
})
const messages = (problems: { path: string; message: string }[]) =>
  Object.fromEntries(problems.map((p) => [p.path, p.message]))

test('P-4.3-08: the total by majors is their sum whatever was posted', () => {
  const majors = [{ majorId: 'a', applyCount: 60 }, { majorId: 'b', applyCount: 40 }, { majorId: 'c' }]
  expect(applyTotalOf(true, { applyTotal: 7, majors })).toBe(100)
  expect(applyTotalOf(true, { applyTotal: 7, majors: [] })).toBeNull()
  expect(applyTotalOf(false, { applyTotal: 7, majors })).toBe(7)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 20 }), (counts) => {
      const sum = applyTotalOf(true, { majors: counts.map((n, i) => ({ majorId: String(i), applyCount: n })) })
      return sum === counts.reduce((s, n) => s + n, 0)
    }),
  )
})

test('P-4.3-07, P-4.3-10, P-4.3-12: 申报方式1 asks for majors, their numbers and both texts', () => {
  expect(submittingProblems(true, form())).toEqual([])
  expect(messages(submittingProblems(true, form({ majors: [], teacherLength: 0, siteLength: 0 })))).toEqual({
    majors: '请选择拟申报专业',
    teacherInfo: '请填写师资情况',
    siteInfo: '请填写场地情况',
  })
  expect(messages(submittingProblems(true, form({ majors: [{ majorId: 'a' }] })))).toEqual({
    'majors.0.studentCount': '请填写本专业在校学生数',
    'majors.0.teacherCount': '请填写本专业专任教师数',
    'majors.0.applyCount': '请填写申请培训人数',
  })
})

test('P-4.3-09: 申报方式2 asks for the total and lets the majors be', () => {
  expect(submittingProblems(false, form({ applyTotal: 30, majors: [] }))).toEqual([])
  expect(submittingProblems(false, form({ applyTotal: 30, majors: [{ majorId: 'a' }] }))).toEqual([])
  expect(messages(submittingProblems(false, form({ majors: [] })))).toEqual({ applyTotal: '请输入申请培训总人数' })
})

test('P-4.3-10, P-4.3-11: 保存 asks for nothing but refuses what can never be right', () => {
  expect(savingProblems(true, form({ majors: [], teacherLength: 0, siteLength: 0 }))).toEqual([])
  expect(savingProblems(true, form({ teacherLength: 1000, siteLength: 1000 }))).toEqual([])
  expect(messages(savingProblems(true, form({ teacherLength: 1001 })))).toEqual({ teacherInfo: '不能超过1000字' })
  expect(messages(savingProblems(false, form({ siteLength: 1001 })))).toEqual({ siteInfo: '不能超过1000字' })
  expect(
    messages(savingProblems(true, form({ majors: [{ majorId: 'a' }, { majorId: 'b' }, { majorId: 'a' }] }))),
  ).toEqual({
    'majors.2.majorId': '拟申报专业不能重复',
  })
  const many = [
    { majorId: 'a', applyCount: 60_000 },
    { majorId: 'b', applyCount: 40_000 },
  ]
  expect(messages(savingProblems(true, form({ majors: many })))).toEqual({ applyTotal: '申请培训总人数不能大于99999' })
})

const byMajor = {
  isByMajor: true,
  applyTotal: 100,
  majors: [
    { majorId: 'a', applyCount: 60 },
    { majorId: 'b', applyCount: 40 },
  ],
}
test('P-4.3-24, S2.6: per major 0–applied, the total is the sum and at least 1; left out means as applied', () => {
  expect(approvedNumbers(byMajor, {})).toEqual({
    total: 100,
    perMajor: [
      { majorId: 'a', count: 60 },
      { majorId: 'b', count: 40 },
    ],
  })
  expect(approvedNumbers(byMajor, { majors: [{ majorId: 'a', count: 50 }] })).toMatchObject({ total: 90 })
  expect(approvedNumbers(byMajor, { majors: [{ majorId: 'b', count: 41 }] })).toEqual([
    { path: 'majors.1.count', message: '审核人数不能大于申请培训人数' },
  ])
  const none = [
    { majorId: 'a', count: 0 },
    { majorId: 'b', count: 0 },
  ]
  expect(approvedNumbers(byMajor, { majors: none })).toEqual([{ path: 'total', message: '审核总人数不能小于1' }])
  expect(approvedNumbers(byMajor, { majors: [{ majorId: 'z', count: 1 }] })).toEqual([
    { path: 'majors.0.count', message: '该专业不在本次申报的拟申报专业内' },
  ])
})

test('P-4.3-24: without majors the total is 1–applied', () => {
  const total = { isByMajor: false, applyTotal: 30, majors: [{ majorId: 'a', applyCount: null }] }
  expect(approvedNumbers(total, {})).toEqual({ total: 30, perMajor: [] })
  expect(approvedNumbers(total, { total: 1 })).toEqual({ total: 1, perMajor: [] })
  expect(approvedNumbers(total, { total: 31 })).toEqual([{ path: 'total', message: '审核人数不能大于申请培训人数' }])
  expect(approvedNumbers(total, { total: 0 })).toEqual([{ path: 'total', message: '审核总人数不能小于1' }])
})
