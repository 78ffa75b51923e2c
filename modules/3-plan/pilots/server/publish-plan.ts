import { tellAll } from '#messages/server'
import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { publishPlan } from '../operations.ts'
import { planFlow } from '../workflow.ts'
import { shanghai } from './letters.ts'
import { planForChange, planScopeCount, schoolsOf } from './store-plans.ts'

/** S1.2. */
export const handlePublishPlan = handle(publishPlan, async (ctx) => {
  const { input, scope, tx, now, refuse } = ctx
  const plan = await planForChange(tx, scope, input.id)
  if (!plan) return refuse('not-found')
  if (plan.version !== input.version || plan.status !== 'draft') return refuse('state-changed')
  if (plan.endAt <= now) return refuse('end-passed')
  if (plan.scope === 'some') {
    const { open, withdrawn } = await planScopeCount(tx, plan.id)
    if (open === 0) return refuse('scope-empty')
    if (withdrawn > 0) return refuse('credential-not-published')
  }
  await takeStep(ctx, planFlow, 'publish', 'pilots.plans', [plan.id])
  await tellAll(
    ctx,
    (await schoolsOf(tx, plan.provinceCode)).map((to) => ({
      to,
      area: 'pilots',
      title: `${plan.year}年${plan.batch}证书申报计划已发布`,
      text: `申报时间：${shanghai(plan.startAt)}-${shanghai(plan.endAt)}。请在申报时间内申报证书试点。`,
      link: '/declaration-plans',
    })),
  )
  return { version: plan.version + 1 }
})
