import { afterAll, beforeAll, expect, test } from 'vitest'
import { thePublic } from '#kit/server/context.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { suspendBody } from '#organisations'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import type { Principal } from '#kit/pure/who.ts'
import { changePassword, me, pictureCode, signIn, signOut } from '../operations.ts'
import { accounts, resetPassword, suspendAccount } from '../operations-users.ts'
import { hashPassword } from '../server/passwords.ts'
import { answeredCode, refusedSignIn, signInAs, who } from './signing-in.ts'

let t: TestHouse
let people: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  people = await principals(t.url)
  const hash = await hashPassword('Right2026x')
  await t.db((tx) => run(tx, sql`update accounts.accounts set password_hash = ${hash}`))
})
afterAll(() => t.close())

test('P-1-01 the right account and password open a session; a wrong password and an unknown account read the same', async () => {
  const { token } = await signInAs(t, 'school', 'sch_01', 'Right2026x')
  expect(await who(t, token)).toMatchObject({ name: '北方管理', actor: 'school', isPilot: true })
  const wrong = await refusedSignIn(t, 'school', 'sch_b_01', 'Wrong2026x')
  const unknown = await refusedSignIn(t, 'school', 'nobody_here', 'Wrong2026x')
  expect(wrong.says).toBe('账号或密码错误')
  expect(unknown).toEqual(wrong)
  const empty = await t.refused(thePublic, signIn, { entrance: 'school', account: '', password: '', ...(await answeredCode(t)) })
  expect(empty.fields?.map((f) => f.message)).toEqual(expect.arrayContaining(['请输入账号', '请输入密码']))
})

test('a picture code is good for one try, by the picture or by its question in words', async () => {
  const code = await answeredCode(t)
  await t.as(thePublic, signIn, { entrance: 'school', account: 'sch_01', password: 'Right2026x', ...code })
  const again = await t.refused(thePublic, signIn, { entrance: 'school', account: 'sch_01', password: 'Right2026x', ...code })
  expect(again.says).toBe('验证码错误')
  const asked = await t.as(thePublic, pictureCode, {})
  expect(asked.svg).toContain('<svg')
  const wrong = await t.refused(thePublic, signIn, { entrance: 'school', account: 'sch_01', password: 'Right2026x', codeId: asked.id, code: 'zz' })
  expect(wrong.code).toBe('wrong-code')
})

test('P-1-07 an account enters by its own entrance only', async () => {
  for (const [entrance, account] of [['awarding-body', 'sch_01'], ['school', 'org_a_01'], ['province', 'cty_01'], ['city', 'prv_01'], ['school', 'ops_01']] as const)
    expect((await refusedSignIn(t, entrance, account, 'Right2026x')).says).toBe('账号类型与登录平台不匹配')
  expect((await signInAs(t, 'awarding-body', 'org_a_01', 'Right2026x')).token).toBeTruthy()
})

test('P-1-02 P-8.1-06 a 停用 account is told so only with the right password, and its sessions end', async () => {
  const { token } = await signInAs(t, 'school', 'sch_read_01', 'Right2026x')
  const list = await t.as(people.sch, accounts, { filter: { loginName: 'sch_read_01' } })
  const row = list.rows[0]
  if (!row) throw new Error('no row')
  expect(await t.as(people.sch, suspendAccount, { id: row.id, version: row.version })).toEqual({ sessionsEnded: 1 })
  expect(await who(t, token)).toBeNull()
  expect((await refusedSignIn(t, 'school', 'sch_read_01', 'Right2026x')).says).toBe('账号已停用，请联系院校管理员')
  expect((await refusedSignIn(t, 'school', 'sch_read_01', 'Wrong2026x')).says).toBe('账号或密码错误')
})

test('P-1-03 five wrong passwords lock the account from that address for 15 minutes; another address is not locked out', async () => {
  for (let i = 0; i < 5; i++) expect((await refusedSignIn(t, 'school', 'sch_fee_01', 'Wrong2026x')).code).toBe('wrong-password')
  expect((await refusedSignIn(t, 'school', 'sch_fee_01', 'Right2026x')).says).toBe('登录失败次数过多，请15分钟后再试')
  // the owner, elsewhere
  await t.db((tx) => run(tx, sql`update accounts.logins set ip = '10.9.9.9' where login_name = 'sch_fee_01'`))
  expect((await signInAs(t, 'school', 'sch_fee_01', 'Right2026x')).token).toBeTruthy()
})

test('P-1-05 修改密码 needs the old one, refuses weak and derivable ones, and ends the sessions', async () => {
  const { token } = await signInAs(t, 'school', 'sch_sign_01', 'Right2026x')
  const p = people.sch_sign
  expect((await t.refused(p, changePassword, { oldPassword: 'Nope2026x', newPassword: 'Fresh2026x' })).says).toBe('原密码错误')
  expect((await t.refused(p, changePassword, { oldPassword: 'Right2026x', newPassword: 'short1' })).says).toBe('密码至少8位，且包含字母和数字')
  expect((await t.refused(p, changePassword, { oldPassword: 'Right2026x', newPassword: 'sch_sign_0199' })).code).toBe('derivable-password')
  await t.as(p, changePassword, { oldPassword: 'Right2026x', newPassword: 'Fresh2026x' })
  expect(await who(t, token)).toBeNull()
  expect((await refusedSignIn(t, 'school', 'sch_sign_01', 'Right2026x')).code).toBe('wrong-password')
  expect((await signInAs(t, 'school', 'sch_sign_01', 'Fresh2026x')).mustChangePassword).toBe(false)
})

test('P-1-05 退出登录 ends the session; 30 idle minutes and 12 hours end it too, to the second', async () => {
  const { token } = await signInAs(t, 'school', 'sch_cand_01', 'Right2026x')
  const age = (seen: string, made: string) =>
    t.db((tx) => run(tx, sql`update accounts.sessions set seen_at = clock_timestamp() - ${seen}::interval, made_at = clock_timestamp() - ${made}::interval where account_id = ${idOf('account sch_cand')}`))
  await age('29 minutes 58 seconds', '1 hour')
  expect(await who(t, token)).not.toBeNull()
  await age('30 minutes 1 second', '1 hour')
  expect(await who(t, token)).toBeNull()
  await age('1 minute', '11 hours 59 minutes 58 seconds')
  expect(await who(t, token)).not.toBeNull()
  await age('1 minute', '12 hours 1 second')
  expect(await who(t, token)).toBeNull()
  const second = await signInAs(t, 'school', 'sch_cand_01', 'Right2026x')
  await t.as(people.sch_cand, signOut, {})
  expect(await who(t, second.token)).toBeNull()
})

test('P-8.1-10 a reset password opens nothing but its own change', async () => {
  const list = await t.as(people.sch, accounts, { filter: { loginName: 'sch_exam_01' } })
  const row = list.rows[0]
  if (!row) throw new Error('no row')
  const { password } = await t.as(people.sch, resetPassword, { id: row.id, version: row.version })
  const { token, mustChangePassword } = await signInAs(t, 'school', 'sch_exam_01', password)
  expect(mustChangePassword).toBe(true)
  const bound = await who(t, token)
  if (!bound) throw new Error('no session')
  expect((await t.refused(bound, accounts, {})).code).toMatch(/must-change-password|forbidden/)
  const admin = { ...bound, rights: people.sch.rights }
  expect((await t.refused(admin, accounts, {})).code).toBe('must-change-password')
  expect((await t.as(bound, me, {})).principal.mustChangePassword).toBe(true)
  await t.as(bound, changePassword, { oldPassword: password, newPassword: 'Fresh2026x' })
  const free = await signInAs(t, 'school', 'sch_exam_01', 'Fresh2026x')
  expect((await who(t, free.token))?.mustChangePassword).toBe(false)
})

test('P-2.1-06 停用 of an awarding body ends its sessions and blocks its entrance', async () => {
  const { token } = await signInAs(t, 'awarding-body', 'org_b_01', 'Right2026x')
  await t.as(people.ops, suspendBody, { id: idOf('评价组织乙'), version: 1 })
  expect(await who(t, token)).toBeNull()
  expect((await refusedSignIn(t, 'awarding-body', 'org_b_01', 'Right2026x')).code).toBe('body-suspended')
})

test('each sign-in makes a new session id, and the database holds only its hash', async () => {
  const a = await signInAs(t, 'province', 'prv_01', 'Right2026x')
  const b = await signInAs(t, 'province', 'prv_01', 'Right2026x')
  expect(a.token).not.toBe(b.token)
  const stored = await t.db((tx) => rows<{ h: string }>(tx, sql`select encode(token_hash, 'base64') as h from accounts.sessions`))
  expect(stored.map((s) => s.h)).not.toContain(a.token)
})
