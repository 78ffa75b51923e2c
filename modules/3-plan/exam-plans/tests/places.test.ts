import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { reaction, type Reaction } from '#kit/server/context.ts'
import { transaction } from '#kit/server/db.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import * as op from '../index.ts'
import { siteFor, sitesFor } from '../server/index.ts'
import { aPlan, credentialId, written } from './a-plan.ts'

let t: TestHouse
let who: Record<Login, Principal>
const reactions = () => t.house.reactions as Map<string, readonly Reaction[]>
let usual: readonly Reaction[] = []
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  usual = reactions().get(op.siteAssigning.name) ?? []
})
afterAll(() => t.close())
beforeEach(() =>
  t.db(async (tx) => {
    await run(tx, sql`delete from exam_plans.site_assignments`)
    old = (await rows<{ id: string }>(tx, sql`select id from messages.messages`)).map((m) => m.id)
    await run(tx, sql`update sites.sites set is_enabled = true where id = ${idOf('site')}`)
  }),
)
afterEach(() => void reactions().set(op.siteAssigning.name, usual))

const sessionId = idOf('session')
const [north, b, c, south] = ['北方工业大学', '学校乙', '学校丙', '岭南职业学院'].map(idOf) as [
  string,
  string,
  string,
  string,
]
const site = idOf('site')
const assign = (schoolIds: string[], siteId = site) =>
  t.as(who.org_a, op.assignSite, { sessionId, credentialId, schoolIds, siteId })
const refused = (change: Record<string, unknown>, p: Principal = who.org_a) =>
  t.refused(p, op.assignSite, { sessionId, credentialId, schoolIds: [b], siteId: site, ...change })
const places = async (p: Principal, filter: Record<string, string> = {}) =>
  (await t.as(p, op.listPlaces, { size: 100, sort: 'schoolName', filter: { planName: '第一批次', ...filter } })).rows
let old: string[] = []
const forgetLetters = async (): Promise<void> => {
  old = await t.db(async (tx) =>
    (await rows<{ id: string }>(tx, sql`select id from messages.messages`)).map((m) => m.id),
  )
}
const letters = () =>
  t.db((tx) =>
    rows<{ name: string; title: string; text: string }>(
      tx,
      sql`select o.name, m.title, m.text from messages.messages m join organisations.organisations o on o.id = m.to_organisation
          where m.id <> all (${old}::uuid[])`,
    ).then((found) => found.sort((a, b) => (a.title + a.name < b.title + b.name ? -1 : 1))),
  )
const place = (school: string) => t.db((tx) => siteFor(tx, sessionId, credentialId, school))

test('P-5.2.4.2-03 without an assignment the own enabled site counts, else there is none', async () => {
  expect(await place(north)).toMatchObject({
    siteId: site,
    hostSchoolId: north,
    kind: 'own',
    isAssigned: false,
    isUsable: true,
    regionCode: '110100',
  })
  expect(await place(b)).toBeNull()
  expect((await places(who.org_a)).map((r) => [r.schoolName, r.kind, r.isAssigned])).toEqual(
    expect.arrayContaining([
      ['北方工业大学', 'own', false],
      ['学校乙', null, false],
      ['学校丙', null, false],
      ['岭南职业学院', null, false],
    ]),
  )
})

test('P-5.2.4.2-03 SC-08 a 参考院校 is assigned to the site of another school; both are told', async () => {
  expect(await assign([b, c])).toEqual({ assigned: 2 })
  expect(await place(b)).toMatchObject({ siteId: site, hostSchoolId: north, kind: 'borrowed', isAssigned: true })
  expect((await letters()).map((l) => [l.name, l.title])).toEqual([
    ['学校丙', '考核站点分配'],
    ['学校乙', '考核站点分配'],
    ['北方工业大学', '考核站点接收借考'],
  ])
  expect((await letters()).at(-1)?.text).toMatch(/学校[乙丙]、学校[乙丙]/)
})

test('P-5.2.4.2-01 the list shows it to the borrower and to the host, to nobody else', async () => {
  await assign([b])
  expect(await places(who.sch_b)).toMatchObject([
    {
      planName: '第一批次职业技能等级证书考试',
      certName: '智能新能源汽车职业技能等级证书',
      certLevel: '初级',
      siteId: site,
      hostName: '北方工业大学',
      address: '不知名街道120号',
      kind: 'borrowed',
    },
  ])
  expect((await places(who.sch)).map((r) => [r.schoolName, r.kind])).toEqual([
    ['北方工业大学', 'own'],
    ['学校乙', 'borrowed'],
  ])
  expect(await places(who.sch_c)).toEqual([])
  expect(await places(who.sch_gd)).toEqual([])
  expect((await t.refused(who.sch_cand, op.listPlaces, {})).status).toBe(403)
})

test('P-5.2.4.2-01 the list finds by school, site and 分配方式', async () => {
  await assign([b])
  const found = async (filter: Record<string, string>) => (await places(who.org_a, filter)).map((r) => r.schoolName)
  expect(await found({ kind: 'borrowed' })).toEqual(['学校乙'])
  expect(await found({ kind: 'own' })).toEqual(['北方工业大学'])
  expect((await found({ kind: 'none' })).sort()).toEqual(['学校丙', '岭南职业学院'].sort())
  expect(await found({ schoolName: '学校乙' })).toEqual(['学校乙'])
  expect(
    await found({ siteName: '北方工业大学', certName: '智能', planNumber: new Date().toISOString().slice(0, 4) }),
  ).toHaveLength(2)
})

test('P-5.2.4.2-03 the same again changes nothing and tells nobody', async () => {
  await assign([b])
  await forgetLetters()
  expect(await assign([b])).toEqual({ assigned: 0 })
  expect(await letters()).toEqual([])
})

test('P-5.2.4.2-03 moved to another host: the one that loses the guests hears of it too', async () => {
  await t.db((tx) =>
    run(
      tx,
      sql`insert into sites.sites (id, name, school_id, credential_id, awarding_body_id, region_code, address, capacity, manager_name, manager_mobile, status)
    values (${idOf('site gd')}, '岭南站点', ${south}, ${credentialId}, ${idOf('评价组织甲')}, '440300', '街', 10, '人', '13900000000', 'approved') on conflict do nothing`,
    ),
  )
  await assign([b])
  await forgetLetters()
  await assign([b], idOf('site gd'))
  expect((await letters()).map((l) => [l.name, l.title])).toEqual([
    ['北方工业大学', '考核站点不再借考'],
    ['学校乙', '考核站点分配'],
    ['岭南职业学院', '考核站点接收借考'],
  ])
  expect((await t.as(who.org_a, op.assignableSites, { credentialId })).sites.map((s) => s.name)).toContain('岭南站点')
  expect((await t.as(who.org_a, op.assignableSites, { credentialId, name: '岭南' })).sites).toHaveLength(1)
  await t.db(async (tx) => {
    await run(tx, sql`delete from exam_plans.site_assignments`)
    await run(tx, sql`delete from sites.sites where id = ${idOf('site gd')}`)
  })
})

test('P-5.2.4.2-03 取消分配 goes back to the rule and tells both', async () => {
  await assign([b])
  await forgetLetters()
  expect(await t.as(who.org_a, op.unassignSite, { sessionId, credentialId, schoolIds: [b, c] })).toEqual({
    unassigned: 1,
  })
  expect(await place(b)).toBeNull()
  expect((await letters()).map((l) => [l.name, l.title])).toEqual([
    ['北方工业大学', '考核站点不再借考'],
    ['学校乙', '考核站点取消分配'],
  ])
})

test('P-5.2.4.2-03 only an 审核通过 + 已启用 site of the same certificate', async () => {
  await t.db((tx) => run(tx, sql`update sites.sites set is_enabled = false where id = ${site}`))
  expect((await refused({})).says).toBe('考核站点未审核通过或未启用')
  expect((await t.as(who.org_a, op.assignableSites, { credentialId })).sites).toEqual([])
  await t.db((tx) => run(tx, sql`update sites.sites set is_enabled = true where id = ${site}`))
  await t.db((tx) =>
    run(
      tx,
      sql`insert into sites.sites (id, name, school_id, credential_id, awarding_body_id, region_code, address, capacity, manager_name, manager_mobile, status)
    values (${idOf('site mid')}, '中级站点', ${north}, ${idOf('credential 50800003')}, ${idOf('评价组织甲')}, '110100', '街', 10, '人', '13900000000', 'approved') on conflict do nothing`,
    ),
  )
  expect((await refused({ siteId: idOf('site mid') })).says).toBe('考核站点与证书不一致')
  expect((await refused({ siteId: idOf('nothing') })).code).toBe('not-found')
})

test('P-5.2.4.2-03 only a 参考院校 of the plan, in a published plan of the own', async () => {
  expect((await refused({ schoolIds: [idOf('未试点学院')] })).says).toBe('该院校不在该考试计划的参考院校内')
  const draft = (await t.as(who.org_a, op.savePlan, aPlan())).id
  expect((await refused({ sessionId: draft })).says).toBe('考试计划未发布或已取消，不能分配考核站点')
  expect((await refused({}, who.org_b)).status).toBe(404)
  expect((await refused({ credentialId: idOf('credential 50800003') })).code).toBe('not-found')
  expect((await refused({ schoolIds: [] })).fields?.[0]?.message).toBe('请先选择数据')
  expect((await refused({}, who.sch)).status).toBe(403)
})

test('P-5.2.4.2-03 not after its candidates have seats: nothing is written', async () => {
  const heard: unknown[] = []
  reactions().set(op.siteAssigning.name, [
    reaction(op.siteAssigning, async (_, e) => {
      heard.push(e)
      throw op.alreadySeated(['学校乙'])
    }),
  ])
  const no = await refused({ schoolIds: [b, c] })
  expect([no.says, no.way]).toEqual(['该院校考生已排考，不能调整分配', '撤回学校乙考生的排考后再调整'])
  expect(heard).toEqual([{ sessionId, credentialId, schoolIds: expect.arrayContaining([b, c]) }])
  expect(await place(b)).toBeNull()
})

test('P-5.2.4.2-03 an assigned site that was 停用 meanwhile is still the place, but takes nobody', async () => {
  await assign([b])
  await t.db((tx) => run(tx, sql`update sites.sites set is_enabled = false where id = ${site}`))
  expect(await place(b)).toMatchObject({ siteId: site, isUsable: false })
  expect(await place(north)).toBeNull()
})

test('the row policies of the database leave an awarding body and a school the same answers as the system', async () => {
  await assign([b])
  const as = (p: Principal) =>
    transaction(t.house.database, p, (tx) => sitesFor(tx, sessionId, credentialId, [north, b, c]))
  expect([...(await as(who.org_a)).keys()].sort()).toEqual([north, b].sort())
  expect((await as(who.sch_b)).get(b)?.kind).toBe('borrowed')
  expect((await as(who.sch)).get(b)?.kind).toBe('borrowed')
  expect((await as(who.sch_c)).get(b)).toBeUndefined()
})

test('a plan of a list shows only its 参考院校', async () => {
  const { id } = await t.as(
    who.org_a,
    op.savePlan,
    aPlan({
      name: '名单计划',
      isAllSchools: false,
      schoolIds: [c],
      lines: [{ credentialId, modes: ['certificate'], fee: 0, subjects: [written] }],
    }),
  )
  await t.as(who.org_a, op.publishPlan, { id, version: 1 })
  expect(
    (await t.as(who.org_a, op.listPlaces, { filter: { planName: '名单计划' } })).rows.map((r) => r.schoolName),
  ).toEqual(['学校丙'])
})

test('P-5.2.4.2-03 a plan whose exams are over leaves the list of the awarding body; the schools still read where they were', async () => {
  await assign([b])
  const [s] = await t.db((tx) =>
    rows<{ end: string }>(tx, sql`select last_end as "end" from sessions.sessions where id = ${sessionId}`),
  )
  const seen = async (now: string) => {
    await t.clock(now)
    return [(await places(who.org_a)).length, (await places(who.sch_b)).length]
  }
  expect(await seen(s?.end as string)).toEqual([4, 1])
  expect(await seen(new Date(Date.parse(s?.end as string) + 1000).toISOString())).toEqual([0, 1])
  await t.clock(null)
})
