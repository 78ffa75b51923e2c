import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { publishSubjects, suspendSubjects } from '../operations.ts'
import { unfitRows } from '../rules.ts'
import { subjectFlow } from '../workflow.ts'
import { ownSubjects } from './store-subjects.ts'

const step = (operation: typeof publishSubjects, name: 'publish' | 'suspend') =>
  handle(operation, async (ctx) => {
    const { input, scope, tx, refuse } = ctx
    const own = await ownSubjects(tx, scope, input.ids)
    if (input.ids.some((id) => !own.has(id))) return refuse('not-found')
    const { label, from } = subjectFlow.steps[name]
    const rows = unfitRows(input.ids, (id) => from.some((s) => s === own.get(id)))
    if (rows && input.ids.length > 1) return refuse('rows-unfit', { rows, reason: `当前状态不能${label}` })
    await takeStep(ctx, subjectFlow, name, 'credentials.subjects', input.ids)
    return { count: own.size }
  })
export const handlePublishSubjects = step(publishSubjects, 'publish')
export const handleSuspendSubjects = step(suspendSubjects, 'suspend')
