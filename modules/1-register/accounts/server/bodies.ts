import { addAwardingBodyRow, addOrganisation, addSchool, entryOf, removeSchool, setContactMobile } from '#organisations/server'
import { isCreditCode, isOutOfRegion } from '#organisations'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import { sendSms } from '#kit/server/outbox.ts'
import { registrationCancelling } from '../events.ts'
import { registerSchool, resendRegistration } from '../operations.ts'
import { addAuthority, addAwardingBody, addCity, cancelRegistration, resetSchoolAdmin } from '../operations-bodies.ts'
import { isPictureCode, mayRegisterNow } from './codes.ts'
import { hashPassword } from './passwords.ts'
import { adminOf, adminRole, eraseAccountsOf, insertAccount, seenSchoolId, setMobile } from './store-accounts.ts'
import { endSessions, setPassword } from './store.ts'
import { makePassword, maskMobile } from './users.ts'

interface FirstAccount {
  organisationId: string
  actor: string
  loginName: string
  name: string
  mobile: string
}
/** The first account of an organisation; its password is only ever in the short message. */
async function giveFirstAccount(inside: Inside, a: FirstAccount): Promise<void> {
  const password = makePassword()
  await insertAccount(inside.tx, {
    loginName: a.loginName,
    name: a.name,
    mobileSealed: inside.house.secrets.seal(a.mobile),
    mobileMasked: maskMobile(a.mobile),
    roleId: (await adminRole(inside.tx, a.actor)).id,
    organisationId: a.organisationId,
    isAdmin: true,
    isCertManager: false,
    charge: null,
    passwordHash: await hashPassword(password),
    createdBy: inside.principal.name,
  })
  await sendSms(inside, { mobile: a.mobile, text: `鉴衡账号：${a.loginName}，初始密码：${password}。首次登录须修改密码。` })
}
async function renew(inside: Inside, schoolId: string, mobile: string | null): Promise<string | null> {
  const admin = await adminOf(inside.tx, schoolId)
  if (!admin) return null
  const to = mobile ?? (admin.mobileSealed ? inside.house.secrets.openText(admin.mobileSealed) : null)
  if (!to) return null
  const password = makePassword()
  await setPassword(inside.tx, admin.id, await hashPassword(password), true)
  if (mobile) await setMobile(inside.tx, admin.id, inside.house.secrets.seal(mobile), maskMobile(mobile))
  await endSessions(inside.tx, admin.id, '重置密码')
  await sendSms(inside, { mobile: to, text: `鉴衡账号：${admin.loginName}，新密码：${password}。登录后须修改密码。` })
  return to
}

export const registerSchoolHandler = handle(
  registerSchool,
  async (ctx) => {
    const { input, tx, refuse, refuseKeeping, trail } = ctx
    if (!(await isPictureCode(ctx, input.codeId, input.code))) return refuseKeeping('wrong-code')
    const entry = await entryOf(tx, input.libraryEntryId)
    if (!entry || entry.status !== 'enabled' || entry.cityCode !== input.cityCode) return refuseKeeping('library-entry-unknown')
    if (entry.schoolId) return refuseKeeping('already-registered')
    if (!(await mayRegisterNow(ctx, input.mobile))) return refuse('register-too-often')
    const school = await addSchool(tx, entry, input.mobile)
    await giveFirstAccount(ctx, { organisationId: school.id, actor: 'school', loginName: `S${entry.code}`, name: '院校管理员', mobile: input.mobile })
    await trail({ entity: 'school', id: school.id, to: '已注册' })
    return { schoolName: entry.name, to: maskMobile(input.mobile) }
  },
  { constraints: { school_registered_once: 'already-registered', organisation_name_unique: 'already-registered' }, unscoped: true },
)
/** Only to the mobile that registered, and only while the first password was never changed. */
export const resendRegistrationHandler = handle(
  resendRegistration,
  async (ctx) => {
    const { input, tx, house, refuse, refuseKeeping } = ctx
    if (!(await isPictureCode(ctx, input.codeId, input.code))) return refuseKeeping('wrong-code')
    const entry = await entryOf(tx, input.libraryEntryId)
    const admin = entry?.schoolId ? await adminOf(tx, entry.schoolId) : null
    if (!entry?.schoolId || !admin?.mobileSealed || house.secrets.openText(admin.mobileSealed) !== input.mobile) return refuseKeeping('library-entry-unknown')
    if (!(await mayRegisterNow(ctx, input.mobile))) return refuse('register-too-often')
    await renew(ctx, entry.schoolId, null)
    await ctx.trail({ entity: 'school', id: entry.schoolId, to: '重新发送账号密码' })
    return { to: maskMobile(input.mobile) }
  },
  { unscoped: true },
)

const exists = { constraints: { account_login_unique: 'account-exists', organisation_name_unique: 'body-exists', authority_once: 'body-exists', awarding_body_code_unique: 'body-exists', awarding_body_credit_code_unique: 'body-exists' }, unscoped: true } as const
export const addAuthorityHandler = handle(
  addAuthority,
  async (ctx) => {
    const { input, tx, trail } = ctx
    const o = await addOrganisation(tx, { kind: 'province', name: input.name, regionCode: input.regionCode })
    await giveFirstAccount(ctx, { organisationId: o.id, actor: 'province', loginName: input.loginName, name: input.adminName, mobile: input.adminMobile })
    await trail({ entity: 'organisation', id: o.id, changes: { name: input.name } })
    return o
  },
  exists,
)
export const addCityHandler = handle(
  addCity,
  async (ctx) => {
    const { input, tx, principal, invalid, trail } = ctx
    if (isOutOfRegion(principal, input.regionCode)) return invalid([{ path: 'regionCode', message: '所选地市不在本省' }])
    const o = await addOrganisation(tx, { kind: 'city', name: input.name, regionCode: input.regionCode, parentId: principal.organisationId })
    await giveFirstAccount(ctx, { organisationId: o.id, actor: 'city', loginName: input.loginName, name: input.adminName, mobile: input.adminMobile })
    await trail({ entity: 'organisation', id: o.id, changes: { name: input.name } })
    return o
  },
  exists,
)
export const addAwardingBodyHandler = handle(
  addAwardingBody,
  async (ctx) => {
    const { input, tx, invalid, trail } = ctx
    if (!isCreditCode(input.creditCode)) return invalid([{ path: 'creditCode', message: '统一社会信用代码格式不正确，请核对18位代码及最后一位校验码' }])
    const o = await addOrganisation(tx, { kind: 'awarding-body', name: input.name, regionCode: input.regionCode })
    await addAwardingBodyRow(tx, { id: o.id, ...input })
    await giveFirstAccount(ctx, { organisationId: o.id, actor: 'awarding-body', loginName: input.loginName, name: input.adminName, mobile: input.adminMobile })
    await trail({ entity: 'organisation', id: o.id, changes: { name: input.name } })
    return o
  },
  exists,
)
export const resetSchoolAdminHandler = handle(
  resetSchoolAdmin,
  async (ctx) => {
    const { input, scope, tx, refuse, trail } = ctx
    const school = await seenSchoolId(tx, scope, input.schoolId)
    if (!school) return refuse('not-found')
    const to = await renew(ctx, school.id, input.mobile ?? null)
    if (!to) return refuse('not-found')
    if (input.mobile) await setContactMobile(tx, school.id, input.mobile)
    await trail({ entity: 'school', id: school.id, to: '重置院校管理员密码' })
    return { to: maskMobile(to) }
  },
  { unscoped: true },
)
export const cancelRegistrationHandler = handle(
  cancelRegistration,
  async (ctx) => {
    const { input, tx, refuse, trail, emit } = ctx
    await emit(registrationCancelling, { schoolId: input.schoolId })
    await eraseAccountsOf(tx, input.schoolId)
    if (!(await removeSchool(tx, input.schoolId))) return refuse('not-found')
    await trail({ entity: 'school', id: input.schoolId, to: '已注销' })
    return { done: true as const }
  },
  // Whatever points at the school is business data; the database refuses and these words say so.
  { constraints: Object.fromEntries(['declarations_school_id_fkey', 'sites_school_id_fkey', 'candidates_school_id_fkey', 'messages_to_organisation_fkey'].map((c) => [c, 'has-business-data'])) as never, unscoped: true },
)
