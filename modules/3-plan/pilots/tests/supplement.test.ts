import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import {
  approveDeclaration,
  credentialForDeclaring,
  listDeclarations,
  returnDeclaration,
  saveDeclaration,
  setSupplementDeadline,
  submitDeclaration,
} from '../index.ts'
import { at, byMajorForm, cred, freshYear, inTotalForm, letters, major, now, openPlan, seen } from './world.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
beforeEach(() => t.clock(now))
afterAll(() => t.close())
const submitted = async (planId: string) => t.as(who.sch, submitDeclaration, inTotalForm(planId))

test('SC-02, S2.3, S2.4, S2.13, A16: after the plan only within 补正截止时间, to the second; 保存 keeps it', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false })
  const { id, version } = await submitted(planId)
  const back = await t.as(who.prv, returnDeclaration, { id, version, reason: '补充材料' })
  await t.clock(at('20T00:00:01'))
  const edit = (v: number) => ({ ...inTotalForm(planId), id, version: v })
  expect(await t.refused(who.sch, submitDeclaration, edit(back.version))).toMatchObject({
    says: '申报时间已结束，无法申报',
  })
  expect(
    (await t.refused(who.prv, setSupplementDeadline, { id, version: back.version, supplementUntil: at('20T00:00:01') }))
      .fields,
  ).toEqual([{ path: 'supplementUntil', message: '补正截止时间必须晚于当前时间' }])
  expect((await t.refused(who.prv, setSupplementDeadline, { id, version: back.version })).fields?.[0]?.message).toBe(
    '请选择补正截止时间',
  )
  const set = await t.as(who.prv, setSupplementDeadline, {
    id,
    version: back.version,
    supplementUntil: at('22T00:00:00'),
  })
  expect((await letters(t, '北方工业大学'))[0]).toMatchObject({
    title: '补正截止时间已设置',
    text: expect.stringContaining('补正截止时间：2031-03-22 08:00。') as string,
  })
  await t.clock(at('22T00:00:01'))
  expect((await t.refused(who.sch, saveDeclaration, edit(set.version))).code).toBe('time-over')
  await t.clock(at('22T00:00:00'))
  const saved = await t.as(who.sch, saveDeclaration, edit(set.version))
  expect(await seen(t, who.sch, id)).toMatchObject({
    status: 'draft',
    wasReturned: true,
    supplementUntil: at('22T00:00:00'),
    edit: null,
  })
  // S2.13: also of an 未提交 one that was returned before; the province still sees it.
  const extended = await t.as(who.prv, setSupplementDeadline, {
    id,
    version: saved.version,
    supplementUntil: at('23T00:00:00'),
  })
  await t.clock(at('23T00:00:00'))
  await t.as(who.sch, submitDeclaration, edit(extended.version))
  const d = await seen(t, who.sch, id)
  expect(d.status).toBe('first-review')
  expect(d.timeline.map((e) => e.label)).toEqual([
    '保存并提交',
    '退回',
    '设置补正截止时间',
    '设置补正截止时间',
    '保存并提交',
  ])
  expect(
    (await t.refused(who.prv, setSupplementDeadline, { id, version: d.version, supplementUntil: at('25T00:00:00') }))
      .code,
  ).toBe('state-changed')
})

test('P-4.3-23, P-4.3-25: 退回 at the last second of the plan needs no deadline, one second later it does', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false })
  const [a, b] = [await submitted(planId), await t.as(who.sch_b, submitDeclaration, inTotalForm(planId))]
  await t.clock(at('20T00:00:00'))
  await t.as(who.prv, returnDeclaration, { ...a, reason: '期内退回' })
  await t.clock(at('20T00:00:01'))
  expect((await t.refused(who.prv, returnDeclaration, { ...b, reason: '期后退回' })).fields).toEqual([
    { path: 'supplementUntil', message: '请选择补正截止时间' },
  ])
  await t.as(who.prv, returnDeclaration, { ...b, reason: '期后退回', supplementUntil: at('20T00:00:02') })
})

test('P-0-02: only the own province sets a deadline, with the right to write', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false })
  const { id, version } = await submitted(planId)
  const back = await t.as(who.prv, returnDeclaration, { id, version, reason: '补充材料' })
  const set = { id, version: back.version, supplementUntil: at('25T00:00:00') }
  expect((await t.refused(who.prv_gd, setSupplementDeadline, set)).code).toBe('not-found')
  for (const p of [who.cty, who.sch, { ...who.prv, rights: ['pilots.read'] }])
    expect((await t.refused(p, setSupplementDeadline, set)).status).toBe(403)
  expect((await t.refused(who.prv, setSupplementDeadline, { ...set, version })).code).toBe('state-changed')
  const draft = await t.as(who.sch_b, saveDeclaration, inTotalForm(planId))
  expect((await t.refused(who.prv, setSupplementDeadline, { ...set, id: draft.id, version: 1 })).code).toBe('not-found')
})

test('SC-02, S2.11, S2.12, A17: what a finished plan left behind goes on in another plan of the year, as the same record', async () => {
  const year = freshYear()
  const old = await openPlan(t, who.prv, { year, isByMajor: false, batch: '前批' })
  const draft = await t.as(who.sch, saveDeclaration, inTotalForm(old, { majors: [{ majorId: major.ev }] }))
  await t.clock(at('20T00:00:00'))
  const next = await openPlan(t, who.prv, { year, batch: '后批', endAt: at('30T00:00:00') })
  expect((await t.refused(who.sch, saveDeclaration, byMajorForm(next))).code).toBe('declared-already')
  expect((await t.as(who.sch, credentialForDeclaring, { planId: next, credentialId: cred.junior })).carried).toBeNull()
  await t.clock(at('20T00:00:01'))
  expect(await seen(t, who.sch, draft.id)).toMatchObject({ edit: 'time-over' })
  const offered = await t.as(who.sch, credentialForDeclaring, { planId: next, credentialId: cred.junior })
  expect(offered).toMatchObject({
    isDeclared: false,
    carried: { id: draft.id, batch: '前批', status: 'draft', applyTotal: 30, majors: [{ code: '460702' }] },
  })
  const saved = await t.as(who.sch, saveDeclaration, byMajorForm(next))
  expect(saved.id).toBe(draft.id)
  expect(await seen(t, who.sch, draft.id)).toMatchObject({
    batch: '后批',
    status: 'draft',
    applyTotal: 100,
    edit: null,
  })
  const sent = await t.as(who.sch, submitDeclaration, { ...byMajorForm(next), ...saved })
  const d = await seen(t, who.sch, sent.id)
  expect(d).toMatchObject({ id: draft.id, batch: '后批', status: 'first-review' })
  expect(d.timeline.map((e) => [e.label, e.detail])).toEqual([
    ['转入新的申报批次', { from: '前批', to: '后批' }],
    ['保存并提交', null],
  ])
  expect((await t.as(who.sch, listDeclarations, { filter: { year: String(year) } })).rows).toHaveLength(1)
})

test('S2.12: a returned record is carried with its reviews straight to 待初审; a submitted or a still open one is not', async () => {
  const year = freshYear()
  const old = await openPlan(t, who.prv, { year, isByMajor: false })
  const returned = await submitted(old)
  await t.as(who.prv, returnDeclaration, { ...returned, reason: '未补正' })
  const waiting = await t.as(who.sch, submitDeclaration, inTotalForm(old, { credentialId: cred.middle }))
  const saved = await t.as(who.sch, submitDeclaration, inTotalForm(old, { credentialId: cred.b }))
  await t.clock(at('20T00:00:01'))
  await t.as(who.prv, returnDeclaration, { ...saved, reason: '可补正', supplementUntil: at('25T00:00:00') })
  const next = await openPlan(t, who.prv, { year, isByMajor: false, endAt: at('30T00:00:00') })
  expect((await t.refused(who.sch, submitDeclaration, inTotalForm(next, { credentialId: cred.middle }))).code).toBe(
    'declared-already',
  )
  expect((await t.refused(who.sch, submitDeclaration, inTotalForm(next, { credentialId: cred.b }))).code).toBe(
    'declared-already',
  )
  const moved = await t.as(who.sch, submitDeclaration, inTotalForm(next))
  expect(moved.id).toBe(returned.id)
  const d = await seen(t, who.sch, moved.id)
  expect(d).toMatchObject({ status: 'first-review', planId: next })
  expect(d.timeline.map((e) => e.label)).toEqual(['保存并提交', '退回', '转入新的申报批次', '保存并提交'])
  await t.clock(at('25T00:00:01'))
  await t.as(who.sch, submitDeclaration, inTotalForm(next, { credentialId: cred.b }))
  expect(waiting.id).not.toBe(moved.id)
})

test('S2.12: the new plan’s own rules hold: scope, window, and its way of declaring', async () => {
  const year = freshYear()
  const old = await openPlan(t, who.prv, { year, isByMajor: false })
  await t.as(who.sch, saveDeclaration, inTotalForm(old))
  await t.clock(at('20T00:00:01'))
  const narrow = await openPlan(t, who.prv, { year, scope: 'some', credentialIds: [cred.b], endAt: at('30T00:00:00') })
  expect((await t.refused(who.sch, saveDeclaration, byMajorForm(narrow))).code).toBe('credential-not-in-scope')
  const wide = await openPlan(t, who.prv, { year, startAt: at('25T00:00:00'), endAt: at('30T00:00:00') })
  expect((await t.refused(who.sch, saveDeclaration, byMajorForm(wide))).code).toBe('time-not-come')
  await t.clock(at('25T00:00:00'))
  expect((await t.refused(who.sch, submitDeclaration, byMajorForm(wide, { majors: [] }))).fields?.[0]?.message).toBe(
    '请选择拟申报专业',
  )
  const { id, version } = await t.as(who.sch, submitDeclaration, byMajorForm(wide))
  expect(await t.as(who.prv, approveDeclaration, { id, version })).toMatchObject({ approvedTotal: 100 })
})
