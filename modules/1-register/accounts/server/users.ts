import { randomBytes } from 'node:crypto'
import type { CommonCode } from '#kit/pure/refusal.ts'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import { chargeSet } from '../events.ts'
import { firstPassword } from '../rules.ts'
import { addAccount, deleteAccount, editAccount, enableAccount, resetPassword, suspendAccount } from '../operations-users.ts'
import { mobileCodeProblem } from './codes.ts'
import { hashPassword } from './passwords.ts'
import { insertAccount, moveAccount, roleOf, saveAccount, seenAccount } from './store-accounts.ts'
import { endSessions, setPassword } from './store.ts'

export const maskMobile = (m: string): string => `${m.slice(0, 3)}****${m.slice(-4)}`
export const makePassword = (): string => firstPassword(randomBytes(10))

interface Fields {
  roleId: string
  isCertManager: boolean
  charge: string[]
}
/** What a form may get wrong beyond its fields; 否 empties 负责的证书 (P-8.1-03). */
async function problemOf(inside: Inside, f: Fields): Promise<'no-charge' | 'role-unknown' | null> {
  const role = await roleOf(inside.tx, inside.principal.actor, f.roleId)
  // one administrator per unit: its role is not given to a second account
  if (!role || role.isAdmin) return 'role-unknown'
  return f.isCertManager && f.charge.length === 0 ? 'no-charge' : null
}

export const addAccountHandler = handle(
  addAccount,
  async (ctx) => {
    const { input, tx, house, principal, refuse, refuseKeeping, trail, emit } = ctx
    const wrong = await mobileCodeProblem(ctx, input.mobile, input.mobileCode)
    if (wrong) return refuseKeeping(wrong)
    const problem = await problemOf(ctx, input)
    if (problem) return refuse(problem)
    const password = makePassword()
    const charge = input.isCertManager ? input.charge : null
    const made = await insertAccount(tx, {
      loginName: input.loginName,
      name: input.name,
      mobileSealed: house.secrets.seal(input.mobile),
      mobileMasked: maskMobile(input.mobile),
      roleId: input.roleId,
      organisationId: principal.organisationId as string,
      isAdmin: false,
      isCertManager: input.isCertManager,
      charge,
      passwordHash: await hashPassword(password),
      createdBy: principal.name,
    })
    if (charge) await emit(chargeSet, { accountId: made.id, organisationId: principal.organisationId as string, credentialIds: charge })
    await trail({ entity: 'account', id: made.id, to: '已启用', changes: { loginName: input.loginName, name: input.name } })
    return { id: made.id, password }
  },
  { constraints: { account_login_unique: 'account-exists' }, unscoped: true },
)

export const editAccountHandler = handle(
  editAccount,
  async (ctx) => {
    const { input, scope, tx, house, principal, refuse, refuseKeeping, trail, emit } = ctx
    const before = await seenAccount(tx, scope, input.id)
    if (!before) return refuse('not-found')
    if (before.status !== 'suspended') return refuse('suspend-first')
    const problem = before.isAdmin ? null : await problemOf(ctx, input)
    if (problem) return refuse(problem)
    if (input.mobile) {
      const wrong = await mobileCodeProblem(ctx, input.mobile, input.mobileCode ?? '')
      if (wrong) return refuseKeeping(wrong)
    }
    const charge = input.isCertManager ? input.charge : null
    const saved = await saveAccount(tx, input.id, input.version, {
      name: input.name,
      roleId: before.isAdmin ? before.roleId : input.roleId,
      isCertManager: input.isCertManager,
      charge,
      mobileSealed: input.mobile ? house.secrets.seal(input.mobile) : null,
      mobileMasked: input.mobile ? maskMobile(input.mobile) : null,
    })
    if (!saved) return refuse('state-changed')
    if (charge) await emit(chargeSet, { accountId: input.id, organisationId: principal.organisationId as string, credentialIds: charge })
    await trail({ entity: 'account', id: input.id, changes: { name: [before.name, input.name], role: [before.roleId, input.roleId] } })
    return saved
  },
  { unscoped: true },
)

interface Move {
  input: { id: string; version: number }
  scope: Parameters<typeof seenAccount>[1]
  refuse(code: CommonCode): never
}
async function seenOrRefuse(ctx: Inside & Move): Promise<NonNullable<Awaited<ReturnType<typeof seenAccount>>>> {
  return (await seenAccount(ctx.tx, ctx.scope, ctx.input.id)) ?? ctx.refuse('not-found')
}

export const suspendAccountHandler = handle(
  suspendAccount,
  async (ctx) => {
    const { input, tx, principal, refuse, trail } = ctx
    const before = await seenOrRefuse(ctx)
    if (before.id === principal.accountId) return refuse('not-self')
    if (before.isAdmin) return refuse('admin-stays')
    if (!(await moveAccount(tx, input.id, input.version, 'active', 'suspended'))) return refuse('state-changed')
    const sessionsEnded = await endSessions(tx, input.id, '停用')
    await trail({ entity: 'account', id: input.id, from: '已启用', to: '已停用' })
    return { sessionsEnded }
  },
  { unscoped: true },
)
export const enableAccountHandler = handle(
  enableAccount,
  async (ctx) => {
    await seenOrRefuse(ctx)
    if (!(await moveAccount(ctx.tx, ctx.input.id, ctx.input.version, 'suspended', 'active'))) return ctx.refuse('state-changed')
    await ctx.trail({ entity: 'account', id: ctx.input.id, from: '已停用', to: '已启用' })
    return { done: true as const }
  },
  { unscoped: true },
)
export const deleteAccountHandler = handle(
  deleteAccount,
  async (ctx) => {
    const before = await seenOrRefuse(ctx)
    if (before.isAdmin) return ctx.refuse('admin-stays')
    if (before.status !== 'suspended') return ctx.refuse('suspend-first')
    if (!(await moveAccount(ctx.tx, ctx.input.id, ctx.input.version, 'suspended', 'deleted'))) return ctx.refuse('state-changed')
    await ctx.trail({ entity: 'account', id: ctx.input.id, from: '已停用', to: '已删除', changes: { loginName: before.loginName, name: before.name } })
    return { done: true as const }
  },
  { unscoped: true },
)
export const resetPasswordHandler = handle(
  resetPassword,
  async (ctx) => {
    const before = await seenOrRefuse(ctx)
    if (before.version !== ctx.input.version) return ctx.refuse('state-changed')
    const password = makePassword()
    await setPassword(ctx.tx, before.id, await hashPassword(password), true)
    const sessionsEnded = await endSessions(ctx.tx, before.id, '重置密码')
    await ctx.trail({ entity: 'account', id: before.id, to: '重置密码' })
    return { password, sessionsEnded }
  },
  { unscoped: true },
)
