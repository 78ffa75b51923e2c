import { addOrganisation } from '#organisations/server'
import type { Inside } from '#kit/server/context.ts'
import { hashPassword } from './passwords.ts'
import { adminRole, insertAccount } from './store-accounts.ts'
import { makePassword } from './users.ts'

/** The first account of an empty world. Its password is given once to whoever starts the program and must be changed. */
export async function foundPlatform(inside: Inside, loginName: string, name: string): Promise<{ loginName: string; password: string; accountId: string; organisationId: string }> {
  const o = await addOrganisation(inside.tx, { kind: 'platform', name, regionCode: '110000' })
  const password = makePassword()
  const a = await insertAccount(inside.tx, {
    loginName,
    name: '平台运维',
    mobileSealed: null,
    mobileMasked: null,
    roleId: (await adminRole(inside.tx, 'platform')).id,
    organisationId: o.id,
    isAdmin: true,
    isCertManager: false,
    charge: null,
    passwordHash: await hashPassword(password),
    createdBy: '系统',
  })
  await inside.trail({ entity: 'account', id: a.id, to: '已启用', changes: { loginName } })
  return { loginName, password, accountId: a.id, organisationId: o.id }
}
