import { markPaid } from '#enrolments/server'
import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { tellAll } from '#messages/server'
import { confirmPayments } from '../operations.ts'
import { notPending } from '../words.ts'
import { paymentFlow } from '../workflow.ts'
import { noteConfirmation, requestsForChange } from './store.ts'

/** S7.2, P-0-08: every row is checked first; one that was confirmed or deleted meanwhile stops all and is named. */
export const confirmPaymentsHandler = handle(confirmPayments, async (ctx) => {
  const { input, tx, scope, refuse } = ctx
  const ids = [...new Set(input.ids)]
  const found = await requestsForChange(tx, scope, ids)
  if (!found.length) return refuse('not-found')
  const pending = new Set(found.filter((r) => r.status === 'pending').map((r) => r.id))
  const unfit = ids.flatMap((id, i) => (pending.has(id) ? [] : [i + 1]))
  if (unfit.length) return refuse('rows-unfit', { rows: unfit.join('、'), reason: notPending })
  await takeStep(ctx, paymentFlow, 'confirm', 'fees.payment_requests', ids, { reason: input.remark ?? null })
  await noteConfirmation(ctx, ids, input.remark ?? null)
  await markPaid(
    ctx,
    found.map((r) => r.number),
  )
  await tellAll(
    ctx,
    found.map((r) => ({
      to: r.schoolId,
      area: 'fees',
      title: '缴费申请单已确认',
      text: `“${r.planName}”的缴费申请单${r.number}已确认缴费，报考记录已标为已缴费。`,
      link: `/fees?open=${r.id}`,
    })),
  )
  return { confirmed: ids.length }
})
