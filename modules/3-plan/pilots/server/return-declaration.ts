import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { declarationReturning } from '../events.ts'
import { returnDeclaration } from '../operations.ts'
import { turnOf } from '../rules.ts'
import { declarationFlow } from '../workflow.ts'
import { shanghai, tellSchool } from './letters.ts'
import { lost } from './pilot-standing.ts'
import { declarationForChange } from './store.ts'
import { clearApproved, markReturned } from './store-reviews.ts'

/** S2.8–S2.10: by whoever's turn it is; an approved one by the province, on the school's request (P-4.3-21, -25). */
export const handleReturnDeclaration = handle(returnDeclaration, async (ctx) => {
  const { input, scope, tx, now, principal, refuse, invalid, emit } = ctx
  const d = await declarationForChange(tx, scope, input.id)
  if (!d) return refuse('not-found')
  if (d.version !== input.version) return refuse('state-changed')
  const turn = turnOf({ ...d, needsCityReview: d.plan.needsCityReview })
  const isRecall = d.status === 'approved' && principal.actor === 'province'
  if (turn === 'city' && principal.actor === 'province') return refuse('waits-for-city')
  if (!isRecall && turn !== principal.actor) return refuse('state-changed')
  // P-4.3-23, -25: a school that is sent back after the end of the plan needs a time to put it right.
  if (now > d.plan.endAt && !input.supplementUntil)
    return invalid([{ path: 'supplementUntil', message: '请选择补正截止时间' }])
  if (input.supplementUntil && input.supplementUntil <= now)
    return invalid([{ path: 'supplementUntil', message: '补正截止时间必须晚于当前时间' }])
  if (isRecall)
    await emit(declarationReturning, {
      declarationId: d.id,
      schoolId: d.schoolId,
      credentialId: d.credentialId,
      year: d.year,
    })
  await markReturned(tx, d.id, input.supplementUntil ?? null)
  await takeStep(ctx, declarationFlow, isRecall ? 'recall' : 'return', 'pilots.declarations', [d.id], {
    reason: input.reason,
    detail: input.supplementUntil ? { supplementUntil: input.supplementUntil } : null,
  })
  await clearApproved(tx, d.id)
  const until = input.supplementUntil ? `补正截止时间：${shanghai(input.supplementUntil)}。` : ''
  await tellSchool(ctx, d, '证书试点申报被退回', `退回原因：${input.reason}。${until}`)
  if (isRecall) await lost(ctx, d.schoolId, d.year)
  return { version: d.version + 1 }
})
