import { expect, test } from 'vitest'
import { doubtsOf } from './doubts.ts'

const major = (studentCount: number, teacherCount: number, applyCount: number) => ({
  id: 'a',
  code: '460702',
  versionName: '2021年版',
  name: '新能源汽车技术',
  eduLevel: '高职专科' as const,
  studentCount,
  teacherCount,
  applyCount,
  approvedCount: null,
})
const by = (isByMajor: boolean, ...majors: ReturnType<typeof major>[]) => ({ plan: { isByMajor }, majors })

test('P-4.3-24: the machine names what does not fit and is silent otherwise', () => {
  expect(doubtsOf(by(true, major(60, 1, 60)))).toEqual([])
  expect(doubtsOf(by(true, major(59, 0, 60)))).toEqual([
    '新能源汽车技术：申请培训人数60大于在校学生数59',
    '新能源汽车技术：没有专任教师',
  ])
  expect(doubtsOf(by(false, major(0, 0, 60)))).toEqual([])
})
