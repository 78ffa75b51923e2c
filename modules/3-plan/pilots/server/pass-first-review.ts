import { unfitRows } from '#credentials'
import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { passFirstReview } from '../operations.ts'
import { turnOf } from '../rules.ts'
import { declarationFlow } from '../workflow.ts'
import { tellReviewer } from './letters.ts'
import { declarationsForChange } from './store.ts'

/** S2.5. */
export const handlePassFirstReview = handle(passFirstReview, async (ctx) => {
  const { input, scope, tx, refuse } = ctx
  const found = new Map((await declarationsForChange(tx, scope, input.ids)).map((d) => [d.id, d]))
  if (input.ids.some((id) => !found.has(id))) return refuse('not-found')
  const rows = unfitRows(input.ids, (id) => {
    const d = found.get(id)
    return d !== undefined && turnOf({ ...d, needsCityReview: d.plan.needsCityReview }) === 'city'
  })
  if (rows)
    return input.ids.length === 1
      ? refuse('state-changed')
      : refuse('rows-unfit', { rows, reason: '审核状态不是待初审' })
  await takeStep(ctx, declarationFlow, 'pass-first', 'pilots.declarations', [...found.keys()])
  for (const d of found.values()) await tellReviewer(ctx, d, 'province')
  return { count: found.size }
})
