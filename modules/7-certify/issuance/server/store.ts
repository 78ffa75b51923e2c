import type { Tx } from '#kit/server/db.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { all, maybe, rows, run, sql, type Sql } from '#kit/server/sql.ts'
import type { PendingFilter, RecordRow, Side } from '../model.ts'

export const recordColumns = (scope: Scope): Sql => sql`r.id, r.candidate_no as "candidateNo", r.name, r.id_type as "idType", r.id_masked as "idMasked", r.kind, r.school_name as "schoolName",
  c.name as "certName", c.level as "certLevel", o.name as "awardingBodyName", r.issued_at as "issuedAt", r.mode, r.exam_name as "examName", s.name as "siteName", r.source, r.status,
  r.reject_reason as "rejectReason", r.seal_error as "sealError", k.serial_no as "serialNo",
  case when r.status = 'issued' then (select v.file_id from certificates.versions v where v.certificate_id = k.id and v.pdf_version = k.pdf_version) end as "pdfFileId",
  r.site_school_id = ${scope.principal.organisationId}::uuid as "isOwnSite", r.version`
export const recordFrom = sql`issuance.records r join credentials.credentials c on c.id = r.credential_id join organisations.organisations o on o.id = r.awarding_body_id
  join sites.sites s on s.id = r.site_id left join certificates.certificates k on k.id = r.certificate_id`
/** SCH sees its own candidates and what was examined at its own 考核站点. */
export const seen = (scope: Scope): Sql =>
  belongsTo(scope, { school: [sql`r.school_id`, sql`r.site_school_id`], awardingBody: sql`r.awarding_body_id`, credential: sql`r.credential_id` })
export const recordOf = (tx: Tx, scope: Scope, id: string): Promise<(RecordRow & { certificateId: string | null }) | null> =>
  maybe<RecordRow & { certificateId: string | null }>(tx, sql`select ${recordColumns(scope)}, r.certificate_id as "certificateId" from ${recordFrom} where r.id = ${id} and ${seen(scope)}`)

/** Who decides on a side: the awarding body on its own records, the school that owns the 考核站点 on its site's (A06). */
const decides = (scope: Scope, side: Side): Sql =>
  side === 'awarding-body' ? belongsTo(scope, { awardingBody: sql`r.awarding_body_id`, credential: sql`r.credential_id` }) : belongsTo(scope, { school: sql`r.site_school_id`, credential: sql`r.credential_id` })
export interface Chosen {
  readonly id: string
  readonly status: string
  readonly version: number
  readonly name: string
  readonly idMasked: string
  readonly certName: string
  readonly certLevel: string
  readonly schoolName: string
}
/** The chosen records that this side decides on, in the order of their ids; locked when asked. */
export const chosen = (tx: Tx, scope: Scope, side: Side, ids: readonly string[], lock: boolean): Promise<Chosen[]> =>
  rows<Chosen>(tx, sql`${chosenSelect} where r.id = any (${ids as string[]}::uuid[]) and ${decides(scope, side)} order by r.id ${lock ? sql`for update of r` : sql``}`)
const chosenSelect = sql`select r.id, r.status, r.version, r.name, r.id_masked as "idMasked", c.name as "certName", c.level as "certLevel", r.school_name as "schoolName"
  from issuance.records r join credentials.credentials c on c.id = r.credential_id`
export const chosenById = (tx: Tx, ids: readonly string[], lock: boolean): Promise<Chosen[]> =>
  rows<Chosen>(tx, sql`${chosenSelect} where r.id = any (${ids as string[]}::uuid[]) order by r.id ${lock ? sql`for update of r` : sql``}`)

// --- 获取待发证记录
/** Final passes of the awarding body without a record and without a live record of the same person and certificate (A50). */
const passed = (scope: Scope, f: PendingFilter, now: string): Sql => sql`
  results.results x join enrolments.enrolments e on e.id = x.enrolment_id join sessions.sessions n on n.id = x.session_id
  join candidates.candidates k on k.id = e.candidate_id join credentials.credentials c on c.id = x.credential_id join organisations.organisations h on h.id = x.school_id
  where n.public_end < ${now} and x.passed >= x.needed and ${belongsTo(scope, { awardingBody: sql`x.awarding_body_id`, credential: sql`x.credential_id` })}
    and not exists (select from issuance.records r where r.enrolment_id = x.enrolment_id)
    and not exists (select from issuance.records r where r.person_id = x.person_id and r.credential_id = x.credential_id and r.status not in ('refused-by-awarding-body', 'refused-by-site'))
    and ${all([
      f.sessionId && sql`x.session_id = ${f.sessionId}::uuid`,
      f.credentialId && sql`x.credential_id = ${f.credentialId}::uuid`,
      f.level && sql`c.level = ${f.level}`,
      f.schoolId && sql`x.school_id = ${f.schoolId}::uuid`,
      f.kind && sql`e.kind = ${f.kind}`,
    ].map((s) => s || null))}`
/** 只有学生信息被认定为准确无误后才可发证 */
const isReady = sql`k.status = 'verified' and not k.is_incomplete`
export const countPending = (tx: Tx, scope: Scope, f: PendingFilter, now: string): Promise<{ ready: number; blocked: number } | null> =>
  maybe<{ ready: number; blocked: number }>(
    tx,
    sql`select count(*) filter (where ${isReady}) as ready, count(*) filter (where not (${isReady})) as blocked from ${passed(scope, f, now)}`,
  )
export interface PendingRow {
  readonly id: string
  readonly candidateNo: string
  readonly name: string
  readonly idMasked: string
  readonly kind: string
  readonly schoolName: string
  readonly certName: string
  readonly certLevel: string
  readonly missing: readonly string[]
  readonly infoStatus: string
}
export const pendingPage = (tx: Tx, scope: Scope, f: PendingFilter, now: string, ready: boolean, after: string | null, size: number): Promise<PendingRow[]> =>
  rows<PendingRow>(
    tx,
    sql`select x.enrolment_id as id, k.candidate_no as "candidateNo", k.name, k.id_masked as "idMasked", k.kind, h.name as "schoolName", c.name as "certName", c.level as "certLevel", k.status as "infoStatus",
          array_remove(array[case when k.name_pinyin is null then '姓名拼音' end, case when k.gender is null then '性别' end, case when k.mobile_masked is null then '手机号' end,
            case when k.kind = 'student' and k.major_id is null then '就读专业' end, case when k.kind = 'student' and k.edu_level is null then '专业层次' end, case when k.kind = 'student' and k.enroll_year is null then '入学年份' end], null) as missing
        from ${passed(scope, f, now)} and ${ready ? isReady : sql`not (${isReady})`} and ${after ? sql`x.enrolment_id > ${after}::uuid` : sql`true`} order by x.enrolment_id limit ${size}`,
  )
export const pendingChoices = (tx: Tx, scope: Scope, now: string): Promise<{ sessionId: string; sessionName: string; schoolId: string; schoolName: string; credentialId: string; certName: string; certLevel: string }[]> =>
  rows<{ sessionId: string; sessionName: string; schoolId: string; schoolName: string; credentialId: string; certName: string; certLevel: string }>(
    tx,
    sql`select distinct x.session_id as "sessionId", n.name as "sessionName", x.school_id as "schoolId", h.name as "schoolName", x.credential_id as "credentialId", c.name as "certName", c.level as "certLevel" from ${passed(scope, {}, now)} limit 1000`,
  )
/** One statement; the unique indexes make a second and a parallel press add nothing (P-4.2.1-07). 姓名, 证件号码, 照片 from the accurate 考生 (A48). */
export const makeRecords = (tx: Tx, scope: Scope, f: PendingFilter, now: string): Promise<{ id: string; schoolId: string }[]> =>
  rows<{ id: string; schoolId: string }>(
    tx,
    sql`insert into issuance.records (source, enrolment_id, session_id, exam_name, candidate_id, person_id, credential_id, awarding_body_id, school_id, site_id, site_school_id, region_code,
          name, id_type, id_masked, kind, candidate_no, school_name, photo_file_id, status, created_at)
        select 'exam', x.enrolment_id, x.session_id, n.name, k.id, x.person_id, x.credential_id, x.awarding_body_id, x.school_id, site.id, site.school_id, x.region_code,
          k.name, k.id_type, k.id_masked, k.kind, k.candidate_no, h.name, k.photo_file_id, 'awaiting-awarding-body', ${now}
        from (select x.*, k.id as kid from ${passed(scope, f, now)} and ${isReady}) p
          join results.results x on x.enrolment_id = p.enrolment_id join sessions.sessions n on n.id = x.session_id join candidates.candidates k on k.id = p.kid join organisations.organisations h on h.id = x.school_id
          join lateral (select s.id, s.school_id from sites.sites s where s.id = coalesce(
            (select t.site_id from seating.seats t where t.enrolment_id = x.enrolment_id limit 1),
            (select a.site_id from exam_plans.site_assignments a where a.session_id = x.session_id and a.credential_id = x.credential_id and a.school_id = x.school_id),
            (select w.id from sites.sites w where w.school_id = x.school_id and w.credential_id = x.credential_id))) site on true
        order by x.enrolment_id
        on conflict do nothing returning id, school_id as "schoolId"`,
  )
export const setReject = (tx: Tx, ids: readonly string[], text: string): Promise<number> =>
  run(tx, sql`update issuance.records set reject_reason = ${text} where id = any (${ids as string[]}::uuid[])`)
export const setMode = (tx: Tx, ids: readonly string[], mode: string): Promise<number> =>
  run(tx, sql`update issuance.records set mode = ${mode}, seal_error = null where id = any (${ids as string[]}::uuid[])`)
export const clearIssue = (tx: Tx, ids: readonly string[]): Promise<number> =>
  run(tx, sql`update issuance.records set mode = null, seal_error = null, issued_at = null where id = any (${ids as string[]}::uuid[])`)
export const sidesOf = (tx: Tx, ids: readonly string[]): Promise<{ siteSchoolId: string; schoolId: string; awardingBodyId: string; n: number }[]> =>
  rows<{ siteSchoolId: string; schoolId: string; awardingBodyId: string; n: number }>(
    tx,
    sql`select site_school_id as "siteSchoolId", school_id as "schoolId", awarding_body_id as "awardingBodyId", count(*) as n from issuance.records where id = any (${ids as string[]}::uuid[]) group by 1, 2, 3`,
  )
/** Has 发放 begun for one of these registrations? */
export const isIssued = async (tx: Tx, enrolmentIds: readonly string[]): Promise<boolean> =>
  (await rows(tx, sql`select from issuance.records where enrolment_id = any (${enrolmentIds as string[]}::uuid[]) and status in ('producing', 'issued')`)).length > 0
