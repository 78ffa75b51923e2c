import { state, workflow } from '#kit/pure/workflow.ts'

/** S7. A deleted request is gone (S7.3); a confirmed one stays for ever (S7.4). */
export const paymentFlow = workflow('payment-request', {
  label: '缴费申请单',
  start: ['pending'],
  states: { pending: state('未确认', 'waiting'), confirmed: state('已确认', 'good') },
  steps: { confirm: { label: '确认缴费', from: ['pending'], to: 'confirmed', final: true } },
})
