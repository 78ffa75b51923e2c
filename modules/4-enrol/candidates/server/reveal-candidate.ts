import { handle } from '#kit/server/handle.ts'
import { identityOf } from '#people/server'
import { revealCandidate } from '../index.ts'
import { sealedMobiles } from './store-import.ts'
import { seenById } from './store.ts'

/** P-0-03: whoever looks leaves a row, and the trail tells of whom. */
export const reveal = handle(revealCandidate, async (ctx) => {
  const c = await seenById(ctx.tx, ctx.scope, ctx.input.id)
  if (!c) return ctx.refuse('not-found')
  const idNo = await identityOf(ctx, c.personId, `查看考生${c.candidateNo}`)
  if (idNo === null) throw new Error(`no identity behind candidate ${c.id}`)
  const mobile = (await sealedMobiles(ctx.tx, ctx.scope, [c.id])).get(c.id)
  await ctx.trail({ entity: 'candidates', id: c.id })
  return { idNo, mobile: mobile ? ctx.house.secrets.openText(mobile) : null }
})
