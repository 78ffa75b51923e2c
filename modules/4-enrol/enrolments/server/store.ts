import type { CandidateSnapshot } from '#candidates/server'
import type { EnrolMode } from '#exam-plans'
import type { Inside } from '#kit/server/context.ts'
import type { Tx } from '#kit/server/db.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { one, rows, run, sql, type Sql } from '#kit/server/sql.ts'
import type { PayStatus, Wish } from '../index.ts'

/** Over `enrolments.enrolments e`. */
export const seen = (scope: Scope): Sql =>
  belongsTo(scope, {
    school: sql`e.school_id`,
    awardingBody: sql`e.awarding_body_id`,
    region: sql`e.region_code`,
    credential: sql`e.credential_id`,
  })

export interface NewEnrolment {
  readonly id: string
  readonly lineId: string
  readonly personId: string
  readonly candidateId: string
}
/**
 * Adds registrations with the candidate frozen as judged and leaves out whoever is registered in the line already. Written in
 * the order of (line, person), so that two schools with the same people cannot wait for each other; created_at keeps the order
 * of the file in a list that shows the newest first.
 */
export function insertEnrolments(
  inside: Inside,
  of: { sessionId: string; mode: EnrolMode; importId: string | null },
  wishes: readonly Wish<CandidateSnapshot>[],
): Promise<NewEnrolment[]> {
  const column = <T>(pick: (w: Wish<CandidateSnapshot>) => T): T[] => wishes.map(pick)
  return rows<NewEnrolment>(
    inside.tx,
    sql`insert into enrolments.enrolments (session_id, mode, import_id, line_id, credential_id, awarding_body_id, school_id, region_code, candidate_id, person_id,
          target_type_id, name, name_pinyin, id_type, id_masked, gender, mobile_sealed, mobile_masked, major_id, major_name, edu_level, enroll_year, kind,
          candidate_no, school_name, created_at)
        select ${of.sessionId}, ${of.mode}, ${of.importId}, t.line_id, t.credential_id, t.awarding_body_id, t.school_id, t.region, t.candidate_id, t.person_id,
          t.target_type_id, t.name, t.name_pinyin, t.id_type, t.id_masked, t.gender, t.mobile_sealed, t.mobile_masked, t.major_id, t.major_name, t.edu_level,
          t.enroll_year, t.kind, t.candidate_no, t.school_name, ${inside.now}::timestamptz - t.n * interval '1 microsecond'
        from unnest(${column((w) => w.line.id)}::uuid[], ${column((w) => w.line.credentialId)}::uuid[], ${column((w) => w.line.awardingBodyId)}::uuid[],
          ${column((w) => w.candidate.schoolId)}::uuid[], ${column((w) => w.candidate.regionCode)}::text[], ${column((w) => w.candidate.id)}::uuid[],
          ${column((w) => w.candidate.personId)}::uuid[], ${column((w) => w.targetTypeId)}::uuid[], ${column((w) => w.candidate.name)}::text[],
          ${column((w) => w.candidate.namePinyin)}::text[], ${column((w) => w.candidate.idType)}::text[], ${column((w) => w.candidate.idMasked)}::text[],
          ${column((w) => w.candidate.gender)}::text[], ${column((w) => w.candidate.mobileSealed)}::bytea[], ${column((w) => w.candidate.mobileMasked)}::text[],
          ${column((w) => w.candidate.majorId)}::uuid[], ${column((w) => w.candidate.majorName)}::text[], ${column((w) => w.candidate.eduLevel)}::text[],
          ${column((w) => w.candidate.enrollYear)}::int[], ${column((w) => w.candidate.kind)}::text[], ${column((w) => w.candidate.candidateNo)}::text[],
          ${column((w) => w.candidate.schoolName)}::text[])
          with ordinality as t(line_id, credential_id, awarding_body_id, school_id, region, candidate_id, person_id, target_type_id, name, name_pinyin, id_type,
            id_masked, gender, mobile_sealed, mobile_masked, major_id, major_name, edu_level, enroll_year, kind, candidate_no, school_name, n)
        order by t.line_id, t.person_id
        on conflict on constraint enrolled_once do nothing
        returning id, line_id as "lineId", person_id as "personId", candidate_id as "candidateId"`,
  )
}

/** Own 按科目 registrations, held so that a deletion of the same moment waits. */
export const holdOwn = (
  tx: Tx,
  schoolId: string,
  ids: readonly string[],
): Promise<Omit<NewEnrolment, 'candidateId'>[]> =>
  rows<Omit<NewEnrolment, 'candidateId'>>(
    tx,
    sql`select e.id, e.line_id as "lineId", e.person_id as "personId" from enrolments.enrolments e
        where e.id = any (${ids as string[]}::uuid[]) and e.school_id = ${schoolId} and e.mode = 'subject' order by e.id for no key update`,
  )
/** A type that a later row of 按科目导入 names is noted where none was. */
export const noteTargets = (
  tx: Tx,
  targets: readonly { enrolmentId: string; targetTypeId: string }[],
): Promise<number> =>
  run(
    tx,
    sql`update enrolments.enrolments e set target_type_id = t.target
        from (select distinct on (id) id, target from unnest(${targets.map((t) => t.enrolmentId)}::uuid[], ${targets.map((t) => t.targetTypeId)}::uuid[]) as x(id, target) order by id) t
        where e.id = t.id and e.target_type_id is null`,
  )

export interface NewSubject {
  readonly enrolmentId: string
  readonly lineSubjectId: string
  readonly subjectId: string
}
export type MadeSubject = Omit<NewSubject, 'subjectId'> & { readonly id: string }
/** 科目 of registrations, each once. School, awarding body and person come from the registration. */
export const insertSubjects = (
  inside: Inside,
  importId: string | null,
  subjects: readonly NewSubject[],
): Promise<MadeSubject[]> =>
  rows<MadeSubject>(
    inside.tx,
    sql`insert into enrolments.enrolment_subjects (enrolment_id, line_subject_id, subject_id, session_id, school_id, awarding_body_id, region_code, person_id, import_id, created_at)
        select e.id, t.line_subject_id, t.subject_id, e.session_id, e.school_id, e.awarding_body_id, e.region_code, e.person_id, ${importId},
          ${inside.now}::timestamptz - t.n * interval '1 microsecond'
        from unnest(${subjects.map((s) => s.enrolmentId)}::uuid[], ${subjects.map((s) => s.lineSubjectId)}::uuid[], ${subjects.map((s) => s.subjectId)}::uuid[])
          with ordinality as t(enrolment_id, line_subject_id, subject_id, n)
        join enrolments.enrolments e on e.id = t.enrolment_id
        on conflict on constraint enrolled_subject_once do nothing
        returning id, enrolment_id as "enrolmentId", line_subject_id as "lineSubjectId"`,
  )
/** Candidates that earlier rows of this import registered: for counting each person once. */
export const importedBefore = async (tx: Tx, importId: string, candidateIds: readonly string[]): Promise<Set<string>> =>
  new Set(
    (
      await rows<{ id: string }>(
        tx,
        sql`select distinct e.candidate_id as id from enrolments.enrolments e join enrolments.enrolment_subjects es on es.enrolment_id = e.id
            where es.import_id = ${importId} and e.candidate_id = any (${candidateIds as string[]}::uuid[])`,
      )
    ).map((r) => r.id),
  )

export interface SubjectStanding {
  readonly id: string
  readonly enrolmentId: string
  readonly candidateId: string
  readonly mode: EnrolMode
  readonly isSeated: boolean
  readonly payStatus: PayStatus
  readonly paymentNumber: string | null
}
const standing = sql`es.id, es.enrolment_id as "enrolmentId", e.candidate_id as "candidateId", e.mode, es.seated_at is not null as "isSeated",
  es.pay_status as "payStatus", es.payment_number as "paymentNumber"`

/**
 * Rows of the scope with all that go with them: of a 按证书 registration every subject. Held for deletion, registrations first
 * and in the order of ids; seating and fees, which hold the same rows, come before or after as a whole.
 */
export async function standingForDelete(tx: Tx, scope: Scope, ids: readonly string[]): Promise<SubjectStanding[]> {
  const held = await rows<{ id: string }>(
    tx,
    sql`select e.id from enrolments.enrolments e where ${seen(scope)}
          and e.id in (select es.enrolment_id from enrolments.enrolment_subjects es where es.id = any (${ids as string[]}::uuid[])) order by e.id for update`,
  )
  return rows<SubjectStanding>(
    tx,
    sql`select ${standing} from enrolments.enrolment_subjects es join enrolments.enrolments e on e.id = es.enrolment_id
        where e.id = any (${held.map((h) => h.id)}::uuid[]) and (e.mode = 'certificate' or es.id = any (${ids as string[]}::uuid[])) order by es.id for update of es`,
  )
}
/** Removes the subjects and the registrations left without any; gives the candidates of these, one mention each. */
export async function removeSubjects(
  tx: Tx,
  ids: readonly string[],
): Promise<{ enrolmentId: string; candidateId: string }[]> {
  const touched = await rows<{ enrolmentId: string }>(
    tx,
    sql`delete from enrolments.enrolment_subjects where id = any (${ids as string[]}::uuid[]) returning enrolment_id as "enrolmentId"`,
  )
  return rows<{ enrolmentId: string; candidateId: string }>(
    tx,
    sql`delete from enrolments.enrolments e where e.id = any (${touched.map((t) => t.enrolmentId)}::uuid[])
          and not exists (select from enrolments.enrolment_subjects es where es.enrolment_id = e.id) returning e.id as "enrolmentId", e.candidate_id as "candidateId"`,
  )
}
/** How many rows of one import can no longer be taken back. */
export const inUseOfImport = async (tx: Tx, scope: Scope, importId: string): Promise<number> =>
  (
    await one<{ n: number }>(
      tx,
      sql`select count(*) as n from enrolments.enrolment_subjects es join enrolments.enrolments e on e.id = es.enrolment_id
          where ${seen(scope)} and es.import_id = ${importId} and (es.seated_at is not null or es.pay_status = 'paid' or es.payment_number is not null)`,
    )
  ).n
