import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { thePublic } from '#kit/server/context.ts'
import { maybe, run, sql } from '#kit/server/sql.ts'
import { addToLibrary, completeProfile, findNationalSchool, addNationalSchool, openEntries, school } from '#organisations'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { accounts } from '../operations-users.ts'
import { registerSchool, resendRegistration } from '../operations.ts'
import { addAuthority, addAwardingBody, addCity, cancelRegistration, resetSchoolAdmin } from '../operations-bodies.ts'
import { answeredCode, shortMessages, signInAs, who } from './signing-in.ts'

let t: TestHouse
let p: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  p = await principals(t.url)
})
afterAll(() => t.close())

const base = { provinceCode: '110000', cityCode: '110100' }
const entry = idOf('library 待注册学院')
const passwordIn = (text: string | undefined): string => /密码：(\w+)/.exec(text ?? '')?.[1] ?? ''
let serial = 0
/** A school of its own, put into the library the way the officials do. */
async function libraryEntry(): Promise<{ id: string; name: string; loginName: string }> {
  serial++
  const code = `42000${String(10000 + serial)}`
  const name = `登记学院${serial}`
  const national = await t.as(p.ops, addNationalSchool, { name, code, ...base })
  const { id } = await t.as(p.prv, addToLibrary, { nationalSchoolId: national.id })
  return { id, name, loginName: `S${code}` }
}

test('P3-2.2-01 P3-2.2-02 P-1-04 a school registers; account and password come by short message only and open nothing but base data', async () => {
  const bad = await t.refused(thePublic, registerSchool, { ...base, libraryEntryId: entry, mobile: '1380', ...(await answeredCode(t)) })
  expect(bad.fields).toContainEqual({ path: 'mobile', message: '手机号格式不正确' })
  const none = await t.refused(thePublic, registerSchool, { provinceCode: '', cityCode: '', mobile: '13800000001', ...(await answeredCode(t)) })
  expect(none.fields?.map((f) => f.message)).toEqual(expect.arrayContaining(['请选择院校所在省市', '请选择院校']))

  const answer = await t.as(thePublic, registerSchool, { ...base, libraryEntryId: entry, mobile: '13800000001', ...(await answeredCode(t)) })
  expect(answer).toEqual({ schoolName: '待注册学院', to: '138****0001' })
  const [sms] = await shortMessages(t)
  const password = passwordIn(sms)
  expect(JSON.stringify(answer)).not.toContain(password)
  const loginName = /账号：(\w+)/.exec(sms ?? '')?.[1] ?? ''
  const s = await signInAs(t, 'school', loginName, password)
  const bound = await who(t, s.token)
  expect(bound).toMatchObject({ isPilot: false, isAdmin: true, mustChangePassword: true })
  const after = { ...(bound as Principal), mustChangePassword: false }
  expect((await t.refused(after, accounts, {})).says).toBe('贵校尚未成为试点院校')
  await t.settle()
  const sent = await t.db((tx) => maybe<{ state: string }>(tx, sql`select state from kit.outbox order by made_at desc limit 1`))
  expect(sent?.state).toBe('sent')
})

test('P3-2.2-03 one registration per school, also in parallel', async () => {
  const e = await libraryEntry()
  const tries = await Promise.all(
    [0, 1, 2, 3].map(async (i) => {
      const code = await answeredCode(t)
      return t.as(thePublic, registerSchool, { ...base, libraryEntryId: e.id, mobile: `1370000000${i}`, ...code }).then(() => 'ok', (r: Error) => r.message)
    }),
  )
  expect(tries.filter((r) => r === 'ok')).toHaveLength(1)
  expect(tries.filter((r) => r === '该院校已注册，请直接登录')).toHaveLength(3)
})

test('P3-2.2-04 one per 60 s and five a day for a mobile, to the second', async () => {
  const mobile = '13600000001'
  const go = async (): Promise<string> => {
    const e = await libraryEntry()
    const code = await answeredCode(t)
    return t.as(thePublic, registerSchool, { ...base, libraryEntryId: e.id, mobile, ...code }).then(() => 'ok', (r: Error) => r.message)
  }
  await t.clock('2027-02-01T00:00:00.000Z')
  expect(await go()).toBe('ok')
  await t.clock('2027-02-01T00:00:59.000Z')
  expect(await go()).toBe('操作过于频繁，请稍后再试')
  for (const minute of [1, 3, 5, 7]) {
    await t.clock(`2027-02-01T00:0${minute}:00.000Z`)
    expect(await go()).toBe('ok')
  }
  await t.clock('2027-02-01T00:30:00.000Z')
  expect(await go()).toBe('操作过于频繁，请稍后再试')
  await t.clock('2027-02-02T00:08:00.000Z')
  expect(await go()).toBe('ok')
  await t.clock(null)
})

test('P3-2.2-02 重新发送 goes to the mobile that registered, and to no other', async () => {
  const e = await libraryEntry()
  await t.as(thePublic, registerSchool, { ...base, libraryEntryId: e.id, mobile: '13500000001', ...(await answeredCode(t)) })
  const first = passwordIn((await shortMessages(t))[0])
  const wrong = await t.refused(thePublic, resendRegistration, { libraryEntryId: e.id, mobile: '13500000002', ...(await answeredCode(t)) })
  expect(wrong.code).toBe('library-entry-unknown')
  await t.db((tx) => run(tx, sql`update accounts.mobile_codes set made_at = made_at - interval '2 minutes'`))
  await t.as(thePublic, resendRegistration, { libraryEntryId: e.id, mobile: '13500000001', ...(await answeredCode(t)) })
  const second = passwordIn((await shortMessages(t))[0])
  expect(second).not.toBe(first)
  expect((await signInAs(t, 'school', e.loginName, second)).mustChangePassword).toBe(true)
})

test('P3-2.3-01 完善院校基础信息 cannot be skipped and names each missing field', async () => {
  const fresh = { ...p.sch_new }
  const before = await t.as(fresh, school, {})
  expect(before.isBaseInfoCompleted).toBe(false)
  const missing = await t.refused(fresh, completeProfile, { version: before.version, schoolType: '高职专科', address: ' ', contactName: '', contactMobile: '123' })
  expect(missing.fields?.map((f) => f.message)).toEqual(expect.arrayContaining(['请输入院校地址', '请输入联系人', '联系电话格式不正确']))
  await t.as(fresh, completeProfile, { version: before.version, schoolType: '高职专科', address: '某路1号', contactName: '联系人', contactMobile: '13800000000' })
  expect(await t.as(fresh, school, {})).toMatchObject({ isBaseInfoCompleted: true, address: '某路1号' })
})

test('P3-2.2-06 P3-2.2-07 a school that is missing: PRV cannot find it, OPS adds it, PRV puts it into the library once', async () => {
  expect((await t.refused(p.prv, findNationalSchool, { name: '某学院' })).says).toBe('未查询到该院校，请反馈给国开在线运维人员')
  const national = await t.as(p.ops, addNationalSchool, { name: '某学院', code: '4300000001', ...base })
  expect((await t.refused(p.ops, addNationalSchool, { name: '某学院', code: '4300000002', ...base })).says).toBe('院校名称已存在')
  expect((await t.as(p.prv, findNationalSchool, { name: '某学院' }))[0]?.id).toBe(national.id)
  expect((await t.refused(p.cty_sz, addToLibrary, { nationalSchoolId: national.id })).code).toBe('out-of-region')
  await t.as(p.prv, addToLibrary, { nationalSchoolId: national.id })
  expect((await t.refused(p.prv, addToLibrary, { nationalSchoolId: national.id })).says).toBe('该院校已在总库中')
  expect((await t.as(thePublic, openEntries, { cityCode: '110100' })).map((e) => e.name)).toContain('某学院')
})

test('P-1-08 OPS makes the first account of an authority and an awarding body, PRV those of its cities; names and accounts are unique', async () => {
  const admin = { adminName: '管理员', adminMobile: '13400000001' }
  await t.as(p.ops, addAuthority, { name: '上海市教育委员会', regionCode: '310000', loginName: 'sh_admin', ...admin })
  expect((await signInAs(t, 'province', 'sh_admin', passwordIn((await shortMessages(t))[0]))).mustChangePassword).toBe(true)
  expect((await t.refused(p.ops, addAuthority, { name: '浙江省教育厅', regionCode: '330000', loginName: 'SH_admin', ...admin })).says).toBe('账号已存在')
  expect((await t.refused(p.ops, addAuthority, { name: '又一个上海', regionCode: '310000', loginName: 'sh_two', ...admin })).code).toBe('body-exists')
  await t.as(p.prv_gd, addCity, { name: '广州市教育局', regionCode: '440100', loginName: 'gz_admin', ...admin })
  const out = await t.refused(p.prv_gd, addCity, { name: '长沙市教育局', regionCode: '430100', loginName: 'cs_admin', ...admin })
  expect(out.fields).toContainEqual({ path: 'regionCode', message: '所选地市不在本省' })
  const body = { name: '评价组织丙', orgCode: '510', contactName: '丙', contactPhone: '010-12345678', regionCode: '110000', loginName: 'org_c', ...admin }
  expect((await t.refused(p.ops, addAwardingBody, { ...body, creditCode: '91350100M000100Y44' })).fields?.[0]?.path).toBe('creditCode')
  await t.as(p.ops, addAwardingBody, { ...body, creditCode: '91350100M000100Y43' })
  expect((await t.refused(p.sch, addAuthority, { name: 'x', regionCode: '320000', loginName: 'abcd', ...admin })).status).toBe(403)
})

test('P-2.2-06 PRV resets the password of a school of its province by short message; another province’s school is not found', async () => {
  const e = await libraryEntry()
  await t.as(thePublic, registerSchool, { ...base, libraryEntryId: e.id, mobile: '13300000001', ...(await answeredCode(t)) })
  const id = (await t.db((tx) => maybe<{ id: string }>(tx, sql`select id from organisations.schools where library_entry_id = ${e.id}`)))?.id as string
  expect((await t.refused(p.prv_gd, resetSchoolAdmin, { schoolId: id })).code).toBe('not-found')
  expect(await t.as(p.prv, resetSchoolAdmin, { schoolId: id, mobile: '13300000009' })).toEqual({ to: '133****0009' })
  expect((await signInAs(t, 'school', e.loginName, passwordIn((await shortMessages(t))[0]))).mustChangePassword).toBe(true)
})

test('P-2.2-06 OPS cancels a wrong registration without business data; with data it is refused', async () => {
  const e = await libraryEntry()
  await t.as(thePublic, registerSchool, { ...base, libraryEntryId: e.id, mobile: '13200000001', ...(await answeredCode(t)) })
  const id = (await t.db((tx) => maybe<{ id: string }>(tx, sql`select id from organisations.schools where library_entry_id = ${e.id}`)))?.id as string
  await t.as(p.ops, cancelRegistration, { schoolId: id })
  expect((await t.as(thePublic, openEntries, { cityCode: '110100' })).find((o) => o.id === e.id)?.isRegistered).toBe(false)
  expect((await t.refused(p.ops, cancelRegistration, { schoolId: idOf('北方工业大学') })).says).toBe('该院校已有业务数据，不能注销')
})
