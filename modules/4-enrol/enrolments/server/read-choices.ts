import { openPlansFor } from '#exam-plans/server'
import { handle } from '#kit/server/handle.ts'
import { enrolChoices } from '../operations.ts'

/** P-5.2.6-04: what is not in 报考时间, or does not invite the school, 无法进行选择. */
export const enrolChoicesHandler = handle(enrolChoices, async ({ tx, now, principal }) => {
  const plans = await openPlansFor(
    tx,
    { id: principal.organisationId as string, charge: principal.charge },
    now,
    'enrol',
  )
  return {
    now,
    plans: plans.map((p) => ({
      id: p.id,
      number: p.number,
      name: p.name,
      registerEnd: p.registerEnd,
      credentials: p.lines.map((l) => ({
        id: l.credentialId,
        certNo: l.certNo,
        name: l.certName,
        level: l.certLevel,
        allowsByCertificate: l.allowsByCertificate,
        allowsBySubject: l.allowsBySubject,
      })),
    })),
  }
})
