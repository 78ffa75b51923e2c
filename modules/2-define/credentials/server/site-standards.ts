import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { enableSiteStandard, suspendSiteStandards } from '../operations.ts'
import { unfitRows } from '../rules.ts'
import { siteStandardFlow } from '../workflow.ts'
import { credentialForChange } from './store.ts'
import { credentialOfSite, enabledSiteStandards, markEnabledOnce, ownStandards } from './store-standards.ts'

/** S18, P-3.2-04: at most one 已启用 per certificate; the earlier one becomes 已停用 in the same act. */
export const handleEnableSiteStandard = handle(enableSiteStandard, async (ctx) => {
  const { input, scope, tx, refuse } = ctx
  const of = await credentialOfSite(tx, scope, input.id)
  // The certificate's row is the turnstile: two who enable at once are served one after the other.
  if (!of || !(await credentialForChange(tx, scope, of.credentialId))) return refuse('not-found')
  const earlier = (await enabledSiteStandards(tx, of.credentialId)).filter((id) => id !== input.id)
  if (earlier.length)
    await takeStep(ctx, siteStandardFlow, 'suspend', 'credentials.standards', earlier, { reason: '启用了新的标准' })
  await takeStep(ctx, siteStandardFlow, 'enable', 'credentials.standards', [input.id])
  await markEnabledOnce(tx, input.id)
  return { replaced: earlier.length }
})

export const handleSuspendSiteStandards = handle(suspendSiteStandards, async (ctx) => {
  const { input, scope, tx, refuse } = ctx
  const own = await ownStandards(tx, scope, 'site', input.ids)
  if (input.ids.some((id) => !own.has(id))) return refuse('not-found')
  const rows = unfitRows(input.ids, (id) => own.get(id) === 'enabled')
  if (rows && input.ids.length > 1) return refuse('rows-unfit', { rows, reason: '当前状态不能停用' })
  await takeStep(ctx, siteStandardFlow, 'suspend', 'credentials.standards', input.ids)
  return { count: own.size }
})
