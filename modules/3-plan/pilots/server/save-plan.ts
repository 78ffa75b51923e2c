import { handle } from '#kit/server/handle.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { addPlan, editPlan } from '../operations.ts'
import { planFlow } from '../workflow.ts'
import { addPlanRow, planForChange, provinceOf, savePlanRow, setPlanCredentials } from './store-plans.ts'

/** S1.1 新增 › 保存. */
export const handleAddPlan = handle(
  addPlan,
  async (ctx) => {
    const { input, tx, principal, refuse } = ctx
    const { id } = await addPlanRow(tx, provinceOf(principal.region ?? ''), input)
    if (await setPlanCredentials(tx, id, input.scope === 'some' ? input.credentialIds : []))
      return refuse('credential-not-published')
    await recordSteps(ctx, planFlow, 'add', [{ id, from: null }], 'draft', { label: '新增申报计划' })
    return { id }
  },
  { constraints: { pilot_plan_unique: 'plan-exists' } },
)
/** All fields while 未发布; afterwards only the times (S1.5). */
export const handleEditPlan = handle(
  editPlan,
  async ({ input, scope, tx, refuse, trail }) => {
    const old = await planForChange(tx, scope, input.id)
    if (!old) return refuse('not-found')
    if (old.version !== input.version) return refuse('state-changed')
    if (old.status !== 'draft') return refuse('plan-published')
    if (await setPlanCredentials(tx, old.id, input.scope === 'some' ? input.credentialIds : []))
      return refuse('credential-not-published')
    await trail({ entity: 'pilot-plan', id: old.id, changes: { before: { ...old }, after: { ...input } } })
    return savePlanRow(tx, old.id, input)
  },
  { constraints: { pilot_plan_unique: 'plan-exists' } },
)
