import { handle } from '#kit/server/handle.ts'
import { deletePlan } from '../operations.ts'
import { mayDeletePlan } from '../rules.ts'
import { deletePlanRow, planForChange } from './store-plans.ts'

/** S1.6: 未发布 or 未开始, no declaration on it; the foreign key has the last word. */
export const handleDeletePlan = handle(
  deletePlan,
  async ({ input, scope, tx, now, refuse, trail }) => {
    const plan = await planForChange(tx, scope, input.id)
    if (!plan) return refuse('not-found')
    if (plan.version !== input.version) return refuse('state-changed')
    if (!mayDeletePlan(plan, now)) return refuse('plan-begun')
    await deletePlanRow(tx, plan.id)
    await trail({ entity: 'pilot-plan', id: plan.id, changes: { deleted: { ...plan } } })
    return null
  },
  { constraints: { declarations_plan_fkey: 'plan-declared' } },
)
