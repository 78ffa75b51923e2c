import { cancelSession } from '#sessions/server'
import { handle } from '#kit/server/handle.ts'
import { planCancelling } from '../events.ts'
import { cancelPlan } from '../operations.ts'
import { planForChange } from './read-draft.ts'
import { tellSchools } from './tell-schools.ts'

/**
 * S15.4. The session is held before the modules below are asked: 报考 holds it too (share), so that nobody enrols between the
 * question and the answer.
 */
export const cancelPlanHandler = handle(cancelPlan, async (ctx) => {
  const { input, tx, scope, principal, refuse } = ctx
  const s = await planForChange(tx, scope, input.id)
  if (!s) return refuse('not-found')
  await cancelSession(ctx, s.id, input.version, input.reason)
  await ctx.emit(planCancelling, { sessionId: s.id })
  await tellSchools(
    ctx,
    s.id,
    '考试计划已取消',
    `${principal.organisationName}取消了“${s.name}”（${s.number}），原因：${input.reason}。`,
  )
  return { done: true as const }
})
