import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import {
  account, accounts, addAccount, addRole, auditLog, deleteAccount, deleteRole, editAccount, editRole, enableAccount, resetPassword, roleChoices, roles, sendMobileCode, suspendAccount,
} from '../operations-users.ts'
import { shortMessages, signInAs } from './signing-in.ts'

let t: TestHouse
let p: Record<Login, Principal>
let n = 0
beforeAll(async () => {
  t = await testHouse(testWorld)
  p = await principals(t.url)
})
afterAll(() => t.close())
beforeEach(() => {
  n++
})

const mobileOf = (): string => `1390000${String(1000 + n)}`
async function codeFor(mobile: string, by = p.sch): Promise<string> {
  await t.as(by, sendMobileCode, { mobile })
  return /验证码(\d{6})/.exec((await shortMessages(t))[0] ?? '')?.[1] ?? ''
}
const roleNamed = async (name: string, by = p.sch): Promise<string> => {
  const found = (await t.as(by, roleChoices, {})).find((r) => r.name === name)
  if (!found) throw new Error(`no role ${name}`)
  return found.id
}
async function added(over: Record<string, unknown> = {}): Promise<{ id: string; password: string; loginName: string }> {
  const mobile = mobileOf()
  const loginName = `clerk_${n}`
  const made = await t.as(p.sch, addAccount, {
    loginName, name: '张三', mobile, mobileCode: await codeFor(mobile), roleId: await roleNamed('考务管理员'), isCertManager: false, charge: [], ...over,
  })
  return { ...made, loginName }
}
const versionOf = async (id: string): Promise<number> => (await t.as(p.sch, account, { id })).version

test('P-8.1-01 the administrator lists the own school’s accounts, queries by 账号 and 姓名; other roles and schools do not', async () => {
  const { id } = await added({ name: '李查询' })
  expect((await t.as(p.sch, accounts, { filter: { name: '李查' } })).rows.map((r) => r.id)).toEqual([id])
  expect((await t.as(p.sch, accounts, { filter: { loginName: `clerk_${n}` } })).rows[0]).toMatchObject({ name: '李查询', roleName: '考务管理员', status: 'active' })
  expect((await t.refused(p.sch_exam, accounts, {})).says).toBe('无操作权限')
  expect((await t.as(p.sch_b, accounts, { filter: { name: '李查' } })).rows).toEqual([])
  expect((await t.refused(p.sch_b, account, { id })).says).toBe('数据不存在或无权查看')
})

test('P-8.1-02 新增 gives the rights of the role and a first password that only opens its change; a taken 账号 is refused', async () => {
  const made = await added()
  await t.db((tx) => run(tx, sql`select 1`))
  const s = await signInAs(t, 'school', made.loginName, made.password)
  expect(s.mustChangePassword).toBe(true)
  const mobile = `1390001${1000 + n}`
  const again = { loginName: made.loginName.toUpperCase(), name: '李四', mobile, mobileCode: await codeFor(mobile), roleId: await roleNamed('考务管理员'), isCertManager: false }
  expect((await t.refused(p.sch, addAccount, again)).says).toBe('账号已存在')
  const noRole = await t.refused(p.sch, addAccount, { ...again, roleId: undefined })
  expect(noRole.fields).toContainEqual({ path: 'roleId', message: '请选择角色' })
  // the administrator's own role is not given twice
  const bad = { ...again, loginName: `other_${n}`, mobile: `1390002${1000 + n}` }
  const adminRole = (await t.as(p.ops, roles, { filter: { name: '院校管理员' } })).rows[0]
  expect((await t.refused(p.sch, addAccount, { ...bad, mobileCode: await codeFor(bad.mobile), roleId: adminRole?.id })).says).toBe('请选择角色')
})

test('P-8.1-03 证书负责人 = 是 needs 负责的证书; 否 empties them', async () => {
  const mobile = mobileOf()
  const base = { loginName: `charge_${n}`, name: '王五', mobile, roleId: await roleNamed('考务管理员') }
  const mobileCode = await codeFor(mobile)
  expect((await t.refused(p.sch, addAccount, { ...base, mobileCode, isCertManager: true, charge: [] })).says).toBe('请选择负责的证书')
  // the right code was not spent by the refusal
  const { id } = await t.as(p.sch, addAccount, { ...base, mobileCode, isCertManager: false, charge: [idOf('credential 50800001')] })
  expect((await t.as(p.sch, account, { id })).charge).toBeNull()
})

test('P-8.1-04 验证码: wrong, expired after 5 minutes, one per 60 s, five tries', async () => {
  const mobile = mobileOf()
  await t.clock('2027-01-01T00:00:00.000Z')
  const code = await codeFor(mobile)
  const base = { loginName: `code_${n}`, name: '赵六', mobile, roleId: await roleNamed('考务管理员'), isCertManager: false }
  const wrong = code === '000000' ? '000001' : '000000'
  await t.clock('2027-01-01T00:00:59.000Z')
  expect((await t.refused(p.sch, sendMobileCode, { mobile })).says).toBe('发送过于频繁，请稍后再试')
  expect((await t.refused(p.sch, addAccount, { ...base, mobileCode: wrong })).says).toBe('验证码错误')
  await t.clock('2027-01-01T00:05:01.000Z')
  expect((await t.refused(p.sch, addAccount, { ...base, mobileCode: code })).says).toBe('验证码已过期')
  const second = await codeFor(mobile)
  const nope = second === '000000' ? '000001' : '000000'
  for (let i = 0; i < 5; i++) expect((await t.refused(p.sch, addAccount, { ...base, mobileCode: nope })).code).toBe('mobile-code-wrong')
  expect((await t.refused(p.sch, addAccount, { ...base, mobileCode: second })).says).toBe('验证码已过期')
  await t.clock(null)
})

test('P-8.1-05 查看 shows the account, never a password', async () => {
  const { id, password } = await added()
  const seen = JSON.stringify(await t.as(p.sch, account, { id }))
  expect(seen).not.toContain(password)
  expect(seen).not.toContain('argon2')
  expect(seen).toContain('139****')
})

test('P-8.1-07 P-8.1-08 编辑 and 删除 need 停用 first; deleted, the 账号 is free again', async () => {
  const { id, loginName } = await added()
  const edit = { id, name: '改名', roleId: await roleNamed('查询人员'), isCertManager: false, charge: [] }
  expect((await t.refused(p.sch, editAccount, { ...edit, version: await versionOf(id) })).says).toBe('请先停用账号')
  expect((await t.refused(p.sch, deleteAccount, { id, version: await versionOf(id) })).says).toBe('请先停用账号')
  await t.as(p.sch, suspendAccount, { id, version: await versionOf(id) })
  expect((await t.refused(p.sch, editAccount, { ...edit, version: 1 })).says).toBe('数据状态已变更，请刷新后重试')
  await t.as(p.sch, editAccount, { ...edit, version: await versionOf(id) })
  expect(await t.as(p.sch, account, { id })).toMatchObject({ name: '改名', roleName: '查询人员', loginName })
  // a new mobile needs a new code
  const mobile = `1391000${1000 + n}`
  expect((await t.refused(p.sch, editAccount, { ...edit, version: await versionOf(id), mobile, mobileCode: '123456' })).says).toBe('验证码错误')
  await t.as(p.sch, deleteAccount, { id, version: await versionOf(id) })
  expect((await t.refused(p.sch, account, { id })).code).toBe('not-found')
  const log = await t.as(p.ops, auditLog, { filter: { label: '删除' } })
  expect(log.rows[0]).toMatchObject({ accountName: '北方管理', toState: '已删除' })
})

test('P-8.1-09 启用 lets the account in again; P-8.1-06 the administrator cannot suspend itself', async () => {
  const made = await added()
  await t.as(p.sch, suspendAccount, { id: made.id, version: await versionOf(made.id) })
  await t.as(p.sch, enableAccount, { id: made.id, version: await versionOf(made.id) })
  expect((await signInAs(t, 'school', made.loginName, made.password)).token).toBeTruthy()
  expect((await t.refused(p.sch, enableAccount, { id: made.id, version: await versionOf(made.id) })).code).toBe('state-changed')
  const self = idOf('account sch')
  expect((await t.refused(p.sch, suspendAccount, { id: self, version: await versionOf(self) })).says).toBe('不能停用自己的账号')
})

test('P-8.1-10 only the administrator resets passwords; the old one fails', async () => {
  const made = await added()
  expect((await t.refused(p.sch_exam, resetPassword, { id: made.id, version: 1 })).status).toBe(403)
  const { password } = await t.as(p.sch, resetPassword, { id: made.id, version: await versionOf(made.id) })
  await expect(signInAs(t, 'school', made.loginName, made.password)).rejects.toThrow('账号或密码错误')
  expect((await signInAs(t, 'school', made.loginName, password)).mustChangePassword).toBe(true)
})

test('P-8.1-12 ORG, PRV, CTY and OPS keep their own sub-accounts by the same rules', async () => {
  for (const by of [p.org_a, p.prv, p.cty, p.ops]) {
    n++
    const mobile = mobileOf()
    const mobileCode = await codeFor(mobile, by)
    const made = await t.as(by, addAccount, { loginName: `sub_${n}`, name: '查询', mobile, mobileCode, roleId: await roleNamed('查询人员', by), isCertManager: false })
    expect((await t.as(by, accounts, { filter: { loginName: `sub_${n}` } })).rows[0]?.id).toBe(made.id)
    expect((await t.as(p.sch, accounts, { filter: { loginName: `sub_${n}` } })).rows).toEqual([])
    // a role of another actor kind does not fit
    const m2 = `1392000${1000 + n}`
    expect((await t.refused(by, addAccount, { loginName: `sub2_${n}`, name: '查询', mobile: m2, mobileCode: await codeFor(m2, by), roleId: await roleNamed('考务管理员'), isCertManager: false })).says).toBe('请选择角色')
  }
})

test('P-8.1-11 OPS keeps the roles; one in use cannot be deleted, a double name is refused', async () => {
  const made = await t.as(p.ops, addRole, { actor: 'school', name: `档案员${n}`, rights: ['results.read'] })
  expect((await t.refused(p.ops, addRole, { actor: 'school', name: `档案员${n}`, rights: [] })).says).toBe('同名角色已存在')
  await t.as(p.ops, editRole, { id: made.id, version: 1, name: `档案员${n}`, rights: ['results.read', 'candidates.read'] })
  expect((await t.refused(p.ops, editRole, { id: made.id, version: 1, name: 'x', rights: [] })).code).toBe('state-changed')
  const used = await added({ roleId: made.id })
  expect((await t.refused(p.ops, deleteRole, { id: made.id, version: 2 })).says).toBe('角色已被使用，不能删除')
  expect((await t.as(p.sch, account, { id: used.id })).roleName).toBe(`档案员${n}`)
  const other = await t.as(p.ops, addRole, { actor: 'school', name: `临时${n}`, rights: [] })
  await t.as(p.ops, deleteRole, { id: other.id, version: 1 })
  expect((await t.refused(p.sch, addRole, { actor: 'school', name: 'x', rights: [] })).status).toBe(403)
})

test('P-0-13 操作日志 is searched by person and label, read only, for the platform alone', async () => {
  await added()
  const found = await t.as(p.ops, auditLog, { filter: { accountName: '北方管理', label: '新增' } })
  expect(found.rows.length).toBeGreaterThan(0)
  expect((await t.refused(p.sch, auditLog, {})).status).toBe(403)
  await expect(t.db((tx) => run(tx, sql`delete from kit.audit`))).rejects.toThrow('permission denied')
})
