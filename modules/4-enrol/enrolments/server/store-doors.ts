import type { EnrolMode } from '#exam-plans'
import type { Inside } from '#kit/server/context.ts'
import type { Tx } from '#kit/server/db.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { maybe, rows, run, sql } from '#kit/server/sql.ts'
import { enrolmentFlow } from '../workflow.ts'

/** Locks registrations before their rows, in the order of ids: deleting does the same, so neither waits for the other in a ring. */
const holdEnrolments = (tx: Tx, subjectIds: readonly string[]): Promise<unknown[]> =>
  rows(
    tx,
    sql`select e.id from enrolments.enrolments e where e.id in (select es.enrolment_id from enrolments.enrolment_subjects es where es.id = any (${subjectIds as string[]}::uuid[]))
        order by e.id for key share`,
  )

export interface Claimed {
  readonly enrolmentSubjectId: string
  readonly enrolmentId: string
  readonly lineSubjectId: string
}
/**
 * Door for fees (S7.1): 未缴费 rows of one school, plan line and 报考方式 that stand in no 缴费申请单, held until the end of the
 * transaction. A second caller waits and then finds what the first left over (P-5.2.7-04).
 */
export async function claimUnpaid(
  tx: Tx,
  of: { lineId: string; schoolId: string; mode: EnrolMode },
): Promise<Claimed[]> {
  await rows(
    tx,
    sql`select e.id from enrolments.enrolments e where e.line_id = ${of.lineId} and e.school_id = ${of.schoolId} and e.mode = ${of.mode}
        order by e.id for key share`,
  )
  return rows<Claimed>(
    tx,
    sql`select es.id as "enrolmentSubjectId", es.enrolment_id as "enrolmentId", es.line_subject_id as "lineSubjectId"
        from enrolments.enrolment_subjects es join enrolments.enrolments e on e.id = es.enrolment_id
        where e.line_id = ${of.lineId} and e.school_id = ${of.schoolId} and e.mode = ${of.mode} and es.pay_status = 'unpaid' and es.payment_number is null
        order by es.id for update of es`,
  )
}
/** Door for fees: notes the 缴费单号 on claimed rows. */
export const attachPayment = (tx: Tx, subjectIds: readonly string[], number: string): Promise<number> =>
  run(
    tx,
    sql`update enrolments.enrolment_subjects set payment_number = ${number} where id = any (${subjectIds as string[]}::uuid[])`,
  )
/** Door for fees (S7.3): the request is deleted, its registrations are free again. */
export const releasePayment = (tx: Tx, number: string): Promise<number> =>
  run(
    tx,
    sql`update enrolments.enrolment_subjects set payment_number = null where payment_number = ${number} and pay_status = 'unpaid'`,
  )

/** Door for fees (S7.2, S6.7): the registrations of these confirmed 缴费单号 become 已缴费. */
export async function markPaid(inside: Inside, numbers: readonly string[]): Promise<void> {
  const { tx } = inside
  await rows(
    tx,
    sql`select e.id from enrolments.enrolments e where e.id in (select es.enrolment_id from enrolments.enrolment_subjects es where es.payment_number = any (${numbers as string[]}::text[]))
        order by e.id for no key update`,
  )
  await run(
    tx,
    sql`update enrolments.enrolment_subjects set pay_status = 'paid' where payment_number = any (${numbers as string[]}::text[])`,
  )
  const paid = await rows<{ id: string }>(
    tx,
    sql`update enrolments.enrolments e set pay_status = 'paid', version = e.version + 1
        where e.id in (select es.enrolment_id from enrolments.enrolment_subjects es where es.payment_number = any (${numbers as string[]}::text[]))
          and not exists (select from enrolments.enrolment_subjects es where es.enrolment_id = e.id and es.pay_status = 'unpaid') returning e.id`,
  )
  await recordSteps(
    inside,
    enrolmentFlow,
    'pay',
    paid.map((p) => ({ id: p.id, from: 'unpaid' })),
    'paid',
  )
}

/**
 * Door for seating (S6.2, S6.3): when seats were given to these rows, or null when they were taken back. Call it before the seats
 * are written: it holds the registrations against 删除. Gives the number of rows.
 */
export async function setSeated(tx: Tx, subjectIds: readonly string[], at: string | null): Promise<number> {
  await holdEnrolments(tx, subjectIds)
  return run(
    tx,
    sql`update enrolments.enrolment_subjects set seated_at = ${at} where id = any (${subjectIds as string[]}::uuid[])`,
  )
}

/** Is anybody enrolled in the plan? */
export const hasEnrolled = async (tx: Tx, sessionId: string): Promise<boolean> =>
  (await maybe(tx, sql`select 1 from enrolments.enrolments where session_id = ${sessionId} limit 1`)) !== null
/** Has the school registered for the certificate in a plan of the year? 社会考生 count too (S2.10). */
export const hasEnrolledInYear = async (
  tx: Tx,
  of: { schoolId: string; credentialId: string; year: number },
): Promise<boolean> =>
  (await maybe(
    tx,
    sql`select 1 from enrolments.enrolments e join sessions.sessions s on s.id = e.session_id
        where e.school_id = ${of.schoolId} and e.credential_id = ${of.credentialId} and s.year = ${of.year} and s.door = 'pilot' limit 1`,
  )) !== null
export interface EnrolledHeads {
  /** null: all majors together. */
  readonly majorId: string | null
  readonly majorName: string | null
  readonly heads: number
}
/** 院校考生 registered for school, certificate and year (S2.14). */
export const enrolledHeads = (
  tx: Tx,
  of: { schoolId: string; credentialId: string; year: number },
): Promise<EnrolledHeads[]> =>
  rows<EnrolledHeads>(
    tx,
    sql`select e.major_id as "majorId", min(m.name) as "majorName", count(distinct e.person_id) as heads
        from enrolments.enrolments e join sessions.sessions s on s.id = e.session_id join credentials.majors m on m.id = e.major_id
        where e.school_id = ${of.schoolId} and e.credential_id = ${of.credentialId} and s.year = ${of.year} and s.door = 'pilot' and e.kind = 'student'
        group by grouping sets ((), (e.major_id))`,
  )
/** Names of those majors that registered candidates of the certificate bear. As the house: the reader sees only its own. */
export const enrolledMajors = async (tx: Tx, m: { credentialId: string; majorIds: readonly string[] }): Promise<string[]> =>
  (
    await rows<{ name: string }>(
      tx,
      sql`select distinct e.major_name as name from enrolments.enrolments e where e.credential_id = ${m.credentialId} and e.major_id = any (${m.majorIds as string[]}::uuid[]) order by 1`,
    )
  ).map((r) => r.name)
