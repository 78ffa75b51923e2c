import { event } from '#kit/pure/event.ts'

/** S15.4: a published plan is about to be 取消. Enrolments refuses (`hasEnrolments`) while anybody is enrolled. */
export const planCancelling = event<{ readonly sessionId: string }>('exam-plans.cancelling')

/** P-5.2.4.2-03: places of these schools are about to change. Seating refuses (`alreadySeated`) when their candidates have seats. */
export const siteAssigning = event<{
  readonly sessionId: string
  readonly credentialId: string
  readonly schoolIds: readonly string[]
}>('exam-plans.site-assigning')
