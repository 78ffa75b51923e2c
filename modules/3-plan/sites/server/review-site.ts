import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import type { Scope } from '#kit/server/scope.ts'
import { takeStep } from '#kit/server/steps.ts'
import { tell } from '#messages/server'
import { siteSuspending } from '../events.ts'
import { approveSite, enableSite, returnSite, returnSuspendedSite, suspendSite } from '../operations.ts'
import { siteWorkflow } from '../workflow.ts'
import { setEnabled, siteForChange, type Site } from './store.ts'

type Ctx = Inside & {
  input: { id: string; version: number; reason?: string }
  scope: Scope
  refuse(code: 'not-found' | 'state-changed'): never
}
const done = { done: true as const }

/** What was reviewed is what was read: a site that changed meanwhile has another version. */
async function seenAs(ctx: Ctx): Promise<Site> {
  const site = await siteForChange(ctx.tx, ctx.scope, ctx.input.id)
  if (!site) return ctx.refuse('not-found')
  return site.version === ctx.input.version ? site : ctx.refuse('state-changed')
}
const tellSchool = (ctx: Ctx, site: Site, title: string, text: string): Promise<number> =>
  tell(ctx, { to: site.schoolId, area: 'sites', title, text: `“${site.name}”${text}`, link: `/sites?open=${site.id}` })

/** S3.4: 审核通过 is 已启用 at once (A19). */
export const approveSiteHandler = handle(approveSite, async (ctx) => {
  const site = await seenAs(ctx)
  await takeStep(ctx, siteWorkflow, 'approve', 'sites.sites', [site.id])
  await tellSchool(ctx, site, '考核站点审核通过', '审核通过，已启用，可以设置考场。')
  return done
})

/** S3.5 */
export const returnSiteHandler = handle(returnSite, async (ctx) => {
  const site = await seenAs(ctx)
  const { reason } = ctx.input
  await takeStep(ctx, siteWorkflow, 'return', 'sites.sites', [site.id], { reason })
  await tellSchool(ctx, site, '考核站点审核退回', `被退回，原因：${reason}。修改后可再提交。`)
  return done
})

/** S3.8: seating refuses while seats exist in an unfinished plan (P-5.2.4.1-13). */
export const suspendSiteHandler = handle(suspendSite, async (ctx) => {
  const site = await seenAs(ctx)
  if (site.isEnabled !== true) return ctx.refuse('state-changed')
  const { reason } = ctx.input
  await ctx.emit(siteSuspending, { siteId: site.id, act: 'suspend' })
  await takeStep(ctx, siteWorkflow, 'suspend', 'sites.sites', [site.id], { reason })
  await setEnabled(ctx.tx, site.id, false)
  await tellSchool(ctx, site, '考核站点已停用', `已停用，原因：${reason}。`)
  return done
})

/** S3.9 */
export const enableSiteHandler = handle(enableSite, async (ctx) => {
  const site = await seenAs(ctx)
  if (site.isEnabled !== false) return ctx.refuse('state-changed')
  await takeStep(ctx, siteWorkflow, 'enable', 'sites.sites', [site.id])
  await setEnabled(ctx.tx, site.id, true)
  await tellSchool(ctx, site, '考核站点已启用', '已启用，可以设置考场。')
  return done
})

/** S3.10: the way for a school to correct an approved site; 考核站点状态 becomes empty. */
export const returnSuspendedSiteHandler = handle(returnSuspendedSite, async (ctx) => {
  const site = await seenAs(ctx)
  if (site.isEnabled === true) return ctx.refuse('suspend-first')
  const { reason } = ctx.input
  await ctx.emit(siteSuspending, { siteId: site.id, act: 'return' })
  await takeStep(ctx, siteWorkflow, 'return-suspended', 'sites.sites', [site.id], { reason })
  await tellSchool(ctx, site, '考核站点已退回', `被退回，原因：${reason}。修改后可再提交。`)
  return done
})
