import type { FieldProblem } from '#kit/pure/refusal.ts'
import { handle } from '#kit/server/handle.ts'
import { normaliseIdNumber } from '#packages/id-number/index.ts'
import { enrolByCertificate, enrolBySubject } from '../operations.ts'
import { enrol, type Enrolled } from './enrol.ts'
import { lineOf, planOf } from './import-enrolments.ts'
import { certificateRows, subjectRows } from './rows.ts'

interface Typed {
  readonly name: string
  readonly idType: string
  readonly idNo: string
  readonly targetType?: string | undefined
}
const person = (i: Typed) => ({
  name: i.name,
  idType: i.idType,
  idNo: normaliseIdNumber(i.idNo),
  targetType: i.targetType ?? '',
})
const problems = (e: Enrolled): FieldProblem[] =>
  (e.faults.get(0) ?? []).map((f) => ({ path: f.field ?? '', message: f.why }))
const answer = (e: Enrolled) => ({ ids: e.made, isVerified: e.notVerified === 0 })

/** One row of 按证书导入, by the same way as the sheet. */
export const enrolByCertificateHandler = handle(enrolByCertificate, async (ctx) => {
  const { input } = ctx
  const plan = await planOf(ctx, input.planId)
  const values = {
    ...person(input),
    certNo: input.certNo,
    certName: input.certName ?? '',
    certLevel: input.certLevel ?? '',
  }
  const done = await enrol(ctx, plan, 'certificate', certificateRows(plan.lines, [{ values }]), null)
  return done.faults.size ? ctx.invalid(problems(done)) : answer(done)
})

/** One row of 按科目导入. */
export const enrolBySubjectHandler = handle(enrolBySubject, async (ctx) => {
  const { input } = ctx
  const { plan, line } = await lineOf(ctx, input.planId, input.credentialId, 'subject')
  const values = { ...person(input), subjectNo: input.subjectNo, subjectName: input.subjectName ?? '' }
  const done = await enrol(ctx, plan, 'subject', subjectRows(line, [{ values }]), null)
  return done.faults.size ? ctx.invalid(problems(done)) : answer(done)
})
