import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { transaction } from '#kit/server/db.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import * as op from '../index.ts'
import { openPlansFor, planForEnrolment, type PlanUse } from '../server/index.ts'
import { aPlan, credentialId, day, shifted } from './a-plan.ts'

let t: TestHouse
let who: Record<Login, Principal>
let id: string
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  id = (await t.as(who.org_a, op.savePlan, aPlan({ isAllSchools: false, schoolIds: [idOf('学校乙')] }))).id
  await t.as(who.org_a, op.publishPlan, { id, version: 1 })
})
afterAll(() => t.close())
afterEach(() => t.clock(null))

const open = (p: Principal, now: string, use: PlanUse, charge: string[] | null = null) =>
  transaction(t.house.database, p, (tx) => openPlansFor(tx, { id: p.organisationId as string, charge }, now, use))
const isOpen = async (now: string, use: PlanUse, p = who.sch_b) => (await open(p, now, use)).some((x) => x.id === id)

test.each([
  ['enrol', shifted(day(2), -1), false],
  ['enrol', day(2), true],
  ['enrol', day(4), true],
  ['enrol', shifted(day(4), 1), false],
  ['pay', shifted(day(2), -1), false],
  ['pay', day(2), true],
  ['pay', shifted(day(5), -1), true],
  ['pay', day(5), false],
  ['rooms', day(1), true],
  ['rooms', shifted(day(5), -1), true],
  ['rooms', day(5), false],
] as const)(
  'P-5.2.6-04 A22 P-5.2.5-02 a plan is open to %s at %s: %s (section 7 edges)',
  async (use, now, expected) => {
    expect(await isOpen(now, use)).toBe(expected)
  },
)

test('P-5.2.6-04 a school outside the 参考院校 cannot choose it; the host of a 借考 only for rooms', async () => {
  expect(await isOpen(day(3), 'enrol', who.sch)).toBe(false)
  await t.as(who.org_a, op.assignSite, {
    sessionId: id,
    credentialId,
    schoolIds: [idOf('学校乙')],
    siteId: idOf('site'),
  })
  expect(await isOpen(day(3), 'enrol', who.sch)).toBe(false)
  expect(await isOpen(day(3), 'pay', who.sch)).toBe(false)
  expect(await isOpen(day(3), 'rooms', who.sch)).toBe(true)
})

test('plans come with the certificates the account is in charge of, fees, 参考对象 and times', async () => {
  const [plan] = await open(who.sch_b, day(3), 'enrol')
  expect(plan?.lines[0]).toMatchObject({ credentialId, fee: '200.00', allowsBySubject: true })
  expect(plan?.lines[0]?.subjects[0]).toMatchObject({
    subjectNo: '50800001101',
    targetTypeIds: [],
    fee: '120.00',
    startsAt: day(9),
  })
  expect(await open(who.sch_b, day(3), 'enrol', [idOf('credential 50800003')])).toEqual([])
})

test('planForEnrolment says who takes part and gives null for what is not published', async () => {
  const forSchool = (p: Principal) =>
    transaction(t.house.database, p, (tx) => planForEnrolment(tx, id, p.organisationId as string))
  expect(await forSchool(who.sch_b)).toMatchObject({
    isParticipating: true,
    isSeen: true,
    isPayRequired: false,
    session: { id, registerEnd: day(4) },
  })
  expect(await forSchool(who.sch_c)).toMatchObject({ isParticipating: false, isSeen: false })
  const draft = (await t.as(who.org_a, op.savePlan, aPlan())).id
  expect(await t.db((tx) => planForEnrolment(tx, draft, idOf('学校乙')))).toBeNull()
  expect(await t.db((tx) => planForEnrolment(tx, idOf('nothing'), idOf('学校乙')))).toBeNull()
})

test('S15.4 a 报考 under way holds the plan: 取消 waits for it', async () => {
  const { id: plan } = await t.as(who.org_a, op.savePlan, aPlan())
  await t.as(who.org_a, op.publishPlan, { id: plan, version: 1 })
  const order: string[] = []
  let cancelling: Promise<unknown> = Promise.resolve()
  await transaction(t.house.database, who.sch_b, async (tx) => {
    await planForEnrolment(tx, plan, idOf('学校乙'))
    cancelling = t
      .as(who.org_a, op.cancelPlan, { id: plan, version: 2, reason: '改期' })
      .then(() => order.push('cancelled'))
    await new Promise((r) => setTimeout(r, 200))
    order.push('enrolled')
  })
  await cancelling
  expect(order).toEqual(['enrolled', 'cancelled'])
})
