import { tellAll } from '#messages/server'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import type { Scope } from '#kit/server/scope.ts'
import { takeStep } from '#kit/server/steps.ts'
import { certifyQualifications, refuseQualifications } from '../operations.ts'
import { qualificationFlow } from '../workflow.ts'
import { qualificationsForJudging, type QualificationForJudging } from './store.ts'

type Ctx = Inside & {
  readonly input: { readonly ids: readonly string[] }
  readonly scope: Scope
  refuse(code: 'not-found' | 'state-changed' | 'rows-unfit', data?: Record<string, unknown>): never
}
/** P-0-08: every row is looked at before the first is decided on. One row alone gets the sentence of P-0-04. */
async function pendingOnes(ctx: Ctx): Promise<QualificationForJudging[]> {
  const ids = [...new Set(ctx.input.ids)]
  const found = await qualificationsForJudging(ctx.tx, ctx.scope, ids)
  if (found.length !== ids.length) return ctx.refuse('not-found')
  const unfit = found.flatMap((q, at) => (q.status === 'pending' ? [] : [at + 1]))
  if (!unfit.length) return found
  if (found.length === 1) return ctx.refuse('state-changed')
  return ctx.refuse('rows-unfit', { rows: unfit.join('、'), reason: '认证状态不是待认证' })
}

async function tellSchools(ctx: Ctx, judged: readonly QualificationForJudging[], title: string, end: string): Promise<void> {
  const schools = Map.groupBy(judged, (q) => q.schoolId)
  await tellAll(
    ctx,
    [...schools].map(([to, list]) => {
      const named = list.slice(0, 5).map((q) => q.label).join('、')
      return { to, area: 'invigilators', title, text: `${named}${list.length > 5 ? `等${list.length}个监考证书` : ''}${end}`, link: '/invigilators' }
    }),
  )
}

/** S12.2 */
export const certifyQualificationsHandler = handle(certifyQualifications, async (ctx) => {
  const judged = await pendingOnes(ctx)
  await takeStep(ctx, qualificationFlow, 'certify', 'invigilators.qualifications', judged.map((q) => q.id))
  await tellSchools(ctx, judged, '监考证书已认证', '已认证通过，可以安排监考。')
  return { certified: judged.length }
})

/** S12.3 */
export const refuseQualificationsHandler = handle(refuseQualifications, async (ctx) => {
  const judged = await pendingOnes(ctx)
  const { reason } = ctx.input
  await takeStep(ctx, qualificationFlow, 'refuse', 'invigilators.qualifications', judged.map((q) => q.id), { reason })
  await tellSchools(ctx, judged, '监考证书认证不通过', `认证不通过，原因：${reason}。修改后保存即重新提交。`)
  return { refused: judged.length }
})
