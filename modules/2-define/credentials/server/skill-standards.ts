import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { publishSkillStandards, suspendSkillStandards } from '../operations.ts'
import { unfitRows } from '../rules.ts'
import { skillStandardFlow } from '../workflow.ts'
import { ownStandards } from './store-standards.ts'

const step = (operation: typeof publishSkillStandards, name: 'publish' | 'suspend') =>
  handle(operation, async (ctx) => {
    const { input, scope, tx, refuse } = ctx
    const own = await ownStandards(tx, scope, 'skill', input.ids)
    if (input.ids.some((id) => !own.has(id))) return refuse('not-found')
    const { label, from } = skillStandardFlow.steps[name]
    const rows = unfitRows(input.ids, (id) => from.some((s) => s === own.get(id)))
    if (rows && input.ids.length > 1) return refuse('rows-unfit', { rows, reason: `当前状态不能${label}` })
    await takeStep(ctx, skillStandardFlow, name, 'credentials.standards', input.ids)
    return { count: own.size }
  })
export const handlePublishSkillStandards = step(publishSkillStandards, 'publish')
export const handleSuspendSkillStandards = step(suspendSkillStandards, 'suspend')
