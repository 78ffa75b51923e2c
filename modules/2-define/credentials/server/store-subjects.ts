import type { Tx } from '#kit/server/db.ts'
import type { Scope } from '#kit/server/scope.ts'
import { maybe, one, rows, run, sql } from '#kit/server/sql.ts'
import type { CredentialStatus, TargetType } from '../model.ts'
import { ofCredential } from './store.ts'

export interface SubjectForm {
  readonly name: string
  readonly mode: string
  readonly roomType: string
  readonly targetTypeIds: readonly string[]
  readonly fullScore: number
  readonly passScore: number
}
export interface SubjectForChange extends SubjectForm {
  readonly id: string
  readonly credentialId: string
  readonly status: CredentialStatus
  readonly version: number
}
const targets = sql`coalesce((select array_agg(st.target_type_id) from credentials.subject_targets st where st.subject_id = s.id), '{}')`
export const subjectForChange = (tx: Tx, scope: Scope, id: string): Promise<SubjectForChange | null> =>
  maybe<SubjectForChange>(
    tx,
    sql`select s.id, s.credential_id as "credentialId", s.name, s.mode, s.room_type as "roomType", s.full_score::float8 as "fullScore",
          s.pass_score::float8 as "passScore", s.status, s.version, ${targets} as "targetTypeIds"
        from credentials.subjects s join credentials.credentials c on c.id = s.credential_id where s.id = ${id} and ${ofCredential(scope)} for update of s`,
  )
/** States by id of those in scope. */
export const ownSubjects = async (
  tx: Tx,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, CredentialStatus>> =>
  new Map(
    (
      await rows<{ id: string; status: CredentialStatus }>(
        tx,
        sql`select s.id, s.status from credentials.subjects s join credentials.credentials c on c.id = s.credential_id where s.id = any (${ids as string[]}::uuid[]) and ${ofCredential(scope)}`,
      )
    ).map((r) => [r.id, r.status]),
  )
/** Highest 科目编号 of a certificate; the caller holds the certificate's row. */
export const highestSubjectNo = async (tx: Tx, credentialId: string): Promise<string | null> =>
  (
    await one<{ no: string | null }>(
      tx,
      sql`select max(subject_no) as no from credentials.subjects where credential_id = ${credentialId}`,
    )
  ).no
export const addSubjectRow = (
  tx: Tx,
  credentialId: string,
  subjectNo: string,
  f: SubjectForm,
): Promise<{ id: string }> =>
  one<{ id: string }>(
    tx,
    sql`insert into credentials.subjects (subject_no, name, credential_id, mode, room_type, full_score, pass_score)
        values (${subjectNo}, ${f.name}, ${credentialId}, ${f.mode}, ${f.roomType}, ${f.fullScore}, ${f.passScore}) returning id`,
  )
export const saveSubjectRow = (tx: Tx, id: string, f: SubjectForm): Promise<{ version: number }> =>
  one<{ version: number }>(
    tx,
    sql`update credentials.subjects set name = ${f.name}, mode = ${f.mode}, room_type = ${f.roomType}, full_score = ${f.fullScore}, pass_score = ${f.passScore},
          version = version + 1 where id = ${id} returning version`,
  )
/** Puts 参考对象 to exactly these types of the certificate. @returns false when one is not the certificate's. */
export async function setTargets(
  tx: Tx,
  subjectId: string,
  credentialId: string,
  typeIds: readonly string[],
): Promise<boolean> {
  const wanted = [...new Set(typeIds)]
  await run(
    tx,
    sql`delete from credentials.subject_targets where subject_id = ${subjectId} and target_type_id <> all (${wanted}::uuid[])`,
  )
  await run(
    tx,
    sql`insert into credentials.subject_targets (subject_id, target_type_id)
        select ${subjectId}::uuid, t.id from credentials.target_types t where t.credential_id = ${credentialId} and t.id = any (${wanted}::uuid[]) on conflict do nothing`,
  )
  const { n } = await one<{ n: number }>(
    tx,
    sql`select count(*) as n from credentials.subject_targets where subject_id = ${subjectId}`,
  )
  return n === wanted.length
}

export const targetTypesOf = (tx: Tx, credentialId: string): Promise<TargetType[]> =>
  rows<TargetType>(
    tx,
    sql`select id, name from credentials.target_types where credential_id = ${credentialId} order by name`,
  )
export const addTargetTypeRow = (tx: Tx, credentialId: string, name: string): Promise<TargetType> =>
  one<TargetType>(
    tx,
    sql`insert into credentials.target_types (credential_id, name) values (${credentialId}, ${name}) returning id, name`,
  )
export const targetTypeForChange = (
  tx: Tx,
  scope: Scope,
  id: string,
): Promise<(TargetType & { credentialId: string }) | null> =>
  maybe<TargetType & { credentialId: string }>(
    tx,
    sql`select t.id, t.name, t.credential_id as "credentialId" from credentials.target_types t join credentials.credentials c on c.id = t.credential_id
        where t.id = ${id} and ${ofCredential(scope)} for update of t`,
  )
export const deleteTargetTypeRow = (tx: Tx, id: string): Promise<number> =>
  run(tx, sql`delete from credentials.target_types where id = ${id}`)
