import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { sittingsMoved } from '#sessions'
import type { Principal } from '#kit/pure/who.ts'
import { reaction, type Reaction } from '#kit/server/context.ts'
import { rows, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import * as op from '../index.ts'
import { aPlan, credentialId, day, shifted, windows } from './a-plan.ts'

let t: TestHouse
let who: Record<Login, Principal>
const reactions = () => t.house.reactions as Map<string, readonly Reaction[]>
const usual = new Map<string, readonly Reaction[]>()
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  for (const e of [op.planCancelling, sittingsMoved]) usual.set(e.name, reactions().get(e.name) ?? [])
})
afterAll(() => t.close())
afterEach(async () => {
  for (const [name, list] of usual) reactions().set(name, list)
  await t.clock(null)
})

const seen = (id: string) => t.as(who.org_a, op.plan, { id })
const published = async (): Promise<string> => {
  await t.clock(day(1))
  const { id } = await t.as(who.org_a, op.savePlan, aPlan())
  await t.as(who.org_a, op.publishPlan, { id, version: 1 })
  return id
}
type Move = { id: string; startsAt: string; endsAt: string }
const change = async (id: string, w: Partial<typeof windows>, sittings: Move[] = []) => {
  const p = await seen(id)
  const now = Object.fromEntries(Object.keys(windows).map((b) => [b, p[b as keyof typeof windows]])) as typeof windows
  return { id, version: p.version, windows: { ...now, ...w }, sittings }
}
const changed = async (id: string, w: Partial<typeof windows>, sittings: Move[] = []) =>
  t.as(who.org_a, op.changePlanTimes, await change(id, w, sittings))
const problems = async (id: string, w: Partial<typeof windows>, sittings: Move[] = []) =>
  (await t.refused(who.org_a, op.changePlanTimes, await change(id, w, sittings))).fields?.map(
    (f) => `${f.path} ${f.message}`,
  )

test('S15.3 before anything has begun every bound moves; old and new are kept and told', async () => {
  const id = await published()
  await changed(id, { registerEnd: day(4, 9), publicEnd: day(20) })
  expect(await seen(id)).toMatchObject({ registerEnd: day(4, 9), publicEnd: day(20), status: 'published' })
  const step = (await seen(id)).timeline.at(-1)
  expect(step).toMatchObject({
    label: '修改时间',
    detail: {
      changes: [
        '报考结束时间由 2030-01-04 08:00 改为 2030-01-04 17:00',
        '成绩公示结束时间由 2030-01-16 08:00 改为 2030-01-20 08:00',
      ],
    },
  })
  const told = await t.db((tx) =>
    rows<{ text: string }>(
      tx,
      sql`select text from messages.messages where title = '考试计划时间调整' and to_organisation = ${idOf('学校乙')}`,
    ),
  )
  expect(told.at(-1)?.text).toMatch(
    /^评价组织甲调整了“考试计划\d+”的时间：报考结束时间由 2030-01-04 08:00 改为 2030-01-04 17:00；/,
  )
})

test('S15.3 the order of windows is kept', async () => {
  const id = await published()
  expect(await problems(id, { registerEnd: shifted(day(5), 1) })).toEqual([
    'windows.registerEnd 报考结束时间不能晚于排考开始时间',
  ])
  await changed(id, { registerEnd: day(5) })
})

test('S15.3 报考开始 moves until the second before it and no more at it', async () => {
  const id = await published()
  await t.clock(shifted(day(2), -1))
  await changed(id, { registerStart: day(2, 1) })
  await t.clock(day(2, 1))
  expect(await problems(id, { registerStart: day(3) })).toEqual([
    'windows.registerStart 报考开始时间（2030-01-02 09:00）已过，不能修改',
  ])
})

test.each([
  ['registerEnd', day(4), day(5), '排考已经开始，报考结束时间不能再延后'],
  ['arrangeEnd', day(7), day(9), '考试已经开始，排考结束时间不能再延后'],
  ['scoreEnd', day(12), day(14), '成绩公示已经开始，成绩登记结束时间不能再延后'],
] as const)('S15.3 A42 %s after it has passed: later until the next window begins', async (bound, end, next, words) => {
  const id = await published()
  await t.clock(shifted(end, 1))
  expect((await problems(id, { [bound]: shifted(end, -3600) }))?.[0]).toContain('已过，只能延后')
  await t.clock(shifted(next, -2))
  await changed(id, { [bound]: shifted(next, -1) })
  await t.clock(next)
  expect(await problems(id, { [bound]: next })).toEqual([`windows.${bound} ${words}`])
})

test('S15.3 公示期 end: until its last second, never after it', async () => {
  const id = await published()
  await t.clock(day(16))
  await changed(id, { publicEnd: day(17) })
  await t.clock(shifted(day(17), 1))
  expect(await problems(id, { publicEnd: day(18) })).toEqual([
    'windows.publicEnd 成绩公示结束时间（2030-01-17 08:00）已过，不能修改',
  ])
})

test('S15.3 an exam moves with its seats: the modules below hear which sittings moved', async () => {
  const id = await published()
  const heard: unknown[] = []
  reactions().set(sittingsMoved.name, [reaction(sittingsMoved, async (_, e) => void heard.push(e))])
  const subject = (await seen(id)).lines[0]?.subjects[0]
  const move = { id: subject?.sittingId as string, startsAt: day(8), endsAt: day(8, 2) }
  await changed(id, {}, [move])
  expect(heard).toEqual([
    { sessionId: id, moved: [{ lineSubjectId: subject?.id, sittingId: move.id, startsAt: day(8), endsAt: day(8, 2) }] },
  ])
  expect(await seen(id)).toMatchObject({ firstStart: day(8) })
  await t.clock(day(8))
  expect(await problems(id, {}, [{ ...move, startsAt: day(8, 1) }])).toEqual([
    'sittings.0.startsAt 考试开始时间（2030-01-08 08:00）已过，不能修改',
  ])
})

test('S15.3 an unknown sitting, an overlap, nothing changed, a draft and a stale version are refused', async () => {
  const id = await published()
  expect(await problems(id, {}, [{ id: idOf('other sitting'), startsAt: day(8), endsAt: day(9) }])).toEqual([
    'sittings.0.id 科目不在该考试计划内',
  ])
  const practicalSitting = (await seen(id)).lines[0]?.subjects[1]?.sittingId as string
  expect((await problems(id, {}, [{ id: practicalSitting, startsAt: day(9, 1), endsAt: day(9, 3) }]))?.[0]).toContain(
    '考试时间重叠',
  )
  expect((await t.refused(who.org_a, op.changePlanTimes, await change(id, {}))).says).toBe('时间没有变化')
  const stale = await change(id, { publicEnd: day(20) })
  expect((await t.refused(who.org_a, op.changePlanTimes, { ...stale, version: stale.version - 1 })).code).toBe(
    'state-changed',
  )
  const draft = (await t.as(who.org_a, op.savePlan, aPlan())).id
  expect((await t.refused(who.org_a, op.changePlanTimes, await change(draft, { publicEnd: day(20) }))).code).toBe(
    'state-changed',
  )
  expect((await t.refused(who.org_b, op.changePlanTimes, stale)).code).toBe('not-found')
})

test('S15.4 取消 needs a reason, tells the schools and is final', async () => {
  const id = await published()
  const { version } = await seen(id)
  expect((await t.refused(who.org_a, op.cancelPlan, { id, version, reason: ' ' })).fields?.[0]?.message).toBe(
    '请填写取消原因',
  )
  await t.as(who.org_a, op.cancelPlan, { id, version, reason: '场地变化' })
  const p = await seen(id)
  expect([p.status, p.stage, p.timeline.at(-1)?.reason]).toEqual(['cancelled', 'cancelled', '场地变化'])
  const told = await t.db((tx) =>
    rows<{ text: string }>(
      tx,
      sql`select text from messages.messages where title = '考试计划已取消' and to_organisation = ${idOf('学校丙')}`,
    ),
  )
  expect(told.at(-1)?.text).toContain('原因：场地变化')
  for (const [operation, input] of [
    [op.cancelPlan, { id, version: p.version, reason: '再' }],
    [op.changePlanTimes, await change(id, { publicEnd: day(20) })],
    [op.setFees, { id, version: p.version, lines: [] }],
    [op.savePlan, { ...aPlan(), id, version: p.version }],
  ] as const)
    expect((await t.refused(who.org_a, operation, input)).code).toBe('state-changed')
})

test('S15.4 P-5.2.2-03 a plan with 报考数据 is not cancelled, and stays whole', async () => {
  const id = await published()
  const heard: unknown[] = []
  reactions().set(op.planCancelling.name, [
    reaction(op.planCancelling, async (_, e) => {
      heard.push(e)
      throw op.hasEnrolments()
    }),
  ])
  const no = await t.refused(who.org_a, op.cancelPlan, { id, version: (await seen(id)).version, reason: '错' })
  expect([no.says, heard]).toEqual(['该计划已有报考数据，不能取消', [{ sessionId: id }]])
  expect((await seen(id)).status).toBe('published')
})

test('P-5.2.7-10 fees and 缴费方式 can be set before and after 发布', async () => {
  const id = await published()
  const p = await seen(id)
  const line = p.lines[0]
  const input = {
    id,
    version: p.version,
    payMethod: '线下缴费',
    lines: [
      {
        id: line?.id as string,
        fee: '0',
        subjects: [
          { id: line?.subjects[0]?.id as string, fee: 99.9 },
          { id: line?.subjects[1]?.id as string, fee: '' },
        ],
      },
    ],
  }
  await t.as(who.org_a, op.setFees, input)
  const after = await seen(id)
  expect([after.payMethod, after.lines[0]?.fee, after.lines[0]?.subjects.map((s) => s.fee)]).toEqual([
    '线下缴费',
    '0.00',
    ['99.90', null],
  ])
  expect((await t.refused(who.org_a, op.setFees, input)).code).toBe('state-changed')
  const next = { ...input, version: after.version }
  expect((await t.refused(who.org_a, op.setFees, { ...next, payMethod: '' })).fields).toEqual([
    { path: 'payMethod', message: '请填写缴费方式' },
  ])
  expect(
    (await t.refused(who.org_a, op.setFees, { ...next, lines: [{ id: line?.id as string, fee: 'x', subjects: [] }] }))
      .fields?.[0]?.message,
  ).toBe('费用应为不小于0的数字')
  expect(
    (await t.refused(who.org_a, op.setFees, { ...next, lines: [{ id: idOf('line'), fee: 1, subjects: [] }] })).code,
  ).toBe('not-found')
  expect((await t.refused(who.org_b, op.setFees, next)).code).toBe('not-found')
  expect(credentialId).toBe(line?.credentialId)
})
