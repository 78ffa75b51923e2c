import type { Inside } from '#kit/server/context.ts'
import type { Tx } from '#kit/server/db.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { maybe, rows, run, sql, type Sql } from '#kit/server/sql.ts'
import { maskIdNumber, maskMobile } from '#packages/id-number/index.ts'
import type { QualificationStatus } from '../workflow.ts'

/** Over `invigilators.qualifications q`: a school its own, an awarding body those of its certificates. */
export const seenQualification = (scope: Scope): Sql =>
  belongsTo(scope, {
    school: sql`q.school_id`,
    awardingBody: sql`q.awarding_body_id`,
    region: sql`q.region_code`,
    credential: sql`q.credential_id`,
  })
/** Over `invigilators.invigilators i`: whoever has a certificate that is seen is seen; everyone has at least one. */
export const seenInvigilator = (scope: Scope): Sql =>
  sql`exists (select from invigilators.qualifications q where q.invigilator_id = i.id and ${seenQualification(scope)})`

interface Held {
  readonly id: string
  readonly credentialId: string
  readonly awardingBodyId: string
  readonly certName: string
  readonly certLevel: string
  readonly status: QualificationStatus
}
export interface Teacher {
  readonly id: string
  readonly teacherNo: string
  readonly name: string
  readonly idType: string
  readonly personId: string
  readonly version: number
  readonly held: readonly Held[]
}
/** The teacher with the certificates the account is in charge of; held for change. */
export async function teacherForChange(tx: Tx, scope: Scope, id: string): Promise<Teacher | null> {
  const found = await maybe<Omit<Teacher, 'held'>>(
    tx,
    sql`select i.id, i.teacher_no as "teacherNo", i.name, i.id_type as "idType", i.person_id as "personId", i.version
        from invigilators.invigilators i where i.id = ${id} and ${seenInvigilator(scope)} for update of i`,
  )
  if (!found) return null
  const held = await rows<Held>(
    tx,
    sql`select q.id, q.credential_id as "credentialId", q.awarding_body_id as "awardingBodyId", q.status, c.name as "certName", c.level as "certLevel"
        from invigilators.qualifications q join credentials.credentials c on c.id = q.credential_id
        where q.invigilator_id = ${id} and ${seenQualification(scope)} order by c.cert_no for update of q`,
  )
  return { ...found, held }
}
/** Every 认证状态 of the teacher, also of certificates the account is not in charge of. */
export const statusesOf = async (tx: Tx, invigilatorId: string): Promise<QualificationStatus[]> =>
  (
    await rows<{ status: QualificationStatus }>(
      tx,
      sql`select status from invigilators.qualifications where invigilator_id = ${invigilatorId} for update`,
    )
  ).map((r) => r.status)

export interface School {
  readonly id: string
  readonly region: string
}
export interface Newcomer {
  readonly personId: string
  readonly name: string
  readonly idType: string
  readonly idNo: string
  readonly mobile: string
}
export interface Made {
  readonly id: string
  readonly personId: string
  readonly teacherNo: string
}
/** 教师编号 = JE + serial. A person the school has already is left out. */
export const insertInvigilators = (
  inside: Inside,
  school: School,
  people: readonly Newcomer[],
  importId: string | null = null,
): Promise<Made[]> => {
  const { secrets } = inside.house
  return rows<Made>(
    inside.tx,
    sql`insert into invigilators.invigilators (teacher_no, school_id, region_code, person_id, name, id_type, id_masked, mobile_sealed, mobile_masked, import_id, created_at)
        select 'JE' || nextval('invigilators.teacher_serials'), ${school.id}, ${school.region}, t.person, t.name, t.id_type, t.id_masked, t.sealed, t.masked, ${importId}, ${inside.now}
        from unnest(${people.map((p) => p.personId)}::uuid[], ${people.map((p) => p.name)}::text[], ${people.map((p) => p.idType)}::text[],
          ${people.map((p) => maskIdNumber(p.idNo))}::text[], ${people.map((p) => secrets.seal(p.mobile))}::bytea[], ${people.map((p) => maskMobile(p.mobile))}::text[])
          as t(person, name, id_type, id_masked, sealed, masked)
        on conflict on constraint invigilator_once do nothing
        returning id, person_id as "personId", teacher_no as "teacherNo"`,
  )
}

export interface Asked {
  readonly invigilatorId: string
  readonly credentialId: string
  readonly awardingBodyId: string
}
export interface Qualified extends Asked {
  readonly id: string
}
/** New 监考证书 as 待认证; one that is there already is left out. */
export const insertQualifications = (
  inside: Inside,
  school: School,
  asked: readonly Asked[],
  importId: string | null = null,
): Promise<Qualified[]> =>
  rows<Qualified>(
    inside.tx,
    sql`insert into invigilators.qualifications (invigilator_id, credential_id, awarding_body_id, school_id, region_code, import_id, created_at)
        select t.i, t.c, t.b, ${school.id}, ${school.region}, ${importId}, ${inside.now}
        from unnest(${asked.map((a) => a.invigilatorId)}::uuid[], ${asked.map((a) => a.credentialId)}::uuid[], ${asked.map((a) => a.awardingBodyId)}::uuid[]) as t(i, c, b)
        on conflict on constraint qualification_once do nothing
        returning id, invigilator_id as "invigilatorId", credential_id as "credentialId", awarding_body_id as "awardingBodyId"`,
  )
export const removeQualifications = (tx: Tx, ids: readonly string[]): Promise<number> =>
  run(tx, sql`delete from invigilators.qualifications where id = any (${ids as string[]}::uuid[])`)
export const removeInvigilator = (tx: Tx, id: string): Promise<number> =>
  run(tx, sql`delete from invigilators.invigilators where id = ${id}`)

export interface Particulars {
  readonly name: string
  /** null: the document stays. */
  readonly document: { readonly personId: string; readonly idType: string; readonly idNo: string } | null
  readonly mobile: string | null
}
export const writeParticulars = (inside: Inside, id: string, p: Particulars): Promise<number> => {
  const { document: d, mobile } = p
  return run(
    inside.tx,
    sql`update invigilators.invigilators set name = ${p.name}, version = version + 1
          ${d ? sql`, person_id = ${d.personId}, id_type = ${d.idType}, id_masked = ${maskIdNumber(d.idNo)}` : sql``}
          ${mobile === null ? sql`` : sql`, mobile_sealed = ${inside.house.secrets.seal(mobile)}, mobile_masked = ${maskMobile(mobile)}`}
        where id = ${id}`,
  )
}

export interface QualificationForJudging {
  readonly id: string
  readonly status: QualificationStatus
  readonly schoolId: string
  readonly label: string
}
/** Rows of 监考人员（认证） in the order of the ids, held for the decision; foreign ones are left out. */
export const qualificationsForJudging = (tx: Tx, scope: Scope, ids: readonly string[]): Promise<QualificationForJudging[]> =>
  rows<QualificationForJudging>(
    tx,
    sql`select q.id, q.status, q.school_id as "schoolId", i.name || '（' || i.teacher_no || '）的' || c.name || '(' || c.level || ')' as label
        from invigilators.qualifications q join invigilators.invigilators i on i.id = q.invigilator_id join credentials.credentials c on c.id = q.credential_id
        where q.id = any (${ids as string[]}::uuid[]) and ${seenQualification(scope)} order by array_position(${ids as string[]}::uuid[], q.id) for update of q`,
  )
