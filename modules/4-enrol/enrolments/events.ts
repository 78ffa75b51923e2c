import { event } from '#kit/pure/event.ts'

/**
 * P-5.2.3-12: the awarding body is about to change 姓名拼音 or 手机号 inside a plan. Issuance refuses (`issuedAlready`) once a
 * certificate of one of these registrations is 完成发放 (spec 7.1).
 */
export const snapshotChanging = event<{ readonly enrolmentIds: readonly string[] }>('enrolments.snapshot-changing')

/**
 * Registrations were made, or 科目 were added to or taken from registrations that stand. Results come into being with them (S10.1).
 * A registration that goes takes with it what hangs on it by its key.
 */
export const enrolmentsChanged = event<{ readonly enrolmentIds: readonly string[] }>('enrolments.changed')
