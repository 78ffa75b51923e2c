import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { tell } from '#messages/server'
import { withdrawSite } from '../operations.ts'
import { withdrawProblem } from '../rules.ts'
import { siteWorkflow } from '../workflow.ts'
import { siteForChange } from './store.ts'

/** S3.3. The row lock lets a review of the same moment finish first; then 撤销 says that it came too late (P-5.2.4.1-11). */
export const withdrawSiteHandler = handle(withdrawSite, async (ctx) => {
  const site = await siteForChange(ctx.tx, ctx.scope, ctx.input.id)
  if (!site) return ctx.refuse('not-found')
  const problem = withdrawProblem(site.status)
  if (problem) return ctx.refuse(problem)
  await takeStep(ctx, siteWorkflow, 'withdraw', 'sites.sites', [site.id])
  await tell(ctx, {
    to: site.awardingBodyId,
    area: 'sites',
    title: '考核站点已撤销',
    text: `${ctx.principal.organisationName}撤销了“${site.name}”的申报，不用再审核。`,
  })
  return { done: true as const }
})
