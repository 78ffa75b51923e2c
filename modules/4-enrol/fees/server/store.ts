import type { EnrolMode } from '#exam-plans'
import type { Inside } from '#kit/server/context.ts'
import type { Tx } from '#kit/server/db.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { one, rows, run, sql, type Sql } from '#kit/server/sql.ts'
import type { PaymentStatus } from '../model.ts'
import type { Bill } from '../rules.ts'

/** Over `fees.payment_requests r`. */
export const seen = (scope: Scope): Sql =>
  belongsTo(scope, {
    school: sql`r.school_id`,
    awardingBody: sql`r.awarding_body_id`,
    region: sql`r.region_code`,
    credential: sql`r.credential_id`,
  })

export interface NewRequest {
  readonly sessionId: string
  readonly lineId: string
  readonly credentialId: string
  readonly awardingBodyId: string
  readonly schoolId: string
  readonly mode: EnrolMode
}
/** JF + the day in Asia/Shanghai + six digits that go on from day to day. */
export const insertRequest = (inside: Inside, r: NewRequest, bill: Bill): Promise<{ id: string; number: string }> =>
  one<{ id: string; number: string }>(
    inside.tx,
    sql`insert into fees.payment_requests (number, session_id, line_id, credential_id, awarding_body_id, school_id, region_code, mode, headcount, unit_fee, total_fee, created_at)
        select 'JF' || to_char(${inside.now}::timestamptz at time zone 'Asia/Shanghai', 'YYYYMMDD') || lpad((nextval('fees.payment_serials') % 1000000)::text, 6, '0'),
          ${r.sessionId}, ${r.lineId}, ${r.credentialId}, ${r.awardingBodyId}, s.id, s.city_code, ${r.mode}, ${bill.items.length}, ${bill.unitFee}::numeric, ${bill.totalFee}::numeric, ${inside.now}
        from organisations.schools s where s.id = ${r.schoolId} returning id, number`,
  )
export const insertItems = (tx: Tx, requestId: string, items: Bill['items']): Promise<number> =>
  run(
    tx,
    sql`insert into fees.payment_items (request_id, enrolment_id, enrolment_subject_id, fee)
        select ${requestId}, t.e, t.s, t.fee from unnest(${items.map((i) => i.enrolmentId)}::uuid[], ${items.map((i) => i.enrolmentSubjectId)}::uuid[], ${items.map((i) => i.fee)}::numeric[]) as t(e, s, fee)`,
  )

export interface HeldRequest {
  readonly id: string
  readonly number: string
  readonly status: PaymentStatus
  readonly schoolId: string
  readonly awardingBodyId: string
  readonly planName: string
}
/** Held for change in the order of ids; missing and foreign ones are left out. */
export const requestsForChange = (tx: Tx, scope: Scope, ids: readonly string[]): Promise<HeldRequest[]> =>
  rows<HeldRequest>(
    tx,
    sql`select r.id, r.number, r.status, r.school_id as "schoolId", r.awarding_body_id as "awardingBodyId", s.name as "planName"
        from fees.payment_requests r join sessions.sessions s on s.id = r.session_id
        where r.id = any (${ids as string[]}::uuid[]) and ${seen(scope)} order by r.id for update of r`,
  )
export const removeRequest = (tx: Tx, id: string): Promise<number> =>
  run(tx, sql`delete from fees.payment_requests where id = ${id}`)
export const noteConfirmation = (inside: Inside, ids: readonly string[], remark: string | null): Promise<number> =>
  run(
    inside.tx,
    sql`update fees.payment_requests set confirmed_by = ${inside.principal.name}, confirmed_at = ${inside.now}, remark = ${remark} where id = any (${ids as string[]}::uuid[])`,
  )
