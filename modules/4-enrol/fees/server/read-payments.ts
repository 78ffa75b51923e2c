import { handle } from '#kit/server/handle.ts'
import { listPage, type ListSource } from '#kit/server/list.ts'
import type { Scope } from '#kit/server/scope.ts'
import { contains, maybe, sql, type Sql } from '#kit/server/sql.ts'
import { timelineOf } from '#kit/server/steps.ts'
import { stateNames } from '#kit/pure/workflow.ts'
import type { PaymentDetail, PaymentItemRow, PaymentRow } from '../model.ts'
import { listPaymentItems, listPayments, payment } from '../operations.ts'
import { paymentFlow } from '../workflow.ts'
import { seen } from './store.ts'

export const rowColumns = (
  now: string,
): Sql => sql`r.id, r.number, s.name as "planName", c.name as "certName", c.level as "certLevel", b.name as "awardingBodyName",
  o.name as "schoolName", r.mode, r.headcount, r.unit_fee::text as "unitFee", r.total_fee::text as "totalFee", r.status, r.confirmed_at as "confirmedAt",
  ${now}::timestamptz >= s.arrange_start as "isArrangeBegun", r.version, r.created_at as "createdAt"`
const from = sql`fees.payment_requests r join sessions.sessions s on s.id = r.session_id join credentials.credentials c on c.id = r.credential_id
  join organisations.organisations b on b.id = r.awarding_body_id join organisations.organisations o on o.id = r.school_id`

/** The list of 缴费管理 and its export: one question (P-5.2.7-01, -06). */
export const paymentSource = (
  scope: Scope,
  f: Readonly<Record<string, string | undefined>>,
  now: string,
): ListSource => ({
  columns: rowColumns(now),
  from,
  where: [
    seen(scope),
    f['number'] ? sql`starts_with(r.number, ${f['number'].toUpperCase()})` : null,
    f['planName'] ? contains(sql`s.name`, f['planName']) : null,
    f['certName'] ? contains(sql`c.name`, f['certName']) : null,
    f['schoolName'] ? contains(sql`o.name`, f['schoolName']) : null,
    f['mode'] ? sql`r.mode = ${f['mode']}` : null,
    f['status'] ? sql`r.status = ${f['status']}` : null,
  ],
  id: sql`r.id`,
  sorts: {
    createdAt: { by: sql`r.created_at`, type: 'timestamptz' },
    number: { by: sql`r.number`, type: 'text' },
    totalFee: { by: sql`r.total_fee`, type: 'numeric' },
  },
  defaultSort: '-createdAt',
  tab: { by: sql`r.status`, codes: stateNames(paymentFlow) },
})

export const listPaymentsHandler = handle(listPayments, ({ input, scope, tx, now }) =>
  listPage<PaymentRow>(tx, input, paymentSource(scope, input.filter, now)),
)

/** P-5.2.7-05 */
export const paymentHandler = handle(payment, async ({ input, scope, tx, now, refuse }) => {
  const found = await maybe<Omit<PaymentDetail, 'timeline'>>(
    tx,
    sql`select ${rowColumns(now)}, r.confirmed_by as "confirmedBy", r.remark, p.pay_method as "payMethod"
        from ${from} left join exam_plans.plans p on p.session_id = r.session_id where r.id = ${input.id} and ${seen(scope)}`,
  )
  return found ? { ...found, timeline: await timelineOf(tx, paymentFlow, found.id) } : refuse('not-found')
})

export const listPaymentItemsHandler = handle(listPaymentItems, ({ input, scope, tx }) =>
  listPage<PaymentItemRow>(tx, input, {
    columns: sql`i.id, e.name, e.candidate_no as "candidateNo", e.id_masked as "idMasked", u.name as "subjectName", i.fee::text as fee, r.created_at as "createdAt"`,
    from: sql`fees.payment_items i join fees.payment_requests r on r.id = i.request_id join enrolments.enrolments e on e.id = i.enrolment_id
      left join enrolments.enrolment_subjects es on es.id = i.enrolment_subject_id left join credentials.subjects u on u.id = es.subject_id`,
    where: [seen(scope), sql`i.request_id::text = ${input.filter.requestId ?? ''}`],
    id: sql`i.id`,
    sorts: { candidateNo: { by: sql`e.candidate_no`, type: 'text' }, name: { by: sql`e.name`, type: 'text' } },
    defaultSort: 'candidateNo',
  }),
)
