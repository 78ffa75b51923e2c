import { expect, test } from 'vitest'
import { phaseAt } from '#kit/pure/phases.ts'
import { unreachable } from '#kit/pure/workflow.ts'
import {
  belowEnrolled,
  editVerdict,
  hasEnrolments,
  isStopped,
  mayDeletePlan,
  openVerdict,
  planTimesVerdict,
  turnOf,
} from './rules.ts'
import { declarationFlow, planFlow, planPhases } from './workflow.ts'

const at = (s: string): string => `2031-03-${s}.000Z`
const window = { status: 'published' as const, startAt: at('10T00:00:00'), endAt: at('20T00:00:00') }

test('P-4.3-04, P3-2.3-04: a plan is open from its start second to its end second', () => {
  expect(openVerdict(window, at('09T23:59:59'))).toBe('time-not-come')
  expect(openVerdict(window, at('10T00:00:00'))).toBeNull()
  expect(openVerdict(window, at('20T00:00:00'))).toBeNull()
  expect(openVerdict(window, at('20T00:00:01'))).toBe('time-over')
  expect(openVerdict({ ...window, status: 'draft' }, at('15T00:00:00'))).toBe('time-over')
  const phase = (now: string) => phaseAt(planPhases, window, now)
  expect([at('09T23:59:59'), at('10T00:00:00'), at('20T00:00:00'), at('20T00:00:01')].map(phase)).toEqual([
    'upcoming',
    'open',
    'open',
    'ended',
  ])
})

test('P-4.3-20, S2.3, S2.11: 编辑 only of 未提交 and 审核退回, in the plan or until 补正截止时间 to the second', () => {
  const d = (more: object) => ({ status: 'draft' as const, plan: window, supplementUntil: null, ...more })
  for (const status of ['first-review', 'second-review', 'approved'] as const)
    expect(editVerdict(d({ status }), at('15T00:00:00'))).toBe('submitted')
  expect(editVerdict(d({}), at('15T00:00:00'))).toBeNull()
  expect(editVerdict(d({ status: 'returned' }), at('20T00:00:01'))).toBe('time-over')
  const supplemented = d({ status: 'returned', supplementUntil: at('25T00:00:00') })
  expect(editVerdict(supplemented, at('25T00:00:00'))).toBeNull()
  expect(editVerdict(supplemented, at('25T00:00:01'))).toBe('time-over')
  expect(isStopped(supplemented, at('25T00:00:00'))).toBe(false)
  expect(isStopped(supplemented, at('25T00:00:01'))).toBe(true)
  expect(isStopped(d({ status: 'approved' }), at('25T00:00:01'))).toBe(false)
})

test('A15, S2.5–S2.7: city first where the plan asks for it and the city has an active unit, else the province', () => {
  const turn = (
    status: 'draft' | 'first-review' | 'second-review' | 'approved' | 'returned',
    needsCityReview: boolean,
    hasCity: boolean,
  ) => turnOf({ status, needsCityReview, hasCity })
  expect(turn('first-review', true, true)).toBe('city')
  expect(turn('first-review', true, false)).toBe('province')
  expect(turn('first-review', false, true)).toBe('province')
  expect(turn('second-review', true, true)).toBe('province')
  expect(turn('approved', true, true)).toBeNull()
  expect([turn('draft', true, true), turn('returned', false, false)]).toEqual(['school', 'school'])
})

test('S1.5, S1.6: times of a published plan: start before it begins, end until it is over, never into the past', () => {
  const fresh = { startAt: at('11T00:00:00'), endAt: at('22T00:00:00') }
  expect(planTimesVerdict(window, fresh, at('09T23:59:59'))).toBeNull()
  expect(planTimesVerdict(window, fresh, at('10T00:00:00'))).toBe('start-fixed')
  const end = { startAt: window.startAt, endAt: at('15T00:00:00') }
  expect(planTimesVerdict(window, end, at('14T23:59:59'))).toBeNull()
  expect(planTimesVerdict(window, end, at('15T00:00:00'))).toBe('end-not-future')
  expect(planTimesVerdict(window, { ...end, endAt: at('30T00:00:00') }, at('20T00:00:01'))).toBe('plan-over')
  expect(mayDeletePlan(window, at('09T23:59:59'))).toBe(true)
  expect(mayDeletePlan(window, at('10T00:00:00'))).toBe(false)
  expect(mayDeletePlan({ ...window, status: 'draft' }, at('30T00:00:00'))).toBe(true)
})

test('S1, S2: every state of the workflows has a way in', () => {
  expect(unreachable(planFlow)).toEqual([])
  expect(unreachable(declarationFlow)).toEqual([])
})

test('P-4.3-25: the words with which enrolments refuse', () => {
  expect(hasEnrolments().answer.says).toBe('该申报已有报考记录，不能退回')
  expect(belowEnrolled('会计-630302-2021年版', 12).answer).toMatchObject({
    says: '审核人数不能小于已报考人数',
    way: '会计-630302-2021年版已报考12人',
  })
})
