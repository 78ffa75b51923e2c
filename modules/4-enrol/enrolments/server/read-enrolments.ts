import type { Inside } from '#kit/server/context.ts'
import type { Tx } from '#kit/server/db.ts'
import { handle } from '#kit/server/handle.ts'
import { listPage, type ListSource } from '#kit/server/list.ts'
import type { Scope } from '#kit/server/scope.ts'
import { belongsTo } from '#kit/server/scope.ts'
import { contains, maybe, rows, sql, type Sql } from '#kit/server/sql.ts'
import { timelineOf } from '#kit/server/steps.ts'
import { normaliseIdNumber } from '#packages/id-number/index.ts'
import { idTypes } from '#people'
import { enrolment, listEnrolments } from '../operations.ts'
import {
  enrolmentFlow,
  enrolmentStatuses,
  type EnrolledSubject,
  type EnrolmentDetail,
  type EnrolmentRow,
} from '../index.ts'
import { endsAt, startsAt, statusSql } from './read-status.ts'
import { seen } from './store.ts'

type Filter = Readonly<Record<string, string | undefined>>
/** 证件号码 by equality through the blind index, whatever the document's type. Over a person column. */
export const bearing = (inside: Inside, person: Sql, typed: string): Sql =>
  sql`${person} in (select p.id from people.persons p where p.id_type = any (${[...idTypes]}::text[]) and p.id_blind = ${inside.house.secrets.blind('id', normaliseIdNumber(typed))})`
const like = (column: Sql, typed: string | undefined): Sql | null => (typed ? contains(column, typed) : null)
const same = (column: Sql, typed: string | undefined): Sql | null => (typed ? sql`${column} = ${typed}` : null)

/** What is asked of the frozen block and the plan; over `e`, `s`, `c`. */
export const blockConditions = (inside: Inside, f: Filter): (Sql | null)[] => [
  like(sql`s.name`, f['planName']),
  like(sql`e.name`, f['name']),
  same(sql`e.candidate_no`, f['candidateNo']),
  f['idNo'] ? bearing(inside, sql`e.person_id`, f['idNo']) : null,
  same(sql`e.kind`, f['kind']),
  like(sql`e.school_name`, f['schoolName']),
  like(sql`c.name`, f['certName']),
  same(sql`c.level`, f['certLevel']),
  same(sql`e.mode`, f['mode']),
]
export const rowColumns = (
  now: string,
): Sql => sql`es.id, es.enrolment_id as "enrolmentId", s.name as "planName", e.name, e.candidate_no as "candidateNo",
  e.id_masked as "idMasked", e.kind, e.school_name as "schoolName", c.name as "certName", c.level as "certLevel", e.mode, u.subject_no as "subjectNo",
  u.name as "subjectName", ${statusSql(now)} as status, es.pay_status as "payStatus", es.payment_number as "paymentNumber",
  ${now}::timestamptz > s.register_end as "isRegisterOver", es.created_at as "createdAt"`

/** The list of 报考管理 and its export: one question (P-5.2.6-01, -13, -18). */
export const enrolmentSource = (inside: Inside, scope: Scope, f: Filter, columns: Sql): ListSource => ({
  columns,
  from: sql`enrolments.enrolment_subjects es join enrolments.enrolments e on e.id = es.enrolment_id join sessions.sessions s on s.id = es.session_id
    join credentials.credentials c on c.id = e.credential_id join credentials.subjects u on u.id = es.subject_id`,
  where: [
    belongsTo(scope, {
      school: sql`es.school_id`,
      awardingBody: sql`es.awarding_body_id`,
      region: sql`es.region_code`,
      credential: sql`e.credential_id`,
    }),
    ...blockConditions(inside, f),
    like(sql`u.name`, f['subjectName']),
    same(sql`es.pay_status`, f['payStatus']),
  ],
  id: sql`es.id`,
  sorts: {
    createdAt: { by: sql`es.created_at`, type: 'timestamptz' },
    name: { by: sql`e.name`, type: 'text' },
    candidateNo: { by: sql`e.candidate_no`, type: 'text' },
    planName: { by: sql`s.name`, type: 'text' },
  },
  defaultSort: '-createdAt',
  tab: { by: statusSql(inside.now), codes: enrolmentStatuses.map((x) => x.code) },
})

export const listEnrolmentsHandler = handle(listEnrolments, (ctx) =>
  listPage<EnrolmentRow>(ctx.tx, ctx.input, enrolmentSource(ctx, ctx.scope, ctx.input.filter, rowColumns(ctx.now))),
)

/** The frozen block over `e`, `s`, `c`; for the drawer and for 已报考考生信息. */
export const blockColumns = sql`e.id, s.name as "planName", c.name as "certName", c.level as "certLevel", e.mode, e.name, e.name_pinyin as "namePinyin",
  e.candidate_no as "candidateNo", e.id_type as "idType", e.id_masked as "idMasked", e.gender, e.mobile_masked as "mobileMasked", e.kind,
  e.school_name as "schoolName", e.major_name as "majorName", e.edu_level as "eduLevel", e.enroll_year as "enrollYear", e.version, e.created_at as "createdAt"`
export const blockFrom = sql`enrolments.enrolments e join sessions.sessions s on s.id = e.session_id join credentials.credentials c on c.id = e.credential_id`

/** One registration, found by a condition over `e`. */
export async function detailOf(tx: Tx, scope: Scope, now: string, which: Sql): Promise<EnrolmentDetail | null> {
  const found = await maybe<Omit<EnrolmentDetail, 'subjects' | 'timeline'>>(
    tx,
    sql`select ${blockColumns}, s.number as "planNumber", ${now}::timestamptz > s.register_end as "isRegisterOver",
          (select t.name from credentials.target_types t where t.id = e.target_type_id) as "targetTypeName"
        from ${blockFrom} where ${which} and ${seen(scope)}`,
  )
  if (!found) return null
  const subjects = await rows<EnrolledSubject>(
    tx,
    sql`select es.id, u.subject_no as "subjectNo", u.name, u.mode as "examMode", ${startsAt} as "startsAt", ${endsAt} as "endsAt",
          ${statusSql(now)} as status, es.pay_status as "payStatus", es.payment_number as "paymentNumber"
        from enrolments.enrolment_subjects es join credentials.subjects u on u.id = es.subject_id
        where es.enrolment_id = ${found.id} order by u.subject_no`,
  )
  return { ...found, subjects, timeline: await timelineOf(tx, enrolmentFlow, found.id) }
}

export const enrolmentHandler = handle(enrolment, async ({ input, scope, tx, now, refuse }) => {
  const of = sql`e.id = (select es.enrolment_id from enrolments.enrolment_subjects es where es.id = ${input.id})`
  return (await detailOf(tx, scope, now, of)) ?? refuse('not-found')
})
