import { openPlansFor } from '#exam-plans/server'
import { handle } from '#kit/server/handle.ts'
import type { Tx } from '#kit/server/db.ts'
import { rows, sql } from '#kit/server/sql.ts'
import { payChoices } from '../operations.ts'
import { billOf, type Unpaid } from '../rules.ts'

/** How many 未缴费 rows of each 科目 and line stand in no 缴费申请单; registrations for 按证书. */
const waiting = (
  tx: Tx,
  of: { schoolId: string; mode: string; lineIds: readonly string[] },
): Promise<{ lineId: string; lineSubjectId: string; n: number }[]> =>
  rows<{ lineId: string; lineSubjectId: string; n: number }>(
    tx,
    sql`select e.line_id as "lineId", ${of.mode === 'certificate' ? sql`min(es.line_subject_id::text)::uuid` : sql`es.line_subject_id`} as "lineSubjectId",
          ${of.mode === 'certificate' ? sql`count(distinct e.id)` : sql`count(*)`} as n
        from enrolments.enrolments e join enrolments.enrolment_subjects es on es.enrolment_id = e.id
        where e.line_id = any (${of.lineIds as string[]}::uuid[]) and e.school_id = ${of.schoolId} and e.mode = ${of.mode}
          and es.pay_status = 'unpaid' and es.payment_number is null
        group by e.line_id${of.mode === 'certificate' ? sql`` : sql`, es.line_subject_id`}`,
  )

/** P-5.2.7-02, -03: what has nothing to pay in this mode 无法进行选择. */
export const payChoicesHandler = handle(payChoices, async ({ input, tx, now, principal }) => {
  const schoolId = principal.organisationId as string
  const plans = await openPlansFor(tx, { id: schoolId, charge: principal.charge }, now, 'pay')
  const found = await waiting(tx, {
    schoolId,
    mode: input.mode,
    lineIds: plans.flatMap((p) => p.lines.map((l) => l.id)),
  })
  const choices = plans.map((p) => ({
    id: p.id,
    number: p.number,
    name: p.name,
    credentials: p.lines.flatMap((l) => {
      const here = found.filter((f) => f.lineId === l.id)
      if (!here.length) return []
      // Only the numbers matter for the price: a stand-in for each row.
      const unpaid = here.flatMap((f) =>
        Array.from({ length: f.n }, (_, i): Unpaid => ({
          enrolmentId: `${f.lineSubjectId}/${i}`,
          enrolmentSubjectId: '',
          lineSubjectId: f.lineSubjectId,
        })),
      )
      return [
        {
          id: l.credentialId,
          certNo: l.certNo,
          name: l.certName,
          level: l.certLevel,
          count: unpaid.length,
          total: billOf(l, input.mode, unpaid)?.totalFee ?? null,
        },
      ]
    }),
  }))
  return { plans: choices.filter((p) => p.credentials.length > 0) }
})
