import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { transaction } from '#kit/server/db.ts'
import { run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import {
  addStandard,
  editStandard,
  enableSiteStandard,
  listStandards,
  publishSkillStandards,
  standard,
  suspendSiteStandards,
  suspendSkillStandards,
} from '../index.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())
const credentialId = idOf('credential 50800001')
let n = 0
const form = (more: object = {}) => ({
  title: '智能新能源汽车标准',
  versionNo: `V${++n}`,
  publishDate: '2026-03-01',
  content: '<p>正文</p>',
  ...more,
})
const upload = (p: Principal, bytes: Buffer, purpose = 'standard') =>
  transaction(t.house.database, p, (tx) =>
    t.house.files.save(tx, { purpose, name: '标准.pdf', type: 'application/pdf', bytes, owner: p.organisationId }),
  )

test('P-3.1-04, S18: a skill standard is 未发布, then 已发布, then 已停用; one version of a certificate is there once', async () => {
  const f = form()
  const { id } = await t.as(who.org_a, addStandard, { kind: 'skill', credentialId, ...f })
  expect(await t.refused(who.org_a, addStandard, { kind: 'skill', credentialId, ...f })).toMatchObject({
    says: '该证书同一版本标准已存在',
  })
  await t.as(who.org_a, addStandard, { kind: 'site', credentialId, ...f })
  expect((await t.as(who.org_a, standard, { id })).status).toBe('draft')
  await t.as(who.org_a, publishSkillStandards, { ids: [id] })
  expect((await t.refused(who.org_a, publishSkillStandards, { ids: [id] })).code).toBe('state-changed')
  await t.as(who.org_a, suspendSkillStandards, { ids: [id] })
  const seen = await t.as(who.org_a, standard, { id })
  expect(seen.status).toBe('suspended')
  expect(seen.timeline.map((s) => s.label)).toEqual(['新增标准', '发布', '停用'])
})

test('P-3.2-04, S18: enabling a site standard takes the earlier one of the certificate out of use', async () => {
  const [a, b] = [
    await t.as(who.org_a, addStandard, { kind: 'site', credentialId, ...form() }),
    await t.as(who.org_a, addStandard, { kind: 'site', credentialId, ...form() }),
  ]
  expect((await t.as(who.org_a, standard, { id: a.id })).status).toBe('suspended')
  expect(await t.as(who.org_a, enableSiteStandard, { id: a.id })).toEqual({ replaced: 0 })
  expect((await t.refused(who.org_a, enableSiteStandard, { id: a.id })).code).toBe('state-changed')
  expect(await t.as(who.org_a, enableSiteStandard, { id: b.id })).toEqual({ replaced: 1 })
  expect(await t.as(who.org_a, standard, { id: a.id })).toMatchObject({ status: 'suspended' })
  const other = await t.as(who.org_a, addStandard, {
    kind: 'site',
    credentialId: idOf('credential 50800003'),
    ...form(),
  })
  expect(await t.as(who.org_a, enableSiteStandard, { id: other.id })).toEqual({ replaced: 0 })
  await t.as(who.org_a, suspendSiteStandards, { ids: [b.id, other.id] })
  expect((await t.refused(who.org_a, suspendSiteStandards, { ids: [b.id, other.id] })).says).toBe(
    '所选数据中第1、2条不符合条件：当前状态不能停用',
  )
})

test('P-3.2-04: when several site standards are enabled at once one is 已启用 in the end', async () => {
  const of = idOf('credential 50900001')
  const made = await Promise.all(
    Array.from({ length: 4 }, () =>
      t.as(who.org_b, addStandard, { kind: 'site' as const, credentialId: of, ...form() }),
    ),
  )
  const done = await Promise.allSettled(made.map((m) => t.as(who.org_b, enableSiteStandard, { id: m.id })))
  expect(done.every((d) => d.status === 'fulfilled')).toBe(true)
  const page = await t.as(who.org_b, listStandards, { filter: { kind: 'site' }, tab: 'enabled' })
  expect(page.rows).toHaveLength(1)
  expect(page.tabs).toMatchObject({ enabled: 1, suspended: 3 })
})

test('P-3.1-04: what is in use is not changed under the eyes of its readers; a stale version is refused', async () => {
  const { id } = await t.as(who.org_a, addStandard, { kind: 'skill', credentialId, ...form() })
  const saved = await t.as(who.org_a, editStandard, { id, version: 1, ...form({ title: '改过' }) })
  expect((await t.refused(who.org_a, editStandard, { id, version: 1, ...form() })).code).toBe('state-changed')
  await t.as(who.org_a, publishSkillStandards, { ids: [id] })
  const version = saved.version + 1
  expect(await t.refused(who.org_a, editStandard, { id, version, ...form() })).toMatchObject({
    says: '正在使用的标准不能修改',
    way: '先停用再修改，或新增一个版本',
  })
  await t.as(who.org_a, suspendSkillStandards, { ids: [id] })
  await t.as(who.org_a, editStandard, { id, version: version + 1, ...form() })
})

test('P-0-10, P-0-11: content is made safe; without content and attachment nothing is kept; wrong values are told', async () => {
  const { id } = await t.as(who.org_a, addStandard, {
    kind: 'skill',
    credentialId,
    ...form({ content: '<p onclick="x">标准<script>alert(1)</script></p>' }),
  })
  expect((await t.as(who.org_a, standard, { id })).content).toBe('<p>标准</p>')
  const bad = async (more: object) =>
    (await t.refused(who.org_a, addStandard, { kind: 'skill', credentialId, ...form(more) })).fields?.[0]?.message
  expect(await bad({ content: '<p>　</p>' })).toBe('请填写内容或上传附件')
  expect(await bad({ publishDate: '2026-02-30' })).toBe('发布日期格式不正确')
  expect(await bad({ title: '' })).toBe('请输入标准名称')
})

test('P-0-10: an attachment is a PDF by content, at most 20 MB, uploaded by the own organisation', async () => {
  const pdf = await upload(who.org_a, Buffer.from('%PDF-1.7 …'))
  const { id } = await t.as(who.org_a, addStandard, {
    kind: 'skill',
    credentialId,
    ...form({ content: '', fileId: pdf.id }),
  })
  expect((await t.as(who.org_a, standard, { id })).file).toEqual({ id: pdf.id, name: '标准.pdf', size: pdf.size })
  const add = (fileId: string) =>
    t.refused(who.org_a, addStandard, { kind: 'skill', credentialId, ...form({ fileId }) })
  expect((await add((await upload(who.org_a, Buffer.from('MZ not a pdf'))).id)).says).toBe('文件格式不正确')
  expect((await add((await upload(who.org_b, Buffer.from('%PDF-1.7'))).id)).code).toBe('not-found')
  expect((await add((await upload(who.org_a, Buffer.from('%PDF-1.7 photo'), 'photo')).id)).code).toBe('not-found')
  expect(
    (await add((await upload(who.org_a, Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(20 * 1024 * 1024)]))).id))
      .says,
  ).toBe('文件大小超过限制')
})

test('P-0-02: standards of another body are not there; a role without the right does not write', async () => {
  const { id } = await t.as(who.org_a, addStandard, { kind: 'site', credentialId, ...form() })
  for (const [op, input] of [
    [standard, { id }],
    [enableSiteStandard, { id }],
    [suspendSiteStandards, { ids: [id] }],
    [editStandard, { id, version: 1, ...form() }],
  ] as const)
    expect((await t.refused(who.org_b, op, input)).code).toBe('not-found')
  expect((await t.refused(who.org_b, addStandard, { kind: 'skill', credentialId, ...form() })).code).toBe('not-found')
  for (const p of [who.sch, who.prv, { ...who.org_a, rights: ['standards.read'] }])
    expect((await t.refused(p, enableSiteStandard, { id })).status).toBe(403)
  // A skill standard is no site standard, whatever the button.
  const skill = await t.as(who.org_a, addStandard, { kind: 'skill', credentialId, ...form() })
  expect((await t.refused(who.org_a, enableSiteStandard, { id: skill.id })).code).toBe('not-found')
  expect((await t.refused(who.org_a, publishSkillStandards, { ids: [id] })).code).toBe('not-found')
})

test('The database itself keeps one 已启用 site standard per certificate and the states of each kind', async () => {
  const [a, b] = [
    await t.as(who.org_a, addStandard, { kind: 'site', credentialId, ...form() }),
    await t.as(who.org_a, addStandard, { kind: 'site', credentialId, ...form() }),
  ]
  await t.as(who.org_a, enableSiteStandard, { id: a.id })
  await expect(
    t.db((tx) => run(tx, sql`update credentials.standards set status = 'enabled' where id = ${b.id}`)),
  ).rejects.toThrow(/one_enabled_site_standard/)
  await expect(
    t.db((tx) => run(tx, sql`update credentials.standards set status = 'published' where id = ${b.id}`)),
  ).rejects.toThrow(/state_of_its_kind/)
})
