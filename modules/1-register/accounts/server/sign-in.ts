import { handle } from '#kit/server/handle.ts'
import { isLocked, passwordProblem } from '../rules.ts'
import { changePassword, me, signIn, signOut } from '../operations.ts'
import { isPictureCode } from './codes.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { byId, byLogin, endSessions, failures, openSession, recordLogin, setPassword, world } from './store.ts'

export const signInHandler = handle(
  signIn,
  async (ctx) => {
    const { input, tx, now, ip, refuseKeeping } = ctx
    // Everything wrong is written before it is refused, so that tries are counted.
    if (!(await isPictureCode(ctx, input.codeId, input.code))) return refuseKeeping('wrong-code')
    const account = await byLogin(tx, input.account)
    const note = (isOk: boolean, why: string | null): Promise<number> =>
      recordLogin(tx, { accountId: account?.id ?? null, loginName: input.account, entrance: input.entrance, isOk, why, ip, device: null })
    const f = await failures(tx, input.account, ip)
    if (isLocked(f.count, f.last, now)) {
      await note(false, 'locked')
      return refuseKeeping('locked')
    }
    if (!(await isPassword(account?.passwordHash ?? null, input.password)) || !account) {
      await note(false, 'wrong-password')
      return refuseKeeping('wrong-password')
    }
    const why =
      account.kind !== input.entrance ? 'wrong-entrance' : account.status !== 'active' ? 'account-suspended' : account.organisationStatus !== 'active' ? 'body-suspended' : null
    if (why) {
      await note(false, why)
      return refuseKeeping(why)
    }
    await note(true, null)
    await ctx.trail({ entity: 'account', id: account.id, to: '登录' })
    return { token: await openSession(tx, account.id, ip, null), mustChangePassword: account.mustChangePassword }
  },
  { unscoped: true },
)
export const signOutHandler = handle(
  signOut,
  async ({ tx, principal }) => ({ ended: await endSessions(tx, principal.accountId as string, '退出登录') }),
  { unscoped: true },
)
export const meHandler = handle(me, async ({ tx, principal }) => ({ principal, world: await world(tx) }), { unscoped: true })

export const changePasswordHandler = handle(
  changePassword,
  async ({ input, tx, principal, refuse, trail }) => {
    const account = await byId(tx, principal.accountId as string)
    if (!account || !(await isPassword(account.passwordHash, input.oldPassword))) return refuse('wrong-old-password')
    const problem = passwordProblem(input.newPassword, account.loginName)
    if (problem) return refuse(problem === 'weak' ? 'weak-password' : 'derivable-password')
    if (input.newPassword === input.oldPassword) return refuse('same-password')
    await setPassword(tx, account.id, await hashPassword(input.newPassword), false)
    // Other sessions end; the caller signs in anew with the new password.
    await endSessions(tx, account.id, '修改密码')
    await trail({ entity: 'account', id: account.id, to: '修改密码' })
    return { changed: true as const }
  },
  { unscoped: true },
)
