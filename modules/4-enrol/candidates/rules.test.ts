import { expect, test } from 'vitest'
import { unreachable } from '#kit/pure/workflow.ts'
import {
  certifyRefusal,
  confirmRefusal,
  deleteRefusal,
  editRefusal,
  machineChecks,
  missingFields,
  photoRefusal,
  statusAfter,
  unreadyReason,
  type Filled,
  type Standing,
} from './rules.ts'
import { candidateFlow } from './workflow.ts'

const standing: Standing = { status: 'unverified', isCertifying: false, isIncomplete: false, enrolledCount: 0 }
const statuses = ['no-photo', 'unverified', 'needs-check', 'verified'] as const
const filled: Filled = {
  kind: 'student',
  namePinyin: 'WANG XIAOBA',
  gender: '男',
  mobileMasked: '138****0000',
  majorId: 'x',
  eduLevel: '高职专科',
  enrollYear: 2020,
}

test('S5.1 every state of 考生信息 can be reached, and 信息准确 is left by nothing (P2-2.2-07)', () => {
  expect(unreachable(candidateFlow)).toEqual([])
  const leaving = Object.values(candidateFlow.steps).flatMap((s) => [...s.from])
  expect(statuses.filter((s) => !leaving.includes(s as never))).toEqual(['verified'])
})
test('P-5.2.3-13 认证 takes 信息待认证 alone: no photo, other states, gaps and a running comparison each have their refusal', () => {
  expect(statuses.map((status) => certifyRefusal({ ...standing, status }))).toEqual([
    'photo-first',
    null,
    'only-unverified',
    'only-unverified',
  ])
  expect(certifyRefusal({ ...standing, isIncomplete: true })).toBe('incomplete')
  expect(certifyRefusal({ ...standing, isCertifying: true })).toBe('certifying')
})
test('P-5.2.3-15 人工确认 takes 需人工确认 alone', () => {
  expect(statuses.map((status) => confirmRefusal({ status }))).toEqual([
    'only-needs-check',
    'only-needs-check',
    null,
    'only-needs-check',
  ])
})
test('P-5.2.3-16 P-5.2.3-17 已报考证书 above 0 forbids 删除 whatever was confirmed; 信息准确 asks for the second confirm', () => {
  expect(deleteRefusal({ ...standing, enrolledCount: 1 }, true)).toBe('enrolled')
  expect(deleteRefusal({ ...standing, status: 'verified', enrolledCount: 1 }, false)).toBe('enrolled')
  expect(deleteRefusal({ ...standing, status: 'verified' }, false)).toBe('verified-delete')
  expect(deleteRefusal({ ...standing, status: 'verified' }, true)).toBeNull()
  expect(deleteRefusal(standing, false)).toBeNull()
})
test('P-5.2.3-09 P-5.2.3-10 认证中 locks everything; 信息准确 locks the four fields and nothing else', () => {
  const none = { identity: false, photo: false }
  expect(editRefusal({ ...standing, isCertifying: true }, none)).toBe('certifying')
  expect(editRefusal({ ...standing, status: 'verified' }, none)).toBeNull()
  expect(editRefusal({ ...standing, status: 'verified' }, { ...none, identity: true })).toBe('locked-fields')
  expect(editRefusal({ ...standing, status: 'verified' }, { ...none, photo: true })).toBe('locked-fields')
  expect(editRefusal({ ...standing, status: 'needs-check' }, { identity: true, photo: true })).toBeNull()
})
test('S5.3 S5.9 S5.10 S5.11 where an edit leads from each state', () => {
  const after = (identity: boolean, photo: boolean) => statuses.map((s) => statusAfter(s, { identity, photo }))
  expect(after(false, false)).toEqual([...statuses])
  expect(after(true, false).slice(0, 3)).toEqual(['no-photo', 'unverified', 'unverified'])
  expect(after(false, true).slice(0, 3)).toEqual(['unverified', 'unverified', 'unverified'])
})
test('P-5.2.3-05 a photo may not be put in place when 信息准确 or 认证中, in the words of the manual', () => {
  expect(photoRefusal({ status: 'verified', isCertifying: false })).toBe('考生信息已准确，照片不可修改')
  expect(photoRefusal({ status: 'unverified', isCertifying: true })).toBe('认证处理中，请稍后再试')
  expect(photoRefusal({ status: 'needs-check', isCertifying: false })).toBeNull()
})
test('P-5.2.3-18 信息不完善 names every empty required field; 社会考生 need no major', () => {
  const empty: Filled = {
    kind: 'student',
    namePinyin: null,
    gender: null,
    mobileMasked: null,
    majorId: null,
    eduLevel: null,
    enrollYear: null,
  }
  expect(missingFields(empty)).toEqual(['姓名拼音', '性别', '手机号', '就读专业', '专业层次', '入学年份'])
  expect(missingFields({ ...empty, kind: 'external' })).toEqual(['姓名拼音', '性别', '手机号'])
  expect(missingFields(filled)).toEqual([])
})
test('P2-2.2-01 only a complete 信息准确 candidate is ready for a certificate; the others are told what they lack', () => {
  const reasons = statuses.map((status) => unreadyReason({ ...filled, status }))
  expect(reasons).toEqual(['无照片', '信息待认证', '需人工确认', null])
  expect(unreadyReason({ ...filled, mobileMasked: null, status: 'verified' })).toBe('信息不完善：缺少手机号')
})
test('P-5.2.3-15 the machine tells what it found before a person confirms', () => {
  const c = { ...filled, ...standing, idType: '身份证', birthDate: '1999-01-09', certifyFailReason: null }
  const says = (x: typeof c, what: string) => machineChecks(x).find((m) => m.what === what)
  expect(says(c, '公安系统照片比对')).toMatchObject({ isGood: false, says: '尚未比对' })
  expect(says({ ...c, isCertifying: true }, '公安系统照片比对')?.says).toBe('认证中，等待比对结果')
  expect(says({ ...c, status: 'verified' }, '公安系统照片比对')).toMatchObject({ isGood: true, says: '一致' })
  expect(says({ ...c, status: 'verified', certifyFailReason: '不一致' as never }, '公安系统照片比对')?.says).toBe(
    '不一致，已人工确认',
  )
  expect(says({ ...c, birthDate: null as never }, '证件')?.isGood).toBe(false)
  expect(says({ ...c, idType: '护照', birthDate: null as never }, '证件')?.isGood).toBe(true)
  expect(says({ ...c, status: 'no-photo' }, '照片')?.isGood).toBe(false)
  expect(says({ ...c, mobileMasked: null }, '资料')?.says).toBe('信息不完善：缺少手机号')
})
