import { handle } from '#kit/server/handle.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { setSupplementDeadline } from '../operations.ts'
import { declarationFlow } from '../workflow.ts'
import { shanghai, tellSchool } from './letters.ts'
import { declarationForChange } from './store.ts'
import { setSupplement } from './store-reviews.ts'

/** S2.13: of an 审核退回 one, or an 未提交 one that was returned before. */
export const handleSetSupplementDeadline = handle(setSupplementDeadline, async (ctx) => {
  const { input, scope, tx, now, refuse, invalid } = ctx
  const d = await declarationForChange(tx, scope, input.id)
  if (!d) return refuse('not-found')
  if (d.version !== input.version) return refuse('state-changed')
  if (d.status !== 'returned' && !(d.status === 'draft' && d.wasReturned)) return refuse('state-changed')
  if (input.supplementUntil <= now)
    return invalid([{ path: 'supplementUntil', message: '补正截止时间必须晚于当前时间' }])
  const saved = await setSupplement(tx, d.id, input.supplementUntil)
  await recordSteps(ctx, declarationFlow, 'extend', [{ id: d.id, from: d.status }], d.status, {
    label: '设置补正截止时间',
    detail: { supplementUntil: input.supplementUntil },
  })
  await tellSchool(ctx, d, '补正截止时间已设置', `补正截止时间：${shanghai(input.supplementUntil)}。`)
  return saved
})
