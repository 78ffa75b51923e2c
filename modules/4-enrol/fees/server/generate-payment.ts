import { attachPayment, claimUnpaid } from '#enrolments/server'
import { planForEnrolment } from '#exam-plans/server'
import type { EnrolMode } from '#exam-plans'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { tell } from '#messages/server'
import { generateByCertificate, generateBySubject } from '../operations.ts'
import { billOf, mayGenerate } from '../rules.ts'
import { paymentFlow } from '../workflow.ts'
import { insertItems, insertRequest } from './store.ts'

type Ctx = Inside & {
  input: { planId: string; credentialId: string }
  refuse(code: 'plan-closed' | 'credential-not-in-plan' | 'nothing-left' | 'no-price'): never
}

/**
 * S7.1: everything of the school that is 未缴费 in this mode and in no other request. Two clicks at once claim one after the
 * other, so the second finds nothing (P-5.2.7-04).
 */
async function generate(ctx: Ctx, mode: EnrolMode): Promise<{ id: string; number: string }> {
  const { input, tx, now, principal, refuse } = ctx
  const schoolId = principal.organisationId as string
  const plan = await planForEnrolment(tx, input.planId, schoolId)
  if (!plan?.isParticipating || !mayGenerate(plan.session, now)) return refuse('plan-closed')
  const inCharge = principal.charge === null || principal.charge.includes(input.credentialId)
  const line = inCharge ? plan.lines.find((l) => l.credentialId === input.credentialId) : undefined
  if (!line) return refuse('credential-not-in-plan')
  const unpaid = await claimUnpaid(tx, { lineId: line.id, schoolId, mode })
  if (!unpaid.length) return refuse('nothing-left')
  const bill = billOf(line, mode, unpaid)
  if (!bill) return refuse('no-price')
  const awardingBodyId = plan.session.organiserId
  const made = await insertRequest(
    ctx,
    { sessionId: plan.session.id, lineId: line.id, credentialId: line.credentialId, awardingBodyId, schoolId, mode },
    bill,
  )
  await insertItems(tx, made.id, bill.items)
  await attachPayment(
    tx,
    unpaid.map((u) => u.enrolmentSubjectId),
    made.number,
  )
  const label = mode === 'certificate' ? generateByCertificate.label : generateBySubject.label
  await recordSteps(ctx, paymentFlow, 'generate', [{ id: made.id, from: null }], 'pending', { label })
  await tell(ctx, {
    to: awardingBodyId,
    area: 'fees',
    title: '新的缴费申请单',
    text: `${principal.organisationName}在“${plan.session.name}”中生成缴费申请单${made.number}，${bill.items.length}${mode === 'certificate' ? '人' : '科次'}，总费用${bill.totalFee}元。`,
    link: `/fees?open=${made.id}`,
  })
  return made
}

// The claim above makes these impossible; the database states them all the same.
const constraints = { one_live_request: 'nothing-left', one_live_request_per_subject: 'nothing-left' } as const
export const generateByCertificateHandler = handle(generateByCertificate, (ctx) => generate(ctx, 'certificate'), {
  constraints,
})
export const generateBySubjectHandler = handle(generateBySubject, (ctx) => generate(ctx, 'subject'), { constraints })
