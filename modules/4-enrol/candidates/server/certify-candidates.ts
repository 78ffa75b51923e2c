import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { candidateFlow, certifyCandidate, certifyCandidates, certifyRefusal, comparisonService } from '../index.ts'
import { chosenCandidates, mustFit, type ChosenRows, type Pressed } from './batch.ts'
import { comparePhotos } from './compare-photos.ts'
import { policeOf } from './police.ts'
import { markCertifying } from './store-certifying.ts'

type Codes = 'photo-first' | 'incomplete' | 'only-unverified' | 'certifying' | 'service-down'
const perJob = 200

/** P-5.2.3-13, S5.4: the comparison itself is a job; until it answers the candidate shows 认证中 and is left alone. */
async function send(ctx: Pressed<Codes>, which: ChosenRows, isBatch: boolean): Promise<{ sent: number }> {
  const chosen = await chosenCandidates(ctx, which)
  mustFit(ctx, chosen, isBatch, certifyRefusal)
  if (!policeOf(ctx.house).isOn()) ctx.refuse('service-down')
  const ids = chosen.map((c) => c.id)
  await takeStep(ctx, candidateFlow, 'send', 'candidates.candidates', ids)
  if ((await markCertifying(ctx.tx, ids)) !== ids.length) ctx.refuse('state-changed')
  for (let at = 0; at < ids.length; at += perJob)
    await ctx.later(comparePhotos, { ids: ids.slice(at, at + perJob), principal: ctx.principal, isBatch })
  return { sent: ids.length }
}

export const certifyOne = handle(certifyCandidate, (ctx) => send(ctx, { ids: [ctx.input.id] }, false))
export const certifyMany = handle(certifyCandidates, (ctx) => send(ctx, ctx.input, true))

export const readComparisonService = handle(comparisonService, async ({ house }) => {
  const { name, standIn, isOn } = policeOf(house)
  return { name, standIn, isOn: isOn() }
})
