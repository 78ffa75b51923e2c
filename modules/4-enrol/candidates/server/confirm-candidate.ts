import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { candidateFlow, confirmCandidate, confirmRefusal } from '../index.ts'
import { heldByIds } from './store.ts'

/** P-5.2.3-15, S5.8: one at a time; who confirmed and when is the decision's own row. */
export const confirmOne = handle(confirmCandidate, async (ctx) => {
  const [c] = await heldByIds(ctx.tx, ctx.scope, [ctx.input.id])
  if (!c) return ctx.refuse('not-found')
  const refusal = confirmRefusal(c)
  if (refusal) ctx.refuse(refusal)
  if (c.version !== ctx.input.version) ctx.refuse('state-changed')
  await takeStep(ctx, candidateFlow, 'confirm', 'candidates.candidates', [c.id])
  return { id: c.id, version: c.version + 1 }
})
