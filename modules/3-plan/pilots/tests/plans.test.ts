import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import {
  addPlan,
  changePlanTimes,
  deletePlan,
  editPlan,
  findPublishedCredentials,
  listPlans,
  plan,
  publishPlan,
  saveDeclaration,
} from '../index.ts'
import { at, cred, freshYear, inTotalForm, letters, now, openPlan, planForm } from './world.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
beforeEach(() => t.clock(now))
afterAll(() => t.close())

test('P-4.3-22, S1.1, S1.2: a plan is 未发布 and invisible to schools until 发布; then the schools of the province are told', async () => {
  const form = planForm()
  const { id } = await t.as(who.prv, addPlan, form)
  for (const p of [who.sch, who.cty]) expect((await t.refused(p, plan, { id })).code).toBe('not-found')
  expect(await t.as(who.prv, plan, { id })).toMatchObject({
    status: 'draft',
    provinceName: '北京市',
    declarationCount: 0,
  })
  await t.as(who.prv, publishPlan, { id, version: 1 })
  expect(await t.as(who.sch, plan, { id })).toMatchObject({ status: 'published', phase: 'open', batch: form.batch })
  expect(await t.as(who.cty, plan, { id })).toMatchObject({ phase: 'open' })
  expect((await letters(t, '未试点学院'))[0]).toMatchObject({
    title: `2031年${form.batch}证书申报计划已发布`,
    text: '申报时间：2031-03-10 08:00-2031-03-20 08:00。请在申报时间内申报证书试点。',
    area: 'pilots',
    link: '/declaration-plans',
  })
  expect((await letters(t, '岭南职业学院')).filter((l) => l.title.includes(form.batch))).toEqual([])
  expect((await t.refused(who.prv, publishPlan, { id, version: 2 })).code).toBe('state-changed')
})

test('P-4.3-22, A33: an end before or at the start, a doubled batch and an empty 部分 are refused in words', async () => {
  const bad = async (more: object) =>
    (await t.refused(who.prv, addPlan, planForm(more))).fields?.map((f) => [f.path, f.message])
  expect(await bad({ endAt: at('10T00:00:00') })).toEqual([['endAt', '结束时间必须晚于开始时间']])
  expect(await bad({ endAt: at('09T00:00:00') })).toEqual([['endAt', '结束时间必须晚于开始时间']])
  expect(await bad({ endAt: at('10T00:00:01') }).catch(() => 'accepted')).toBe('accepted')
  expect(await bad({ scope: 'some' })).toEqual([['credentialIds', '请选择开放的证书']])
  expect(await bad({ year: '', batch: ' ' })).toEqual([
    ['year', '请填写申报年度'],
    ['batch', '请输入申报批次'],
  ])
  const form = planForm()
  await t.as(who.prv, addPlan, form)
  expect(await t.refused(who.prv, addPlan, { ...form, batch: ` ${form.batch}` })).toMatchObject({
    says: '该年度该批次已存在',
  })
  await t.as(who.prv_gd, addPlan, form)
  await t.as(who.prv, addPlan, { ...form, year: freshYear() })
})

test('S1.2: 发布 needs an end in the future, to the second, and open certificates', async () => {
  const draft = async (more: object = {}) => (await t.as(who.prv, addPlan, planForm(more) as never)).id
  const late = await draft({ startAt: at('01T00:00:00'), endAt: at('15T02:00:00') })
  expect(await t.refused(who.prv, publishPlan, { id: late, version: 1 })).toMatchObject({
    says: '申报结束时间已过，不能发布',
  })
  await t.clock(at('15T01:59:59'))
  await t.as(who.prv, publishPlan, { id: late, version: 1 })
  const some = await draft({ scope: 'some', credentialIds: [cred.b] })
  await t.db((tx) => run(tx, sql`update credentials.credentials set status = 'suspended' where id = ${cred.b}`))
  expect((await t.refused(who.prv, publishPlan, { id: some, version: 1 })).code).toBe('credential-not-published')
  await t.db((tx) => run(tx, sql`update credentials.credentials set status = 'published' where id = ${cred.b}`))
  await t.as(who.prv, publishPlan, { id: some, version: 1 })
  expect((await t.as(who.prv, plan, { id: some })).credentials.map((c) => c.certNo)).toEqual(['50900001'])
})

test('P-4.3-22: a draft is edited with all its fields, a published plan is not; a stale version is refused', async () => {
  const form = planForm({ scope: 'some', credentialIds: [cred.junior] })
  const { id } = await t.as(who.prv, addPlan, form)
  const { version } = await t.as(who.prv, editPlan, {
    ...form,
    id,
    version: 1,
    isByMajor: false,
    scope: 'all',
    credentialIds: [cred.junior],
  })
  expect(await t.as(who.prv, plan, { id })).toMatchObject({ isByMajor: false, scope: 'all', credentials: [] })
  expect((await t.refused(who.prv, editPlan, { ...form, id, version: 1 })).code).toBe('state-changed')
  expect((await t.refused(who.prv, editPlan, { ...form, id, version, credentialIds: [idOf('nowhere')] })).code).toBe(
    'credential-not-published',
  )
  const published = await t.as(who.prv, publishPlan, { id, version })
  expect(await t.refused(who.prv, editPlan, { ...form, id, version: published.version })).toMatchObject({
    says: '申报计划已发布，只能修改申报时间',
  })
})

test('S1.3, S1.4, P-4.3-03: 状态 follows the clock, one second before, at and after both ends', async () => {
  const id = await openPlan(t, who.prv)
  const phaseAt = async (instant: string) => {
    await t.clock(instant)
    return (await t.as(who.sch, plan, { id })).phase
  }
  expect(await phaseAt(at('09T23:59:59'))).toBe('upcoming')
  expect(await phaseAt(at('10T00:00:00'))).toBe('open')
  expect(await phaseAt(at('20T00:00:00'))).toBe('open')
  expect(await phaseAt(at('20T00:00:01'))).toBe('ended')
})

test('S1.5: before it begins both times may move, once 进行中 only the end and never into the past, afterwards nothing', async () => {
  await t.clock(at('09T23:59:59'))
  const id = await openPlan(t, who.prv)
  const move = (version: number, startAt: string, endAt: string) => ({
    id,
    version,
    startAt: at(startAt),
    endAt: at(endAt),
  })
  const a = await t.as(who.prv, changePlanTimes, move(2, '11T00:00:00', '21T00:00:00'))
  await t.clock(at('11T00:00:00'))
  expect(await t.refused(who.prv, changePlanTimes, move(a.version, '12T00:00:00', '21T00:00:00'))).toMatchObject({
    says: '申报已开始，不能修改申报开始时间',
  })
  expect(
    (await t.refused(who.prv, changePlanTimes, move(a.version, '11T00:00:00', '11T00:00:00'))).fields?.[0]?.message,
  ).toBe('结束时间必须晚于开始时间')
  await t.clock(at('13T00:00:00'))
  expect(
    (await t.refused(who.prv, changePlanTimes, move(a.version, '11T00:00:00', '13T00:00:00'))).fields?.[0]?.message,
  ).toBe('结束时间必须晚于当前时间')
  const b = await t.as(who.prv, changePlanTimes, move(a.version, '11T00:00:00', '25T00:00:00'))
  expect((await letters(t, '北方工业大学')).map((l) => l.text)).toContain(
    '申报时间改为：2031-03-11 08:00-2031-03-25 08:00。',
  )
  expect((await t.refused(who.prv, changePlanTimes, move(a.version, '11T00:00:00', '26T00:00:00'))).code).toBe(
    'state-changed',
  )
  await t.clock(at('25T00:00:00'))
  const c = await t.as(who.prv, changePlanTimes, move(b.version, '11T00:00:00', '26T00:00:00'))
  await t.clock(at('26T00:00:01'))
  expect(await t.refused(who.prv, changePlanTimes, move(c.version, '11T00:00:00', '28T00:00:00'))).toMatchObject({
    says: '申报计划已结束，不能修改申报时间',
  })
  const draft = await t.as(who.prv, addPlan, planForm())
  expect(
    (await t.refused(who.prv, changePlanTimes, { ...move(1, '11T00:00:00', '28T00:00:00'), id: draft.id })).code,
  ).toBe('state-changed')
})

test('S1.6: 未发布 and 未开始 may be deleted when nobody has declared', async () => {
  const { id } = await t.as(who.prv, addPlan, planForm())
  await t.as(who.prv, deletePlan, { id, version: 1 })
  expect((await t.refused(who.prv, plan, { id })).code).toBe('not-found')
  await t.clock(at('09T23:59:59'))
  const soon = await openPlan(t, who.prv, { year: freshYear() })
  await t.clock(at('10T00:00:00'))
  expect(await t.refused(who.prv, deletePlan, { id: soon, version: 2 })).toMatchObject({
    says: '申报计划已开始，不能删除',
  })
  await t.as(who.sch, saveDeclaration, { planId: soon, credentialId: cred.junior })
  await t.clock(at('09T23:59:59'))
  expect(await t.refused(who.prv, deletePlan, { id: soon, version: 2 })).toMatchObject({
    says: '该申报计划已有院校申报，不能删除',
  })
  const other = await openPlan(t, who.prv)
  await t.as(who.prv, deletePlan, { id: other, version: 2 })
})

test('P-0-02: plans end at the border of the province; city and read-only accounts do not write', async () => {
  const id = await openPlan(t, who.prv)
  for (const [op, input] of [
    [plan, { id }],
    [deletePlan, { id, version: 2 }],
    [editPlan, { ...planForm(), id, version: 2 }],
    [publishPlan, { id, version: 2 }],
    [changePlanTimes, { id, version: 2, startAt: at('10T00:00:00'), endAt: at('22T00:00:00') }],
  ] as const)
    expect((await t.refused(who.prv_gd, op, input)).code).toBe('not-found')
  expect((await t.refused(who.sch_gd, plan, { id })).status).toBe(404)
  expect((await t.refused(who.cty_sz, plan, { id })).status).toBe(404)
  for (const p of [who.cty, who.sch, who.org_a, who.ops, { ...who.prv, rights: ['pilots.read'] }])
    expect((await t.refused(p, addPlan, planForm())).status).toBe(403)
  expect((await t.as({ ...who.prv, rights: ['pilots.read'] }, plan, { id })).id).toBe(id)
})

test('P-4.3-03, P3-2.3-02: the list of a school holds what its province has published, newest first; a school before 试点 sees it too', async () => {
  await t.clock(at('27T00:00:00'))
  const draft = await t.as(who.prv, addPlan, planForm({ batch: '不可见批' }))
  const id = await openPlan(t, who.prv, { batch: '可见批', endAt: at('29T00:00:00') })
  const page = await t.as(who.sch_new, listPlans, { size: 100 })
  expect(page.rows.map((r) => r.id)).toContain(id)
  expect(page.rows.map((r) => r.id)).not.toContain(draft.id)
  expect(page.hasNone).toBe(false)
  expect(page.rows[0]?.batch).toBe('可见批')
  const mine = await t.as(who.prv, listPlans, { filter: { batch: '可见批', year: '2031' }, size: 100 })
  expect(mine.rows.map((r) => r.batch).toSorted()).toEqual(['不可见批', '可见批'])
  expect(mine.tabs).toEqual({ draft: 1, upcoming: 0, open: 1, ended: 0 })
  expect((await t.as(who.prv, listPlans, { tab: 'draft', filter: { batch: '可见' } })).rows).toHaveLength(1)
})

test('P3-2.3-03: a province that has published nothing has no plan to declare in', async () => {
  const lost = { ...who.sch, region: '370100' }
  expect((await t.as(lost, listPlans, {})).hasNone).toBe(true)
  await t.db((tx) => run(tx, sql`update organisations.schools set city_code = '370100' where id = ${idOf('学校丙')}`))
  const id = await openPlan(t, who.prv)
  expect(await t.refused(who.sch_c, saveDeclaration, inTotalForm(id))).toMatchObject({
    code: 'no-plan',
    says: '所在省暂未发布证书申报计划',
  })
  await t.db((tx) => run(tx, sql`update organisations.schools set city_code = '110100' where id = ${idOf('学校丙')}`))
})

test('P-4.3-22: the province chooses among 已发布 certificates by name, level or number', async () => {
  const find = async (text: string) =>
    (await t.as(who.prv, findPublishedCredentials, { text })).credentials.map((c) => c.certNo)
  expect(await find('新能源')).toEqual(['50800001', '50800003'])
  expect(await find('证书(中级)')).toEqual(['50800003'])
  expect(await find('5090')).toEqual(['50900001'])
  expect(await find('没有的')).toEqual([])
  expect(await find('%')).toEqual([])
})
