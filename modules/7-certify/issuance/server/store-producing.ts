import type { Tx } from '#kit/server/db.ts'
import { rows, run, sql } from '#kit/server/sql.ts'

export interface Producing {
  readonly id: string
  readonly certificateId: string | null
  readonly liveCertificateId: string | null
  readonly enrolmentId: string | null
  readonly personId: string
  readonly candidateId: string
  readonly credentialId: string
  readonly certNo: string
  readonly certName: string
  readonly certLevel: string
  readonly awardingBodyId: string
  readonly awardingBodyName: string
  readonly schoolId: string
  readonly siteSchoolId: string
  readonly regionCode: string
  readonly name: string
  readonly gender: string | null
  readonly idType: string
  readonly idMasked: string
  readonly photoFileId: string | null
  readonly officialSealFileId: string | null
  readonly signatureSealFileId: string | null
  readonly mode: 'paper' | 'electronic'
}
/** Records in 证书生成中, with what their certificates say; `skip` leaves out those another worker holds. */
export const producing = (tx: Tx, ids: readonly string[]): Promise<Producing[]> =>
  rows<Producing>(
    tx,
    sql`select r.id, r.certificate_id as "certificateId", (select l.id from certificates.certificates l where l.person_id = r.person_id and l.credential_id = r.credential_id and l.status = 'valid') as "liveCertificateId",
          r.enrolment_id as "enrolmentId", r.person_id as "personId", r.candidate_id as "candidateId", r.credential_id as "credentialId",
          c.cert_no as "certNo", c.name as "certName", c.level as "certLevel", r.awarding_body_id as "awardingBodyId", o.name as "awardingBodyName", r.school_id as "schoolId", r.site_school_id as "siteSchoolId",
          r.region_code as "regionCode", r.name, k.gender, r.id_type as "idType", r.id_masked as "idMasked", r.photo_file_id as "photoFileId", b.official_seal_file_id as "officialSealFileId",
          b.signature_seal_file_id as "signatureSealFileId", r.mode
        from issuance.records r join credentials.credentials c on c.id = r.credential_id join organisations.organisations o on o.id = r.awarding_body_id
          join organisations.awarding_bodies b on b.id = r.awarding_body_id join candidates.candidates k on k.id = r.candidate_id
        where r.id = any (${ids as string[]}::uuid[]) and r.status = 'producing' order by r.created_at, r.id for update of r skip locked`,
  )
export const linkCertificate = (tx: Tx, recordId: string, certificateId: string): Promise<number> =>
  run(tx, sql`update issuance.records set certificate_id = ${certificateId} where id = ${recordId}`)
export const setIssued = (tx: Tx, ids: readonly string[], at: string): Promise<number> =>
  run(tx, sql`update issuance.records set issued_at = ${at}, seal_error = null where id = any (${ids as string[]}::uuid[])`)
export const setSealError = (tx: Tx, id: string, error: string): Promise<number> => run(tx, sql`update issuance.records set seal_error = ${error} where id = ${id}`)
/** Left in 证书生成中 without a live job (a worker gave up): 外部接口任务 starts them again. */
export const stranded = (tx: Tx, limit: number): Promise<{ id: string }[]> =>
  rows<{ id: string }>(
    tx,
    sql`select r.id from issuance.records r where r.status = 'producing' and not exists (select from kit.jobs j where j.name = 'issuance.produce' and j.state in ('waiting', 'running') and j.payload -> 'ids' ? r.id::text) order by r.created_at limit ${limit}`,
  )
