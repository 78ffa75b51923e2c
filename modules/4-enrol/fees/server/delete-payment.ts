import { releasePayment } from '#enrolments/server'
import { handle } from '#kit/server/handle.ts'
import { tell } from '#messages/server'
import { deletePayment } from '../operations.ts'
import { removeRequest, requestsForChange } from './store.ts'

/** S7.3: 未确认 only; its registrations are free again. */
export const deletePaymentHandler = handle(deletePayment, async (ctx) => {
  const { input, tx, scope, refuse, trail, principal } = ctx
  const [found] = await requestsForChange(tx, scope, [input.id])
  if (!found) return refuse('not-found')
  if (found.status !== 'pending') return refuse('confirmed-stays')
  await releasePayment(tx, found.number)
  await removeRequest(tx, found.id)
  await trail({
    entity: 'payment-request',
    id: found.id,
    from: found.status,
    to: 'deleted',
    changes: { number: found.number },
  })
  await tell(ctx, {
    to: found.awardingBodyId,
    area: 'fees',
    title: '缴费申请单已删除',
    text: `${principal.organisationName}删除了“${found.planName}”的缴费申请单${found.number}，不用再确认。`,
  })
  return { done: true as const }
})
