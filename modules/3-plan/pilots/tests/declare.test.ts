import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import {
  declaration,
  findOpenCredentials,
  credentialForDeclaring,
  listDeclarations,
  saveDeclaration,
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
const fields = async (p: Principal, op: typeof submitDeclaration, input: object) =>
  Object.fromEntries(((await t.refused(p, op, input)).fields ?? []).map((f) => [f.path, f.message]))

test('SC-01, P-4.3-05, P-4.3-07, P-4.3-08, P-4.3-11, P-4.3-12, P3-2.3-05: by majors: 保存 → 未提交, 保存并提交 → 待初审, the sum is made by the system', async () => {
  const year = freshYear()
  const planId = await openPlan(t, who.prv, { year })
  const empty = { planId, credentialId: cred.junior, majors: [] }
  expect(await fields(who.sch, submitDeclaration, empty)).toEqual({
    majors: '请选择拟申报专业',
    teacherInfo: '请填写师资情况',
    siteInfo: '请填写场地情况',
  })
  const saved = await t.as(who.sch, saveDeclaration, byMajorForm(planId, { applyTotal: 7, siteInfo: '' }))
  expect(await seen(t, who.sch, saved.id)).toMatchObject({
    status: 'draft',
    applyTotal: 100,
    approvedTotal: null,
    year,
    edit: null,
    turn: 'school',
    siteInfo: '',
  })
  const sent = await t.as(who.sch, submitDeclaration, { ...byMajorForm(planId), id: saved.id, version: saved.version })
  const d = await seen(t, who.sch, sent.id)
  expect(d).toMatchObject({
    id: saved.id,
    status: 'first-review',
    applyTotal: 100,
    edit: 'submitted',
    turn: 'province',
  })
  expect(
    d.majors.map((m) => [m.code, m.versionName, m.studentCount, m.teacherCount, m.applyCount, m.approvedCount]),
  ).toEqual([
    ['460702', '2021年版', 120, 6, 60, null],
    ['500211', '2021年版', 80, 4, 40, null],
  ])
  expect((await letters(t, '北京市教育委员会'))[0]).toMatchObject({
    title: '有证书试点申报待审核',
    link: `/declarations?open=${saved.id}`,
  })
  expect(d.timeline.map((e) => e.label)).toEqual(['保存并提交'])
})

test('P-4.3-07: numbers of majors are judged one by one, with the words of the manual', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear() })
  const majors = [
    { majorId: major.ev, studentCount: -1, teacherCount: 'x', applyCount: 0 },
    { majorId: major.repair, studentCount: 1.5, teacherCount: null, applyCount: '3.2' },
  ]
  expect(await fields(who.sch, submitDeclaration, byMajorForm(planId, { majors }))).toEqual({
    'majors.0.studentCount': '请输入不小于0的整数',
    'majors.0.teacherCount': '请输入不小于0的整数',
    'majors.0.applyCount': '请输入正整数',
    'majors.1.studentCount': '请输入不小于0的整数',
    'majors.1.applyCount': '请输入正整数',
  })
  expect(
    await fields(who.sch, submitDeclaration, byMajorForm(planId, { majors: [{ majorId: major.ev }] })),
  ).toMatchObject({
    'majors.0.studentCount': '请填写本专业在校学生数',
    'majors.0.teacherCount': '请填写本专业专任教师数',
    'majors.0.applyCount': '请填写申请培训人数',
  })
  expect(
    await fields(
      who.sch,
      submitDeclaration,
      byMajorForm(planId, { majors: [{ majorId: major.accounts, studentCount: 0, teacherCount: 0, applyCount: 1 }] }),
    ),
  ).toEqual({
    'majors.0.majorId': '该专业不在证书对应专业内',
  })
  const zero = [{ majorId: major.ev, studentCount: 0, teacherCount: 0, applyCount: 1 }]
  expect(await fields(who.sch, submitDeclaration, byMajorForm(planId, { majors: [...zero, ...zero] }))).toEqual({
    'majors.1.majorId': '拟申报专业不能重复',
  })
  await t.as(who.sch, submitDeclaration, byMajorForm(planId, { majors: zero }))
})

test('SC-02, P-4.3-09, P3-2.3-07: not by majors: the total is typed, majors are optional and carry no numbers', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false })
  expect(await fields(who.sch, submitDeclaration, inTotalForm(planId, { applyTotal: undefined }))).toEqual({
    applyTotal: '请输入申请培训总人数',
  })
  expect(await fields(who.sch, submitDeclaration, inTotalForm(planId, { applyTotal: 0 }))).toEqual({
    applyTotal: '请输入正整数',
  })
  expect(await fields(who.sch, submitDeclaration, inTotalForm(planId, { applyTotal: 100_000 }))).toEqual({
    applyTotal: '申请培训总人数不能大于99999',
  })
  const a = await t.as(who.sch, submitDeclaration, inTotalForm(planId, { applyTotal: 99_999 }))
  expect(await seen(t, who.sch, a.id)).toMatchObject({ applyTotal: 99_999, majors: [] })
  const b = await t.as(
    who.sch_b,
    submitDeclaration,
    inTotalForm(planId, { majors: [{ majorId: major.smart, studentCount: 9, applyCount: 9 }] }),
  )
  expect((await seen(t, who.sch_b, b.id)).majors).toMatchObject([
    { code: '510107', studentCount: null, applyCount: null },
  ])
})

test('P-4.3-10, P-0-10: rich text is made safe and counted on plain text, 1–1000', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false })
  const long = (n: number) => `<p><b>${'字'.repeat(n)}</b></p>`
  expect(
    await fields(
      who.sch,
      submitDeclaration,
      inTotalForm(planId, { teacherInfo: long(1001), siteInfo: '<p>&nbsp;</p>' }),
    ),
  ).toEqual({
    teacherInfo: '不能超过1000字',
    siteInfo: '请填写场地情况',
  })
  expect(await fields(who.sch, saveDeclaration, inTotalForm(planId, { siteInfo: long(1001) }))).toEqual({
    siteInfo: '不能超过1000字',
  })
  const { id } = await t.as(
    who.sch,
    submitDeclaration,
    inTotalForm(planId, { teacherInfo: long(1000), siteInfo: '<p>实训<script>alert(1)</script>室</p>' }),
  )
  expect(await seen(t, who.sch, id)).toMatchObject({ teacherInfo: long(1000), siteInfo: '<p>实训室</p>' })
})

test('P-4.3-06: the search finds what the plan opens: 全部 = all 已发布, 部分 = its list', async () => {
  const year = freshYear()
  const all = await openPlan(t, who.prv, { year })
  const some = await openPlan(t, who.prv, { year, scope: 'some', credentialIds: [cred.junior, cred.b] })
  const find = async (planId: string, text?: string) =>
    (await t.as(who.sch, findOpenCredentials, { planId, ...(text ? { text } : {}) })).credentials
      .map((c) => c.certNo)
      .toSorted()
  expect(await find(all)).toEqual(['50800001', '50800003', '50900001'])
  expect(await find(some)).toEqual(['50800001', '50900001'])
  expect(await find(some, '中级')).toEqual([])
  expect(await t.refused(who.sch, saveDeclaration, { planId: some, credentialId: cred.middle })).toMatchObject({
    says: '该证书不在申报计划的开放证书范围内',
  })
  expect((await t.refused(who.sch, saveDeclaration, { planId: some })).fields?.[0]).toEqual({
    path: 'credentialId',
    message: '请选择试点证书',
  })
  expect((await t.refused(who.sch_gd, findOpenCredentials, { planId: all })).code).toBe('not-found')
  const chosen = await t.as(who.sch, credentialForDeclaring, { planId: some, credentialId: cred.junior })
  expect(chosen).toMatchObject({ isDeclared: false, carried: null, certNo: '50800001' })
  expect(chosen.majors.map((m) => m.code)).toEqual(['460702', '500211', '510107'])
  expect((await t.refused(who.sch, credentialForDeclaring, { planId: some, credentialId: cred.middle })).code).toBe(
    'not-found',
  )
})

test('P-4.1-07: a suspended certificate takes no new declaration; one that is there already goes on', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false })
  const draft = await t.as(who.sch, saveDeclaration, inTotalForm(planId, { credentialId: cred.b }))
  await t.db((tx) => run(tx, sql`update credentials.credentials set status = 'suspended' where id = ${cred.b}`))
  expect((await t.refused(who.sch_b, saveDeclaration, inTotalForm(planId, { credentialId: cred.b }))).code).toBe(
    'credential-not-in-scope',
  )
  await t.as(who.sch, submitDeclaration, {
    ...inTotalForm(planId, { credentialId: cred.b }),
    id: draft.id,
    version: draft.version,
  })
  await t.db((tx) => run(tx, sql`update credentials.credentials set status = 'published' where id = ${cred.b}`))
})

test('P-4.3-04, P3-2.3-04, S2.1: 保存 and 保存并提交 at both ends of the window, one second before and after', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false })
  await t.clock(at('09T23:59:59'))
  for (const op of [saveDeclaration, submitDeclaration])
    expect(await t.refused(who.sch, op, inTotalForm(planId))).toMatchObject({ says: '申报时间未开始，无法申报' })
  await t.clock(at('10T00:00:00'))
  const draft = await t.as(who.sch, saveDeclaration, inTotalForm(planId))
  await t.clock(at('20T00:00:01'))
  const edit = { ...inTotalForm(planId), id: draft.id, version: draft.version }
  for (const op of [saveDeclaration, submitDeclaration]) {
    expect(await t.refused(who.sch_b, op, inTotalForm(planId))).toMatchObject({
      code: 'time-over',
      says: '申报时间已结束，无法申报',
    })
    expect(await t.refused(who.sch, op, edit)).toMatchObject({ says: '申报时间已结束，无法申报' })
  }
  expect((await seen(t, who.sch, draft.id)).edit).toBe('time-over')
  await t.clock(at('20T00:00:00'))
  await t.as(who.sch, submitDeclaration, edit)
  await t.as(who.sch_b, submitDeclaration, inTotalForm(planId))
})

test('P-4.3-14, A17: the same certificate and level once a year, over batches and states, also for two at once', async () => {
  const year = freshYear()
  const [one, two] = [
    await openPlan(t, who.prv, { year, isByMajor: false }),
    await openPlan(t, who.prv, { year, isByMajor: false }),
  ]
  const draft = await t.as(who.sch, saveDeclaration, inTotalForm(one))
  for (const planId of [one, two])
    expect(await t.refused(who.sch, saveDeclaration, inTotalForm(planId))).toMatchObject({
      says: '该证书该等级本年度已申报，不能重复申报',
    })
  expect((await t.as(who.sch, credentialForDeclaring, { planId: two, credentialId: cred.junior })).isDeclared).toBe(
    true,
  )
  await t.as(who.sch, saveDeclaration, inTotalForm(two, { credentialId: cred.middle }))
  await t.as(who.sch_b, saveDeclaration, inTotalForm(one))
  const edit = { ...inTotalForm(one, { credentialId: cred.middle }), id: draft.id, version: draft.version }
  expect((await t.refused(who.sch, saveDeclaration, edit)).code).toBe('declared-already')
  const free = await t.as(who.sch, saveDeclaration, { ...edit, credentialId: cred.b })
  expect(await seen(t, who.sch, free.id)).toMatchObject({
    certName: '财务数字化应用职业技能等级证书',
    awardingBodyName: '评价组织乙',
  })
  const race = await Promise.allSettled(
    [one, two, one, two].map((planId) => t.as(who.sch_c, submitDeclaration, inTotalForm(planId))),
  )
  expect(race.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
  const lost = race
    .filter((r): r is PromiseRejectedResult => r.status === 'rejected')
    .map((r) => (r.reason as { answer: { code: string } }).answer.code)
  expect(lost).toEqual(['declared-already', 'declared-already', 'declared-already'])
  const next = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false })
  await t.as(who.sch, saveDeclaration, inTotalForm(next))
})

test('P-4.3-20, P-4.3-21, P-0-04: a submitted declaration is not edited; a stale form is refused', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear() })
  const draft = await t.as(who.sch, saveDeclaration, byMajorForm(planId))
  const again = await t.as(who.sch, saveDeclaration, { ...byMajorForm(planId), id: draft.id, version: draft.version })
  expect(
    (await t.refused(who.sch, saveDeclaration, { ...byMajorForm(planId), id: draft.id, version: draft.version })).says,
  ).toBe('数据状态已变更，请刷新后重试')
  const sent = await t.as(who.sch, submitDeclaration, { ...byMajorForm(planId), id: draft.id, version: again.version })
  for (const op of [saveDeclaration, submitDeclaration])
    expect((await t.refused(who.sch, op, { ...byMajorForm(planId), id: draft.id, version: sent.version })).says).toBe(
      '数据状态已变更，请刷新后重试',
    )
})

test('P-0-02: a declaration belongs to its school; other schools, other provinces and foreign forms find nothing', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear() })
  const { id, version } = await t.as(who.sch, submitDeclaration, byMajorForm(planId))
  for (const p of [who.sch_b, who.sch_gd, who.prv_gd, who.cty_sz, who.org_b])
    expect(await t.refused(p, declaration, { id })).toMatchObject({ status: 404, says: '数据不存在或无权查看' })
  expect((await t.refused(who.sch_b, saveDeclaration, { ...byMajorForm(planId), id, version })).code).toBe('not-found')
  for (const p of [who.sch_read, who.sch_exam, who.sch_cand])
    expect((await t.refused(p, saveDeclaration, byMajorForm(planId))).status).toBe(403)
  expect((await t.as(who.sch_read, declaration, { id })).id).toBe(id)
  for (const p of [who.prv, who.org_a, who.ops])
    expect((await t.refused(p, saveDeclaration, byMajorForm(planId))).status).toBe(403)
})

test('P-1-04, P3-2.3-01, P3-2.3-02: a school before 试点 declares once its base data is complete, and sees its declarations', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear() })
  expect(await t.refused(who.sch_new, saveDeclaration, byMajorForm(planId))).toMatchObject({
    says: '请先完善院校基础信息',
  })
  await t.db((tx) =>
    run(tx, sql`update organisations.schools set is_base_info_completed = true where id = ${idOf('未试点学院')}`),
  )
  const { id } = await t.as(who.sch_new, submitDeclaration, byMajorForm(planId))
  expect((await t.as(who.sch_new, listDeclarations, {})).rows.map((r) => r.id)).toEqual([id])
  await t.db((tx) =>
    run(tx, sql`update organisations.schools set is_base_info_completed = false where id = ${idOf('未试点学院')}`),
  )
})

test('P-4.3-01, P-4.3-02, P-4.3-19: list and details of the own declarations', async () => {
  const year = freshYear()
  const planId = await openPlan(t, who.prv, { year, batch: '清单批' })
  const { id } = await t.as(who.sch, submitDeclaration, byMajorForm(planId))
  await t.as(who.sch, saveDeclaration, { planId, credentialId: cred.b })
  const page = await t.as(who.sch, listDeclarations, { filter: { year: String(year) } })
  expect(page.tabs).toEqual({ draft: 1, 'first-review': 1, 'second-review': 0, approved: 0, returned: 0 })
  expect(page.rows.find((r) => r.id === id)).toMatchObject({
    batch: '清单批',
    certName: '智能新能源汽车职业技能等级证书',
    certLevel: '初级',
    awardingBodyName: '评价组织甲',
    applyTotal: 100,
    approvedTotal: null,
  })
  const narrow = await t.as(who.sch, listDeclarations, {
    filter: { year: String(year), certName: '财务', status: 'draft' },
  })
  expect(narrow.rows.map((r) => [r.certName, r.applyTotal])).toEqual([['财务数字化应用职业技能等级证书', null]])
  const d = await seen(t, who.sch, id)
  expect(d.school).toMatchObject({
    name: '北方工业大学',
    region: '北京市',
    schoolType: '高职专科',
    address: '不知名街道120号',
  })
  expect(d.contact).toEqual({ name: '联系人', mobile: '138****0000', email: 'a@example.cn' })
  expect(d.plan).toMatchObject({ isByMajor: true, needsCityReview: false, phase: 'open' })
})

test('证书负责人 sees only declarations of its 负责的证书 (spec 1.3.1)', async () => {
  const year = freshYear()
  const planId = await openPlan(t, who.prv, { year })
  const a = await t.as(who.sch, saveDeclaration, byMajorForm(planId))
  const b = await t.as(who.sch, saveDeclaration, { planId, credentialId: cred.b })
  const inCharge = { ...who.sch, charge: [cred.b] }
  expect((await t.as(inCharge, listDeclarations, { filter: { year: String(year) } })).rows.map((r) => r.id)).toEqual([
    b.id,
  ])
  expect((await t.refused(inCharge, declaration, { id: a.id })).code).toBe('not-found')
  expect((await t.as(inCharge, findOpenCredentials, { planId })).credentials.map((c) => c.id)).toEqual([cred.b])
  const other = { planId, credentialId: cred.middle }
  for (const op of [credentialForDeclaring, saveDeclaration])
    expect((await t.refused(inCharge, op, other)).code).toBe('not-found')
})

test('P-0-04: what the school does is in the operation log, without the texts of the form', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear() })
  const { id } = await t.as(who.sch, submitDeclaration, byMajorForm(planId))
  const log = await t.db((tx) =>
    rows<{ account_name: string; operation: string; to_state: string }>(
      tx,
      sql`select account_name, operation, to_state from kit.audit where entity_id = ${id}`,
    ),
  )
  expect(log).toEqual([{ account_name: '北方管理', operation: 'pilots.submitDeclaration', to_state: 'first-review' }])
})
