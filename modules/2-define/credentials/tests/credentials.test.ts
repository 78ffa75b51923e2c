import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { transaction } from '#kit/server/db.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import {
  addCredential,
  credential,
  credentialPublished,
  editCredential,
  listCredentials,
  majorInUse,
  majorsRemoving,
  publishCredentials,
  suspendCredentials,
} from '../index.ts'
import { setLeafIndex } from '../server/index.ts'
import { answering } from './answering.ts'

let t: TestHouse
let who: Record<Login, Principal>
const published: string[] = []
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  // What modules below would answer: the log notes what is published, somebody uses one major.
  answering(t, credentialPublished, async (_, p) => void published.push(p.certNo), { alone: true })
  answering(t, majorsRemoving, async (_, p) => {
    if (p.majorIds.includes(idOf('major 510107'))) throw majorInUse(['汽车智能技术'])
  })
})
afterAll(() => t.close())
const [m1, m2, m3] = ['460702', '500211', '510107'].map((c) => idOf(`major ${c}`)) as [string, string, string]
let n = 0
const form = (more: object = {}) => ({
  name: `测试证书${++n}`,
  level: '初级' as const,
  passCondition: '全科合格' as const,
  majorIds: [m1],
  ...more,
})

test('P-4.1-06: a new certificate is 未发布 and takes the next number of its awarding body', async () => {
  const a = await t.as(who.org_a, addCredential, form())
  expect(a.certNo).toBe('50800004')
  const b = await t.as(who.org_b, addCredential, form({ certNo: '50900777' }))
  expect(b.certNo).toBe('50900777')
  expect((await t.as(who.org_b, addCredential, form())).certNo).toBe('50900778')
  const seen = await t.as(who.org_a, credential, { id: a.id })
  expect(seen).toMatchObject({ status: 'draft', isLogged: false, logProof: null, awardingBodyName: '评价组织甲' })
  expect(seen.majors).toEqual([
    { id: m1, code: '460702', versionName: '2021年版', name: '新能源汽车技术', eduLevel: '高职专科' },
  ])
  expect(seen.timeline).toMatchObject([
    { label: '新增证书', to: 'draft', byName: '甲管理', byOrganisation: '评价组织甲' },
  ])
})

test('P-4.1-06: numbers of another body, taken numbers and doubled names are refused in words', async () => {
  expect((await t.refused(who.org_a, addCredential, form({ certNo: '50900002' }))).fields).toEqual([
    { path: 'certNo', message: '证书编号前3位应为本机构编号508' },
  ])
  expect((await t.refused(who.org_a, addCredential, form({ certNo: '508' }))).fields?.[0]?.message).toBe(
    '证书编号应为8位数字',
  )
  expect((await t.refused(who.org_a, addCredential, form({ certNo: '50800001' }))).says).toBe('证书编号已存在')
  const same = form()
  await t.as(who.org_a, addCredential, same)
  expect((await t.refused(who.org_a, addCredential, same)).says).toBe('该证书名称与证书等级已存在')
  await t.as(who.org_a, addCredential, { ...same, level: '高级' })
  await t.as(who.org_b, addCredential, same)
  expect((await t.refused(who.org_a, addCredential, form({ majorIds: [] }))).fields?.[0]?.message).toBe(
    '请选择证书对应专业',
  )
  expect((await t.refused(who.org_a, addCredential, form({ majorIds: [idOf('nowhere')] }))).code).toBe('major-unknown')
})

test('P-4.1-06: two who add at once get two numbers', async () => {
  const made = await Promise.all(Array.from({ length: 5 }, () => t.as(who.org_a, addCredential, form())))
  expect(new Set(made.map((m) => m.certNo)).size).toBe(5)
})

test('P-4.1-06, P-0-02: an awarding body edits its own certificates only; schools and OPS do not edit', async () => {
  const { id } = await t.as(who.org_a, addCredential, form())
  const edit = { id, version: 1, ...form({ majorIds: [m2, m3], level: '中级' as const }) }
  expect((await t.refused(who.org_b, editCredential, edit)).code).toBe('not-found')
  expect((await t.refused(who.org_b, credential, { id })).says).toBe('数据不存在或无权查看')
  for (const p of [who.sch, who.ops, who.prv, { ...who.org_a, rights: ['credentials.read'] }])
    expect((await t.refused(p, editCredential, edit)).status).toBe(403)
  await t.as(who.org_a, editCredential, edit)
  expect((await t.refused(who.org_a, editCredential, edit)).says).toBe('数据状态已变更，请刷新后重试')
  expect((await t.as(who.org_a, credential, { id })).majors.map((m) => m.code)).toEqual(['500211', '510107'])
})

test('P-4.1-06: a major that modules below use cannot be removed, an unused one can', async () => {
  const { id } = await t.as(who.org_a, addCredential, form({ majorIds: [m1, m3] }))
  const old = await t.as(who.org_a, credential, { id })
  const base = { id, version: 1, name: old.name, level: old.level, passCondition: '全科合格' as const }
  expect(await t.refused(who.org_a, editCredential, { ...base, majorIds: [m1] })).toMatchObject({
    code: 'major-in-use',
    says: '该专业已被引用，不能移除',
    way: '有试点申报或报考正在使用：汽车智能技术',
  })
  await t.as(who.org_a, editCredential, { ...base, majorIds: [m3, m2] })
})

test('P-4.1-07: OPS publishes and takes out of use; the log is told once; afterwards name and level are fixed', async () => {
  const a = await t.as(who.org_a, addCredential, form())
  expect((await t.refused(who.org_a, publishCredentials, { ids: [a.id] })).status).toBe(403)
  await t.as(who.ops, publishCredentials, { ids: [a.id] })
  expect(published.filter((c) => c === a.certNo)).toHaveLength(1)
  await t.db((tx) =>
    setLeafIndex(tx, a.id, { index: 7, blockHeight: 8, blockHash: 'ab'.repeat(32), txHash: 'cd'.repeat(32) }),
  )
  expect((await t.as(who.org_a, credential, { id: a.id })).logProof).toEqual({
    blockHeight: 8,
    blockHash: 'ab'.repeat(32),
    txHash: 'cd'.repeat(32),
  })
  expect((await t.refused(who.ops, publishCredentials, { ids: [a.id] })).code).toBe('state-changed')
  await t.as(who.ops, suspendCredentials, { ids: [a.id] })
  await t.as(who.ops, publishCredentials, { ids: [a.id] })
  expect(published.filter((c) => c === a.certNo)).toHaveLength(1)
  const now = await t.as(who.ops, credential, { id: a.id })
  expect(now.timeline.map((s) => s.label)).toEqual(['新增证书', '发布', '停用', '发布'])
  const edit = {
    id: a.id,
    version: now.version,
    level: now.level,
    passCondition: '全科合格' as const,
    majorIds: [m1, m2],
  }
  expect((await t.refused(who.org_a, editCredential, { ...edit, name: '改名' })).says).toBe(
    '证书发布后不能修改证书名称和证书等级',
  )
  await t.as(who.org_a, editCredential, { ...edit, name: now.name })
})

test('P-0-08: a batch with one unfit row does nothing and names the row; a foreign or missing id is not found', async () => {
  const [a, b, c] = [
    await t.as(who.org_a, addCredential, form()),
    await t.as(who.org_a, addCredential, form()),
    await t.as(who.org_a, addCredential, form()),
  ]
  await t.as(who.ops, publishCredentials, { ids: [b.id] })
  expect(await t.refused(who.ops, publishCredentials, { ids: [a.id, b.id, c.id] })).toMatchObject({
    says: '所选数据中第2条不符合条件：当前状态不能发布',
  })
  expect((await t.as(who.ops, credential, { id: a.id })).status).toBe('draft')
  expect((await t.refused(who.ops, publishCredentials, { ids: [] })).fields?.[0]?.message).toBe('请先选择数据')
  expect((await t.refused(who.ops, publishCredentials, { ids: [a.id, idOf('nowhere')] })).code).toBe('not-found')
  await t.as(who.ops, publishCredentials, { ids: [a.id, c.id] })
})

test('P-4.1-07: two who publish the same certificate at once publish it once', async () => {
  const a = await t.as(who.org_a, addCredential, form())
  const both = await Promise.allSettled([
    t.as(who.ops, publishCredentials, { ids: [a.id] }),
    t.as(who.ops, publishCredentials, { ids: [a.id] }),
  ])
  expect(both.map((b) => b.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(published.filter((c) => c === a.certNo)).toHaveLength(1)
})

test('The log writes its answer once and whole', async () => {
  const a = await t.as(who.org_a, addCredential, form())
  const leaf = { index: 1, blockHeight: 2, blockHash: '0'.repeat(64), txHash: '1'.repeat(64) }
  expect(await t.db((tx) => setLeafIndex(tx, a.id, leaf))).toBe(1)
  expect(await t.db((tx) => setLeafIndex(tx, a.id, { ...leaf, blockHeight: 99 }))).toBe(0)
  const b = await t.as(who.org_a, addCredential, form())
  await expect(t.db((tx) => setLeafIndex(tx, b.id, { ...leaf, txHash: 'xyz' }))).rejects.toThrow(/log_tx_hash/)
  await expect(
    t.db((tx) => run(tx, sql`update credentials.credentials set leaf_index = 4 where id = ${b.id}`)),
  ).rejects.toThrow(/log_proof_whole/)
})

test('P-0-01, P-0-02: the list shows an awarding body its own, OPS all; queries narrow it, tabs count it', async () => {
  const own = await t.as(who.org_b, listCredentials, { size: 100 })
  expect(new Set(own.rows.map((r) => r.awardingBodyName))).toEqual(new Set(['评价组织乙']))
  const all = await t.as(who.ops, listCredentials, { size: 100, filter: { name: '智能新能源', level: '中级' } })
  expect(all.rows.map((r) => r.certNo)).toEqual(['50800003'])
  expect(all.rows[0]?.majorCount).toBe(3)
  const byBody = await t.as(who.ops, listCredentials, {
    filter: { awardingBody: '乙', certNo: '50900001' },
    tab: 'published',
  })
  expect(byBody.total).toBe(1)
  expect(byBody.tabs).toEqual({ draft: 0, published: 1, suspended: 0 })
  expect((await t.refused(who.prv, listCredentials, {})).status).toBe(403)
})

test('证书负责人 of an awarding body sees only 负责的证书 (spec 1.3.1)', async () => {
  const inCharge = { ...who.org_a, charge: [idOf('credential 50800003')] }
  expect((await t.as(inCharge, listCredentials, {})).rows.map((r) => r.certNo)).toEqual(['50800003'])
  expect((await t.refused(inCharge, credential, { id: idOf('credential 50800001') })).code).toBe('not-found')
})

test('The status column knows the states of the workflow and no other', async () => {
  await expect(
    t.db((tx) => run(tx, sql`update credentials.credentials set status = 'elsewhere' where cert_no = '50800001'`)),
  ).rejects.toThrow(/status_check/)
  const seen = await transaction(t.house.database, who.sch, (tx) =>
    rows(tx, sql`select id from credentials.credentials`),
  )
  expect(seen.length).toBeGreaterThan(0)
})
