import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { reaction, type Reaction } from '#kit/server/context.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import * as op from '../index.ts'
import { isUsable, siteOf, sitesOfSchool } from '../server/index.ts'

let t: TestHouse
let who: Record<Login, Principal>
const reactions = () => t.house.reactions as Map<string, readonly Reaction[]>
let usual: readonly Reaction[] | undefined
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  usual = reactions().get(op.siteSuspending.name)
})
afterAll(() => t.close())
beforeEach(() =>
  t.db((tx) => run(tx, sql`update sites.sites set status = 'approved', is_enabled = true where id = ${idOf('site')}`)),
)
afterEach(() => void reactions().set(op.siteSuspending.name, usual ?? []))

const id = idOf('site')
const now = async () => t.as(who.org_a, op.site, { id })
const suspend = async (reason = '设备检修') =>
  t.as(who.org_a, op.suspendSite, { id, version: (await now()).version, reason })

test('S3.8 S3.9 停用 with reason, 启用 again; both stand in the 审核记录 and are told to the school', async () => {
  await suspend()
  expect(await now()).toMatchObject({ status: 'approved', isEnabled: false })
  expect((await now()).timeline.at(-1)).toMatchObject({
    label: '停用',
    reason: '设备检修',
    from: 'approved',
    to: 'approved',
  })
  await t.as(who.org_a, op.enableSite, { id, version: (await now()).version })
  expect((await now()).isEnabled).toBe(true)
  const titles = await t.db((tx) =>
    rows<{ title: string }>(
      tx,
      sql`select title from messages.messages where to_organisation = ${idOf('北方工业大学')}`,
    ),
  )
  expect(titles.map((m) => m.title)).toEqual(expect.arrayContaining(['考核站点已停用', '考核站点已启用']))
})

test('S3.8 停用 needs a reason; twice is refused; a stale version is refused', async () => {
  const { version } = await now()
  expect((await t.refused(who.org_a, op.suspendSite, { id, version, reason: '' })).fields?.[0]?.message).toBe(
    '请填写停用原因',
  )
  await suspend()
  expect((await t.refused(who.org_a, op.suspendSite, { id, version: (await now()).version, reason: '又' })).code).toBe(
    'state-changed',
  )
  expect((await t.refused(who.org_a, op.enableSite, { id, version })).code).toBe('state-changed')
})

test('S3.9 启用 is for 已停用 alone', async () => {
  expect((await t.refused(who.org_a, op.enableSite, { id, version: (await now()).version })).code).toBe('state-changed')
})

test.each([
  ['suspend', '该考核站点有未结束的考试，不能停用'],
  ['return', '该考核站点有未结束的考试，不能退回'],
] as const)('S3.8 S3.10 P-5.2.4.1-13 seats in an unfinished plan stop %s whole', async (act, words) => {
  if (act === 'return') await suspend()
  const heard: unknown[] = []
  reactions().set(op.siteSuspending.name, [
    reaction(op.siteSuspending, async (_, e) => {
      heard.push(e)
      throw op.seatsUnfinished(e.act)
    }),
  ])
  const before = await now()
  const operation = act === 'suspend' ? op.suspendSite : op.returnSuspendedSite
  const no = await t.refused(who.org_a, operation, { id, version: before.version, reason: '原因' })
  expect([no.says, heard]).toEqual([words, [{ siteId: id, act }]])
  expect(await now()).toMatchObject({ status: 'approved', isEnabled: before.isEnabled, version: before.version })
})

test('S3.10 P-5.2.4.1-13 退回 is for 已停用 sites: 考核站点状态 becomes empty and the school may correct and submit again', async () => {
  expect(
    (await t.refused(who.org_a, op.returnSuspendedSite, { id, version: (await now()).version, reason: '地址错' })).says,
  ).toBe('请先停用该考核站点，再退回')
  await suspend()
  await t.as(who.org_a, op.returnSuspendedSite, { id, version: (await now()).version, reason: '地址错' })
  expect(await now()).toMatchObject({ status: 'returned', isEnabled: null })
  const s = await t.as(who.sch, op.site, { id })
  await t.as(who.sch, op.submitSite, {
    id,
    version: s.version,
    regionCode: '110100',
    address: '新址',
    capacity: 10,
    managerName: '人',
    managerMobile: '13900000000',
  })
  await t.as(who.org_a, op.approveSite, { id, version: (await now()).version })
  expect(await now()).toMatchObject({ status: 'approved', isEnabled: true, address: '新址' })
})

test('S3.10 退回 without reason is refused, and so is a site that is not 审核通过', async () => {
  await suspend()
  expect(
    (await t.refused(who.org_a, op.returnSuspendedSite, { id, version: (await now()).version, reason: ' ' }))
      .fields?.[0]?.message,
  ).toBe('请填写退回原因')
  await t.db((tx) => run(tx, sql`update sites.sites set status = 'pending' where id = ${id}`))
  expect(
    (await t.refused(who.org_a, op.returnSuspendedSite, { id, version: (await now()).version, reason: '错' })).code,
  ).toBe('state-changed')
})

test('P-5.2.4.1-06 only 审核通过 + 已启用 can be used', async () => {
  const usable = async () => t.db(async (tx) => (await sitesOfSchool(tx, idOf('北方工业大学'))).map(isUsable))
  expect(await usable()).toEqual([true])
  await suspend()
  expect(await usable()).toEqual([false])
  expect(await t.db((tx) => siteOf(tx, idOf('nothing')))).toBeNull()
})
