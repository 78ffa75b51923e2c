import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { one, rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import * as op from '../index.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())
// The seeded site of 北方工业大学 stands under the plan's rows; every test declares the certificate anew for 学校乙.
beforeEach(() => t.db((tx) => run(tx, sql`delete from sites.sites where school_id <> ${idOf('北方工业大学')}`)))

const credentialId = idOf('credential 50800001')
const form = {
  regionCode: '110100',
  address: '求是路1号',
  capacity: 120,
  managerName: '王站长',
  managerMobile: '13912345678',
  facilities: '机房两间',
}
const declared = async (): Promise<string> => (await t.as(who.sch_b, op.submitSite, { credentialId, ...form })).id
const seen = (id: string, p: Principal = who.sch_b) => t.as(p, op.site, { id })
const acted = async (operation: typeof op.approveSite, id: string): Promise<unknown> =>
  t.as(who.org_a, operation, { id, version: (await seen(id)).version })
const returned = async (id: string, reason = '地址不对'): Promise<unknown> =>
  t.as(who.org_a, op.returnSite, { id, version: (await seen(id)).version, reason })
const told = (organisation: string, title: string) =>
  t.db((tx) =>
    rows<{ text: string; link: string | null }>(
      tx,
      sql`select text, link from messages.messages where to_organisation = ${idOf(organisation)} and title = ${title}`,
    ),
  )

test('P-5.2.4.1-02 P-5.2.4.1-03 A05 S3.1 a draft needs only the certificate; its name is made of school, certificate and level', async () => {
  const { id } = await t.as(who.sch_b, op.saveSite, { credentialId, address: '', capacity: '', managerMobile: '' })
  const s = await seen(id)
  expect(s).toMatchObject({
    name: '学校乙智能新能源汽车职业技能等级证书(初级)考核站点',
    status: 'draft',
    isEnabled: null,
    address: null,
    regionCode: '110100',
  })
  expect(s.timeline.map((x) => [x.label, x.to])).toEqual([['保存', 'draft']])
})

test('P-5.2.4.1-03 the name stays when the school is renamed later', async () => {
  const id = await declared()
  await t.db((tx) =>
    run(tx, sql`update organisations.organisations set name = '学校乙新名' where id = ${idOf('学校乙')}`),
  )
  expect((await seen(id)).name).toContain('学校乙智能')
  await t.db((tx) => run(tx, sql`update organisations.organisations set name = '学校乙' where id = ${idOf('学校乙')}`))
})

test('P-0-11 提交并保存 asks for every required field, by name', async () => {
  const no = await t.refused(who.sch_b, op.submitSite, {
    credentialId,
    regionCode: '',
    address: ' ',
    capacity: 0,
    managerName: '',
    managerMobile: '1380',
  })
  expect(no.fields?.map((f) => `${f.path}：${f.message}`)).toEqual([
    'regionCode：请选择所在地区',
    'address：请输入考点地址',
    'capacity：请输入正整数',
    'managerName：请输入负责人',
    'managerMobile：联系电话格式不正确',
  ])
  const nothing = await t.refused(who.sch_b, op.submitSite, form)
  expect(nothing.fields).toEqual([{ path: 'credentialId', message: '请选择考核证书' }])
})

test('S3.2 P-5.2.4.1-02 提交并保存 makes it 待审核 and tells the awarding body', async () => {
  const id = await declared()
  expect(await seen(id)).toMatchObject({ status: 'pending', isEnabled: null })
  expect(await told('评价组织甲', '考核站点待审核')).toContainEqual({
    text: '学校乙提交了“学校乙智能新能源汽车职业技能等级证书(初级)考核站点”，等待审核。',
    link: `/sites?open=${id}`,
  })
})

test('P-5.2.4.1-05 P2-2.3-01 only a 试点证书 of the own school can be declared', async () => {
  for (const c of ['50800003', '50900001']) {
    const no = await t.refused(who.sch_b, op.submitSite, { credentialId: idOf(`credential ${c}`), ...form })
    expect(no.says).toBe('该证书非本校试点证书，无法申报考核站点')
  }
  const choices = await t.as(who.sch_b, op.siteChoices, {})
  expect(choices.credentials.map((c) => c.certNo)).toEqual(['50800001'])
  expect(choices.credentials[0]?.siteName).toBe('学校乙智能新能源汽车职业技能等级证书(初级)考核站点')
})

test('P-5.2.4.1-05 a certificate in charge of somebody else cannot be declared by this account', async () => {
  const bound: Principal = { ...who.sch_b, charge: [idOf('credential 50800003')] }
  expect((await t.as(bound, op.siteChoices, {})).credentials).toEqual([])
  expect((await t.refused(bound, op.submitSite, { credentialId, ...form })).code).toBe('not-pilot-credential')
})

test('P-4.1-07 a certificate that is 已停用 gets no new site', async () => {
  await t.db((tx) => run(tx, sql`update credentials.credentials set status = 'suspended' where id = ${credentialId}`))
  expect((await t.refused(who.sch_b, op.saveSite, { credentialId })).code).toBe('not-pilot-credential')
  await t.db((tx) => run(tx, sql`update credentials.credentials set status = 'published' where id = ${credentialId}`))
})

test.each([
  ['保存', op.saveSite],
  ['提交并保存', op.submitSite],
] as const)('P-5.2.4.1-04 A18 one site per school and certificate, whatever its state (%s)', async (_, operation) => {
  await t.as(who.sch_b, op.saveSite, { credentialId })
  const no = await t.refused(who.sch_b, operation, { credentialId, ...form })
  expect([no.says, no.status]).toEqual(['该证书已申报过考核站点，不能重复申报', 409])
  expect((await t.as(who.sch_b, op.siteChoices, {})).credentials).toEqual([])
})

test('P-5.2.4.1-04 two declarations of the same moment make one site', async () => {
  const both = await Promise.allSettled([
    t.as(who.sch_b, op.submitSite, { credentialId, ...form }),
    t.as(who.sch_b, op.submitSite, { credentialId, ...form }),
  ])
  expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('S3.6 P-5.2.4.1-08 编辑 › 保存 keeps the state, of 未提交 and of 审核退回', async () => {
  const id = await declared()
  await returned(id)
  const before = await seen(id)
  await t.as(who.sch_b, op.saveSite, { id, version: before.version, ...form, address: '求是路2号' })
  expect(await seen(id)).toMatchObject({ status: 'returned', address: '求是路2号', managerMobile: '13912345678' })
})

test('P-5.2.4.1-08 待审核 and 审核通过 cannot be edited; a stale form is refused', async () => {
  const id = await declared()
  const { version } = await seen(id)
  expect((await t.refused(who.sch_b, op.saveSite, { id, version, ...form })).says).toBe(
    '仅未提交、审核退回的考核站点可编辑',
  )
  await acted(op.approveSite, id)
  expect((await t.refused(who.sch_b, op.submitSite, { id, version, ...form })).code).toBe('only-editable')
  const draft = (await t.as(who.sch_c, op.saveSite, { credentialId })).id
  expect((await t.refused(who.sch_c, op.saveSite, { id: draft, version: 99, ...form })).code).toBe('state-changed')
})

test('S3.4 A19 P2-2.3-02 审核通过 is 已启用 at once and the school hears of it', async () => {
  const id = await declared()
  await acted(op.approveSite, id)
  const s = await seen(id)
  expect(s).toMatchObject({ status: 'approved', isEnabled: true })
  expect(s.timeline.map((x) => [x.label, x.byName, x.from, x.to])).toEqual([
    ['保存', '乙校管理', null, 'draft'],
    ['提交并保存', '乙校管理', 'draft', 'pending'],
    ['审核通过', '甲管理', 'pending', 'approved'],
  ])
  expect((await told('学校乙', '考核站点审核通过')).at(-1)?.link).toBe(`/sites?open=${id}`)
})

test('S3.5 P-5.2.4.1-12 审核退回 needs a reason, which the school reads', async () => {
  const id = await declared()
  const no = await t.refused(who.org_a, op.returnSite, { id, version: (await seen(id)).version, reason: ' ' })
  expect(no.fields).toEqual([{ path: 'reason', message: '请填写退回原因' }])
  await returned(id, '缺少消防验收')
  expect((await seen(id)).timeline.at(-1)).toMatchObject({ label: '审核退回', reason: '缺少消防验收' })
  expect((await told('学校乙', '考核站点审核退回')).at(-1)?.text).toContain('缺少消防验收')
})

test('P-5.2.4.1-12 a review of what was changed meanwhile is refused (P-0-04)', async () => {
  const id = await declared()
  const { version } = await seen(id)
  await t.as(who.sch_b, op.withdrawSite, { id })
  await t.as(who.sch_b, op.submitSite, { id, version: version + 1, ...form, address: '别处' })
  expect((await t.refused(who.org_a, op.approveSite, { id, version })).code).toBe('state-changed')
})

test('S3.3 P-5.2.4.1-11 撤销 brings it back to 未提交; then it is hidden from the awarding body', async () => {
  const id = await declared()
  await t.as(who.sch_b, op.withdrawSite, { id })
  expect((await seen(id)).status).toBe('draft')
  expect((await t.refused(who.org_a, op.site, { id })).code).toBe('not-found')
  expect(await told('评价组织甲', '考核站点已撤销')).not.toEqual([])
  expect((await t.refused(who.sch_b, op.withdrawSite, { id })).code).toBe('state-changed')
})

test('P-5.2.4.1-11 after the review 撤销 says that it came too late', async () => {
  const id = await declared()
  await acted(op.approveSite, id)
  expect((await t.refused(who.sch_b, op.withdrawSite, { id })).says).toBe('该考核站点已审核，不能撤销')
})

test('P-5.2.4.1-11 撤销 races the review: the first wins, the other is told why', async () => {
  for (let i = 0; i < 5; i++) {
    await t.db((tx) => run(tx, sql`delete from sites.sites where school_id = ${idOf('学校乙')}`))
    const id = await declared()
    const { version } = await seen(id)
    const [withdrawn, approved] = await Promise.allSettled([
      t.as(who.sch_b, op.withdrawSite, { id }),
      t.as(who.org_a, op.approveSite, { id, version }),
    ])
    const { status } = await seen(id)
    const loser = [withdrawn, approved].find((x) => x.status === 'rejected')
    expect(['draft state-changed', 'draft not-found', 'approved already-reviewed']).toContain(
      `${status} ${loser?.reason.answer.code}`,
    )
  }
})

test('S3.7 P-5.2.4.1-09 删除 is for 未提交 and 审核退回 alone', async () => {
  const id = await declared()
  expect((await t.refused(who.sch_b, op.deleteSite, { id })).says).toBe('仅未提交、审核退回的考核站点可删除')
  await returned(id)
  await t.as(who.sch_b, op.deleteSite, { id })
  expect((await t.refused(who.sch_b, op.site, { id })).code).toBe('not-found')
})

test('P-5.2.4.1-10 P-0-08 批量删除考核站点 names the rows that are unfit and deletes none', async () => {
  const draft = (await t.as(who.sch_b, op.saveSite, { credentialId })).id
  await t.db((tx) =>
    run(
      tx,
      sql`insert into sites.sites (name, school_id, credential_id, awarding_body_id, region_code, address, capacity, manager_name, manager_mobile, status)
    values ('另一站点', ${idOf('学校乙')}, ${idOf('credential 50800003')}, ${idOf('评价组织甲')}, '110100', '街', 1, '人', '13900000000', 'approved')`,
    ),
  )
  const approved = (await t.as(who.sch_b, op.listSites, { filter: { name: '另一站点' } })).rows[0]?.id as string
  const no = await t.refused(who.sch_b, op.deleteSites, { ids: [draft, approved] })
  expect(no.says).toBe('所选数据中第2条不符合条件：仅未提交、审核退回的考核站点可删除')
  expect((await t.as(who.sch_b, op.listSites, {})).total).toBe(2)
  expect((await t.refused(who.sch_b, op.deleteSites, { ids: [] })).fields?.[0]?.message).toBe('请先选择数据')
  expect((await t.refused(who.sch_b, op.deleteSites, { ids: [draft, idOf('site')] })).code).toBe('not-found')
  expect(await t.as(who.sch_b, op.deleteSites, { ids: [draft] })).toEqual({ deleted: 1 })
})

test('P-5.2.4.1-09 a returned site that was used before stays: rooms and assignments say no in words', async () => {
  const site = idOf('site')
  await t.db((tx) =>
    run(
      tx,
      sql`insert into exam_plans.site_assignments (session_id, credential_id, school_id, site_id, host_school_id, awarding_body_id, assigned_by)
    values (${idOf('session')}, ${credentialId}, ${idOf('学校乙')}, ${site}, ${idOf('北方工业大学')}, ${idOf('评价组织甲')}, '甲管理')`,
    ),
  )
  await t.db((tx) => run(tx, sql`update sites.sites set status = 'returned' where id = ${site}`))
  expect((await t.refused(who.sch, op.deleteSite, { id: site })).says).toBe('该考核站点已有考场或考试记录，不能删除')
  await t.db((tx) => run(tx, sql`delete from exam_plans.site_assignments`))
  await t.db((tx) => run(tx, sql`update sites.sites set status = 'approved' where id = ${site}`))
})

test('P-0-02 foreign and missing are the same; without the right 403; a read-only account writes nothing', async () => {
  const id = await declared()
  for (const p of [who.sch_gd, who.org_b, who.sch]) expect((await t.refused(p, op.site, { id })).code).toBe('not-found')
  expect((await t.refused(who.sch, op.deleteSite, { id })).status).toBe(404)
  expect((await t.refused(who.org_b, op.approveSite, { id, version: 2 })).code).toBe('not-found')
  expect((await t.refused(who.sch_cand, op.listSites, {})).says).toBe('无操作权限')
  expect((await t.refused(who.sch_read, op.saveSite, { credentialId })).status).toBe(403)
  expect((await t.refused(who.org_a, op.withdrawSite, { id })).status).toBe(403)
  expect((await t.refused(who.prv, op.listSites, {})).status).toBe(403)
  expect((await t.as(who.sch_read, op.listSites, {})).total).toBe(1)
})

test('P-0-03 the contact mobile is masked; in clear only for those of the school who may edit it', async () => {
  const id = await declared()
  expect(await seen(id, who.org_a)).toMatchObject({ managerMobileMasked: '139****5678', managerMobile: null })
  expect((await seen(id)).managerMobile).toBe('13912345678')
  expect((await t.as(who.sch_read, op.site, { id: idOf('site') })).managerMobile).toBeNull()
})

test('P-5.2.4.1-01 the list finds by name, certificate, state and 考核站点状态, and counts its tabs', async () => {
  const id = await declared()
  const list = (filter: Record<string, string>, p: Principal = who.org_a) => t.as(p, op.listSites, { filter })
  expect((await list({})).tabs).toEqual({ draft: 0, pending: 1, approved: 1, returned: 0 })
  expect((await list({ schoolName: '学校乙' })).rows.map((r) => r.id)).toEqual([id])
  expect((await list({ certName: '%' })).rows).toEqual([])
  expect((await list({ enabled: 'enabled' })).rows.map((r) => r.id)).toEqual([idOf('site')])
  expect((await list({ status: 'pending' }, who.sch_b)).rows[0]).toMatchObject({
    certNo: '50800001',
    certLevel: '初级',
    awardingBodyName: '评价组织甲',
    address: '求是路1号',
  })
})

test('P-5.2.4.1-02 attachments are the own uploads, at most ten; others are refused', async () => {
  const file = (owner: string, purpose: string, mark: number) =>
    t.db((tx) =>
      one<{ id: string }>(
        tx,
        sql`insert into kit.files (purpose, name, type, size, digest, owner_organisation) values (${purpose}, '平面图.pdf', 'application/pdf', 9, ${Buffer.from([mark])}, ${idOf(owner)}) returning id`,
      ),
    )
  const [own, foreign, other] = [
    await file('学校乙', 'site-attachment', 1),
    await file('学校丙', 'site-attachment', 2),
    await file('学校乙', 'photo', 3),
  ]
  for (const f of [foreign, other])
    expect((await t.refused(who.sch_b, op.saveSite, { credentialId, fileIds: [f.id] })).code).toBe('attachment-missing')
  const { id } = await t.as(who.sch_b, op.submitSite, { credentialId, ...form, fileIds: [own.id] })
  expect((await seen(id, who.org_a)).attachments).toEqual([{ id: own.id, name: '平面图.pdf', size: 9 }])
  expect(
    (await t.refused(who.sch_c, op.saveSite, { credentialId, fileIds: Array.from({ length: 11 }, () => own.id) }))
      .fields?.[0]?.message,
  ).toBe('附件最多10个')
})
