import { event } from '#kit/pure/event.ts'

/**
 * S2.10: an approved declaration is about to be returned; its row is locked. Enrolments refuse with `hasEnrolments()` when a live
 * registration of this school, certificate and year stands.
 */
export const declarationReturning = event<{
  declarationId: string
  schoolId: string
  credentialId: string
  year: number
}>('pilots.declarationReturning')

/**
 * S2.14: the approved numbers are about to become these; the row is locked. Enrolments refuse with `belowEnrolled()` when more heads
 * are registered already. `perMajor` is empty when only the total was approved.
 */
export const approvalCorrecting = event<{
  declarationId: string
  schoolId: string
  credentialId: string
  year: number
  total: number
  perMajor: readonly { readonly majorId: string; readonly count: number }[]
}>('pilots.approvalCorrecting')
