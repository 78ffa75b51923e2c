import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { approvalCorrecting } from '../events.ts'
import { approvedNumbers } from '../form-rules.ts'
import { correctApproval } from '../operations.ts'
import { declarationFlow } from '../workflow.ts'
import { appliedOf, numbersRecord } from './approve-declaration.ts'
import { tellSchool } from './letters.ts'
import { declarationForChange } from './store.ts'
import { appliedMajors, setApproved } from './store-reviews.ts'

/** S2.14: what is left out stays as it was approved. */
export const handleCorrectApproval = handle(correctApproval, async (ctx) => {
  const { input, scope, tx, refuse, invalid, emit } = ctx
  const d = await declarationForChange(tx, scope, input.id)
  if (!d) return refuse('not-found')
  if (d.version !== input.version || d.status !== 'approved') return refuse('state-changed')
  const majors = (await appliedMajors(tx, [d.id])).get(d.id) ?? []
  const held = new Map(majors.map((m) => [m.majorId, m.approvedCount ?? 0]))
  for (const m of input.majors ?? []) held.set(m.majorId, m.count)
  const numbers = approvedNumbers(appliedOf(d, majors), {
    total: input.total ?? d.approvedTotal ?? undefined,
    majors: [...held].map(([majorId, count]) => ({ majorId, count })),
  })
  if (!('total' in numbers)) return invalid(numbers)
  // The row is locked: enrolments that run at the same time wait, and count what is there now.
  await emit(approvalCorrecting, {
    declarationId: d.id,
    schoolId: d.schoolId,
    credentialId: d.credentialId,
    year: d.year,
    total: numbers.total,
    perMajor: numbers.perMajor,
  })
  await setApproved(tx, [{ id: d.id, numbers }])
  await takeStep(ctx, declarationFlow, 'correct', 'pilots.declarations', [d.id], {
    reason: input.reason,
    detail: numbersRecord(d, majors, numbers),
  })
  await tellSchool(
    ctx,
    d,
    '审核人数已更正',
    `审核总人数由${d.approvedTotal ?? 0}人更正为${numbers.total}人。原因：${input.reason}。`,
  )
  return { version: d.version + 1, approvedTotal: numbers.total }
})
