import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import {
  approveDeclaration,
  approveDeclarations,
  declaration,
  listDeclarations,
  passFirstReview,
  returnDeclaration,
  submitDeclaration,
  saveDeclaration,
  turnOf,
} from '../index.ts'
import { turnSql } from '../server/read-declarations.ts'
import {
  approved,
  at,
  byMajorForm,
  cred,
  freshYear,
  inTotalForm,
  isPilot,
  letters,
  major,
  now,
  openPlan,
  seen,
} from './world.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
beforeEach(() => t.clock(now))
afterAll(() => t.close())

test('SC-01, P-4.3-24, S2.6: the province approves per major with less, the total is the sum, the school is told', async () => {
  const year = freshYear()
  const planId = await openPlan(t, who.prv, { year })
  const { id, version } = await t.as(who.sch, submitDeclaration, byMajorForm(planId))
  const over = await t.refused(who.prv, approveDeclaration, {
    id,
    version,
    majors: [{ majorId: major.repair, count: 41 }],
  })
  expect(over.fields).toEqual([{ path: 'majors.1.count', message: '审核人数不能大于申请培训人数' }])
  const none = [
    { majorId: major.ev, count: 0 },
    { majorId: major.repair, count: 0 },
  ]
  expect((await t.refused(who.prv, approveDeclaration, { id, version, majors: none })).fields?.[0]?.message).toBe(
    '审核总人数不能小于1',
  )
  const done = await t.as(who.prv, approveDeclaration, { id, version, majors: [{ majorId: major.ev, count: 50 }] })
  expect(done.approvedTotal).toBe(90)
  const d = await seen(t, who.sch, id)
  expect(d).toMatchObject({ status: 'approved', applyTotal: 100, approvedTotal: 90, turn: null, version: done.version })
  expect(d.majors.map((m) => m.approvedCount)).toEqual([50, 40])
  expect(d.timeline.at(-1)).toMatchObject({
    label: '审核通过',
    byName: '省厅一',
    byOrganisation: '北京市教育委员会',
    detail: {
      applyTotal: 100,
      approvedTotal: 90,
      majors: [
        { label: '新能源汽车技术-460702-2021年版', applied: 60, approved: 50 },
        { applied: 40, approved: 40 },
      ],
    },
  })
  expect((await letters(t, '北方工业大学')).find((l) => l.text.startsWith(`${year}年智能`))).toMatchObject({
    title: '证书试点申报审核通过',
    link: `/declarations?open=${id}`,
  })
  expect((await t.refused(who.prv, approveDeclaration, { id, version: done.version })).code).toBe('state-changed')
})

test('SC-02, P-4.3-23, S2.5, S2.7, S2.8: the city reviews first, then the province; numbers are the province’s alone', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false, needsCityReview: true })
  const { id, version } = await t.as(
    who.sch,
    submitDeclaration,
    inTotalForm(planId, { majors: [{ majorId: major.ev }] }),
  )
  expect((await letters(t, '北京市市辖区教育局'))[0]?.title).toBe('有证书试点申报待初审')
  expect(await t.refused(who.prv, approveDeclaration, { id, version })).toMatchObject({
    says: '该申报待地市级教育行政部门初审',
  })
  expect((await t.refused(who.prv, returnDeclaration, { id, version, reason: '早了' })).code).toBe('waits-for-city')
  expect((await t.refused(who.cty, returnDeclaration, { id, version, reason: '　' })).fields).toEqual([
    { path: 'reason', message: '请填写退回原因' },
  ])
  expect(
    (await t.refused(who.cty, returnDeclaration, { id, version, reason: '长'.repeat(501) })).fields?.[0]?.message,
  ).toBe('不能超过500字')
  const back = await t.as(who.cty, returnDeclaration, { id, version, reason: '师资材料不全' })
  expect((await seen(t, who.sch, id)).timeline.at(-1)).toMatchObject({
    label: '退回',
    reason: '师资材料不全',
    byOrganisation: '北京市市辖区教育局',
  })
  const again = await t.as(who.sch, submitDeclaration, { ...inTotalForm(planId), id, version: back.version })
  await t.as(who.cty, passFirstReview, { ids: [id] })
  expect(await seen(t, who.prv, id)).toMatchObject({
    status: 'second-review',
    turn: 'province',
    approvedTotal: null,
    version: again.version + 1,
  })
  expect((await t.refused(who.cty, passFirstReview, { ids: [id] })).code).toBe('state-changed')
  expect((await t.refused(who.cty, returnDeclaration, { id, version: again.version + 1, reason: '晚了' })).code).toBe(
    'state-changed',
  )
  const v = again.version + 1
  expect((await t.refused(who.prv, approveDeclaration, { id, version: v, total: 31 })).fields).toEqual([
    { path: 'total', message: '审核人数不能大于申请培训人数' },
  ])
  expect((await t.refused(who.prv, approveDeclaration, { id, version: v, total: 0 })).fields?.[0]?.message).toBe(
    '审核总人数不能小于1',
  )
  expect(await t.as(who.prv, approveDeclaration, { id, version: v, total: 30 })).toMatchObject({ approvedTotal: 30 })
  expect((await seen(t, who.sch, id)).timeline.map((e) => e.label)).toEqual([
    '保存并提交',
    '退回',
    '保存并提交',
    '审核通过',
    '审核通过',
  ])
})

test('S2.6: where the city has no active unit the province decides at once', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false, needsCityReview: true })
  const suspend = (status: string) =>
    t.db((tx) =>
      run(tx, sql`update organisations.organisations set status = ${status} where id = ${idOf('北京市市辖区教育局')}`),
    )
  await suspend('suspended')
  const { id, version } = await t.as(who.sch, submitDeclaration, inTotalForm(planId))
  expect((await letters(t, '北京市教育委员会'))[0]?.text).toMatch(/^北方工业大学申报了/)
  expect((await t.refused(who.cty, passFirstReview, { ids: [id] })).code).toBe('state-changed')
  await t.as(who.prv, approveDeclaration, { id, version })
  await suspend('active')
})

test('S2.9: the province returns what waits for its second review', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false, needsCityReview: true })
  const { id, version } = await t.as(who.sch, submitDeclaration, inTotalForm(planId))
  await t.as(who.cty, passFirstReview, { ids: [id] })
  await t.as(who.prv, returnDeclaration, { id, version: version + 1, reason: '场地不符' })
  expect(await seen(t, who.sch, id)).toMatchObject({ status: 'returned', edit: null, wasReturned: true })
  expect((await letters(t, '北方工业大学'))[0]).toMatchObject({
    title: '证书试点申报被退回',
    text: expect.stringContaining('退回原因：场地不符。') as string,
  })
})

test('P-4.3-26: batch 通过 gives what was applied, for all or for none', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear() })
  const ids = []
  for (const p of [who.sch, who.sch_b, who.sch_c]) ids.push((await t.as(p, submitDeclaration, byMajorForm(planId))).id)
  const draft = await t.as(who.sch, saveDeclaration, { planId, credentialId: cred.b })
  expect((await t.refused(who.prv, approveDeclarations, { ids: [...ids, draft.id] })).code).toBe('not-found')
  const { version } = await seen(t, who.prv, ids[1] as string)
  await t.as(who.prv, returnDeclaration, { id: ids[1] as string, version, reason: '先退回' })
  expect(await t.refused(who.prv, approveDeclarations, { ids })).toMatchObject({
    code: 'rows-unfit',
    says: '所选数据中第2条不符合条件：当前不由本单位审核',
  })
  expect((await seen(t, who.prv, ids[0] as string)).status).toBe('first-review')
  const rest = [ids[0] as string, ids[2] as string]
  expect(await t.as(who.prv, approveDeclarations, { ids: rest })).toEqual({ count: 2 })
  const d = await seen(t, who.prv, rest[1] as string)
  expect([d.approvedTotal, ...d.majors.map((m) => m.approvedCount)]).toEqual([100, 60, 40])
  expect((await t.refused(who.prv, approveDeclarations, { ids: [rest[0] as string] })).code).toBe('state-changed')
})

test('P-4.3-24, P-0-04: two who decide at once: one wins, the other is told', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear() })
  const { id, version } = await t.as(who.sch, submitDeclaration, byMajorForm(planId))
  const race = await Promise.allSettled([
    t.as(who.prv, approveDeclaration, { id, version }),
    t.as(who.prv, returnDeclaration, { id, version, reason: '同时退回' }),
    t.as(who.prv, approveDeclarations, { ids: [id] }),
  ])
  expect(race.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
  const said = race.flatMap((r) =>
    r.status === 'rejected' ? [(r.reason as { answer: { says: string } }).answer.says] : [],
  )
  expect(new Set(said)).toEqual(new Set(['数据状态已变更，请刷新后重试']))
})

test('P-0-02: review ends at the borders of province and city; readers and other actors do not review', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false, needsCityReview: true })
  const { id, version } = await t.as(who.sch, submitDeclaration, inTotalForm(planId))
  expect((await t.refused(who.cty_sz, passFirstReview, { ids: [id] })).code).toBe('not-found')
  for (const op of [approveDeclaration, returnDeclaration])
    expect((await t.refused(who.prv_gd, op, { id, version, reason: '外省' })).code).toBe('not-found')
  expect((await t.refused(who.cty, approveDeclaration, { id, version })).status).toBe(403)
  expect((await t.refused(who.prv, passFirstReview, { ids: [id] })).status).toBe(403)
  for (const p of [who.sch, who.org_a, { ...who.cty, rights: ['pilots.read'] }])
    expect((await t.refused(p, passFirstReview, { ids: [id] })).status).toBe(403)
  // A plan without city review is none of the city's business (P-4.3-23).
  const direct = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false })
  const other = await t.as(who.sch, submitDeclaration, inTotalForm(direct))
  for (const [op, input] of [
    [declaration, { id: other.id }],
    [passFirstReview, { ids: [other.id] }],
    [returnDeclaration, { id: other.id, version: other.version, reason: '不归我' }],
  ] as const)
    expect((await t.refused(who.cty, op, input)).code).toBe('not-found')
})

test('P-4.3-23, P-4.3-24, P-4.3-27: lists of the reviewers by turn and query; the awarding body sees 审核通过 only', async () => {
  const year = freshYear()
  const planId = await openPlan(t, who.prv, { year, isByMajor: false, needsCityReview: true, batch: '评审批' })
  const a = await t.as(who.sch, submitDeclaration, inTotalForm(planId))
  const b = await t.as(who.sch_b, submitDeclaration, inTotalForm(planId))
  await t.as(who.sch_c, saveDeclaration, inTotalForm(planId))
  await t.as(who.cty, passFirstReview, { ids: [b.id] })
  const filter = { year: String(year) }
  const list = (p: Principal, tab?: string, more: object = {}) =>
    t.as(p, listDeclarations, { filter: { ...filter, ...more }, ...(tab ? { tab } : {}) })
  expect((await list(who.cty)).tabs).toEqual({ 'to-review': 1, 'in-review': 1, approved: 0, returned: 0, draft: 0 })
  expect((await list(who.cty, 'to-review')).rows.map((r) => r.id)).toEqual([a.id])
  expect((await list(who.prv, 'to-review')).rows.map((r) => [r.id, r.schoolName, r.cityName, r.turn])).toEqual([
    [b.id, '学校乙', '北京市', 'province'],
  ])
  expect((await list(who.prv, 'in-review')).rows.map((r) => r.id)).toEqual([a.id])
  expect(
    (
      await list(who.prv, undefined, {
        city: '110100',
        batch: '评审',
        schoolName: '乙',
        status: 'second-review',
        certLevel: '初级',
      })
    ).rows,
  ).toHaveLength(1)
  expect((await list(who.prv, undefined, { city: '440300' })).rows).toHaveLength(0)
  expect((await list(who.org_a)).rows).toEqual([])
  await t.as(who.prv, approveDeclarations, { ids: [b.id] })
  expect((await list(who.org_a)).rows.map((r) => [r.id, r.schoolName])).toEqual([[b.id, '学校乙']])
  expect((await list(who.org_b)).rows).toEqual([])
  expect((await t.as(who.org_a, declaration, { id: b.id })).approvedTotal).toBe(30)
  expect((await t.refused(who.org_a, declaration, { id: a.id })).code).toBe('not-found')
  expect((await t.refused(who.org_a, returnDeclaration, { id: b.id, version: 1, reason: 'x' })).status).toBe(403)
})

test('S2.5–S2.7: whose turn it is reads the same in SQL and in the rule', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false, needsCityReview: true })
  await t.as(who.sch, submitDeclaration, inTotalForm(planId))
  const all = await t.db((tx) =>
    rows<{ status: Parameters<typeof turnOf>[0]['status']; needs: boolean; region: string; turn: string | null }>(
      tx,
      sql`select d.status, p.needs_city_review as needs, d.region_code as region, ${turnSql} as turn from pilots.declarations d join pilots.plans p on p.id = d.plan_id`,
    ),
  )
  expect(all.length).toBeGreaterThan(8)
  for (const d of all)
    expect(d.turn).toBe(
      turnOf({ status: d.status, needsCityReview: d.needs, hasCity: ['110100', '440300'].includes(d.region) }),
    )
})

test('S16.2, P3-2.4-02, P3-2.4-03, A34: the first approved declaration makes a 试点院校 of the year and opens the menu', async () => {
  await t.db((tx) =>
    run(tx, sql`update organisations.schools set is_base_info_completed = true where id = ${idOf('未试点学院')}`),
  )
  expect(await isPilot(t, '未试点学院')).toBe(false)
  const first = await approved(t, who, 'sch_new')
  expect(await isPilot(t, '未试点学院')).toBe(true)
  const told = await letters(t, '未试点学院')
  expect(told.filter((l) => l.title === `本校已成为${first.year}年度试点院校`)).toHaveLength(1)
  // A second certificate of the year tells nothing new.
  const second = await t.as(who.sch_new, submitDeclaration, byMajorForm(first.planId, { credentialId: cred.middle }))
  await t.as(who.prv, approveDeclaration, { id: second.id, version: second.version })
  expect(
    (await letters(t, '未试点学院')).filter((l) => l.title === `本校已成为${first.year}年度试点院校`),
  ).toHaveLength(1)
  // S16.3: the last one of the year goes, and with it the only year.
  const v1 = (await seen(t, who.prv, first.id)).version
  await t.as(who.prv, returnDeclaration, { id: first.id, version: v1, reason: '学校申请修改' })
  expect(await isPilot(t, '未试点学院')).toBe(true)
  const v2 = (await seen(t, who.prv, second.id)).version
  await t.as(who.prv, returnDeclaration, { id: second.id, version: v2, reason: '学校申请修改' })
  expect(await isPilot(t, '未试点学院')).toBe(false)
  expect((await letters(t, '未试点学院')).map((l) => l.title)).toContain(`本校不再是${first.year}年度试点院校`)
  await t.db((tx) =>
    run(tx, sql`update organisations.schools set is_base_info_completed = false where id = ${idOf('未试点学院')}`),
  )
})

test('S16.2: two approvals of one school at once count once', async () => {
  const year = freshYear()
  const planId = await openPlan(t, who.prv, { year })
  const made = []
  for (const credentialId of [cred.junior, cred.middle])
    made.push(await t.as(who.sch_b, submitDeclaration, byMajorForm(planId, { credentialId })))
  await Promise.all(made.map((m) => t.as(who.prv, approveDeclaration, m)))
  expect((await letters(t, '学校乙')).filter((l) => l.title === `本校已成为${year}年度试点院校`)).toHaveLength(1)
})

test('P-4.3-21, P-4.3-25, S2.10: an approved one is returned by the province alone and loses its numbers', async () => {
  const { id, year } = await approved(t, who)
  const { version } = await seen(t, who.prv, id)
  expect((await t.refused(who.prv, returnDeclaration, { id, version, reason: '' })).fields?.[0]?.message).toBe(
    '请填写退回原因',
  )
  await t.clock(at('20T00:00:01'))
  expect((await t.refused(who.prv, returnDeclaration, { id, version, reason: '学校申请修改' })).fields).toEqual([
    { path: 'supplementUntil', message: '请选择补正截止时间' },
  ])
  expect(
    (
      await t.refused(who.prv, returnDeclaration, {
        id,
        version,
        reason: '学校申请修改',
        supplementUntil: at('20T00:00:01'),
      })
    ).fields?.[0]?.message,
  ).toBe('补正截止时间必须晚于当前时间')
  await t.as(who.prv, returnDeclaration, { id, version, reason: '学校申请修改', supplementUntil: at('22T00:00:00') })
  const d = await seen(t, who.sch, id)
  expect(d).toMatchObject({
    status: 'returned',
    approvedTotal: null,
    supplementUntil: at('22T00:00:00'),
    edit: null,
    year,
  })
  expect(d.majors.map((m) => m.approvedCount)).toEqual([null, null])
  expect(d.timeline.at(-1)).toMatchObject({ label: '退回', detail: { supplementUntil: at('22T00:00:00') } })
})
