import { expect, test } from 'vitest'
import { unreachable } from '#kit/pure/workflow.ts'
import { isOpenToSchool, siteName, undeletable, withdrawProblem } from './rules.ts'
import { enabledState, siteWorkflow } from './workflow.ts'

test('P-5.2.4.1-03 A05 the name is made of school, certificate and level', () => {
  expect(siteName('北方工业大学', '智能新能源汽车职业技能等级证书', '初级')).toBe(
    '北方工业大学智能新能源汽车职业技能等级证书(初级)考核站点',
  )
})

test('P-5.2.4.1-08 P-5.2.4.1-09 only 未提交 and 审核退回 are open to the school', () => {
  expect((['draft', 'pending', 'approved', 'returned'] as const).map(isOpenToSchool)).toEqual([
    true,
    false,
    false,
    true,
  ])
})

test('P-5.2.4.1-10 P-0-08 every row that may not be deleted is named by its number', () => {
  expect(undeletable(['draft', 'approved', 'returned', 'pending'])).toEqual([2, 4])
  expect(undeletable(['draft', 'returned'])).toEqual([])
})

test('P-5.2.4.1-11 撤销 is for 待审核; after a review it says so', () => {
  expect(withdrawProblem('pending')).toBeNull()
  expect(withdrawProblem('approved')).toBe('already-reviewed')
  expect(withdrawProblem('returned')).toBe('already-reviewed')
  expect(withdrawProblem('draft')).toBe('state-changed')
})

test('S3 every state can be reached; 考核站点状态 has words only while 审核通过', () => {
  expect(unreachable(siteWorkflow)).toEqual([])
  expect([true, false, null].map((e) => enabledState(e)?.label)).toEqual(['已启用', '已停用', undefined])
})
