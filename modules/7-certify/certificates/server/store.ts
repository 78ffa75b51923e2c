import type { Tx } from '#kit/server/db.ts'
import { maybe, one, rows, run, sql } from '#kit/server/sql.ts'

export interface StoredKey {
  readonly key: Buffer
  readonly certificate: Buffer
}
export const storedKey = (tx: Tx, organisationId: string | null, kind: string): Promise<StoredKey | null> =>
  maybe<StoredKey>(tx, sql`select key_sealed as key, certificate_der as certificate from certificates.seal_keys where organisation_id is not distinct from ${organisationId}::uuid and kind = ${kind}`)
/** The first to make the key wins; the other reads it. */
export const storeKey = (tx: Tx, organisationId: string | null, kind: string, k: StoredKey): Promise<number> =>
  run(tx, sql`insert into certificates.seal_keys (organisation_id, kind, key_sealed, certificate_der) values (${organisationId}, ${kind}, ${k.key}, ${k.certificate}) on conflict on constraint seal_key_once do nothing`)

export interface NewCertificate {
  readonly code: string
  readonly enrolmentId: string | null
  readonly personId: string
  readonly candidateId: string
  readonly credentialId: string
  readonly certNo: string
  readonly awardingBodyId: string
  readonly schoolId: string
  readonly siteSchoolId: string
  readonly regionCode: string
  readonly holderName: string
  readonly idMasked: string
  readonly mode: string
  readonly year: number
}
export interface Certificate {
  readonly id: string
  readonly serialNo: string
  readonly code: string
  readonly pdfVersion: number
  readonly status: string
}
/** 证书号: certNo (8) + yyyy + 8-digit serial, counted per certificate and year without gaps of committed numbers. */
export async function addCertificate(tx: Tx, c: NewCertificate): Promise<Certificate> {
  const { last } = await one<{ last: number }>(
    tx,
    sql`insert into certificates.serials (credential_id, year, last) values (${c.credentialId}, ${c.year}, 1) on conflict (credential_id, year) do update set last = certificates.serials.last + 1 returning last`,
  )
  const serialNo = `${c.certNo}${c.year}${String(last).padStart(8, '0')}`
  return one<Certificate>(
    tx,
    sql`insert into certificates.certificates (serial_no, code, enrolment_id, person_id, candidate_id, credential_id, awarding_body_id, school_id, site_school_id, region_code, holder_name, id_masked, mode, created_at)
        values (${serialNo}, ${c.code}, ${c.enrolmentId}, ${c.personId}, ${c.candidateId}, ${c.credentialId}, ${c.awardingBodyId}, ${c.schoolId}, ${c.siteSchoolId}, ${c.regionCode}, ${c.holderName}, ${c.idMasked}, ${c.mode}, ${tx.now})
        returning id, serial_no as "serialNo", code, pdf_version as "pdfVersion", status`,
  )
}
export const certificateOf = (tx: Tx, id: string): Promise<Certificate | null> =>
  maybe<Certificate>(tx, sql`select id, serial_no as "serialNo", code, pdf_version as "pdfVersion", status from certificates.certificates where id = ${id} for update`)
export const addVersion = (tx: Tx, v: { certificateId: string; pdfVersion: number; fileId: string; sha256: Buffer; salt: Buffer; leafIndex: number; mode: string; issuedAt: string }): Promise<number> =>
  run(
    tx,
    sql`with c as (update certificates.certificates set pdf_version = ${v.pdfVersion}, mode = ${v.mode}, issued_at = coalesce(issued_at, ${v.issuedAt}::timestamptz), version = version + 1 where id = ${v.certificateId} and pdf_version = ${v.pdfVersion - 1} returning id)
        insert into certificates.versions (certificate_id, pdf_version, file_id, sha256, salt, leaf_index, at) select c.id, ${v.pdfVersion}, ${v.fileId}, ${v.sha256}, ${v.salt}, ${v.leafIndex}, ${v.issuedAt} from c`,
  )
export const authorityCertificates = (tx: Tx): Promise<Buffer[]> =>
  rows<{ der: Buffer }>(tx, sql`select certificate_der as der from certificates.seal_keys where kind = 'authority'`).then((r) => r.map((x) => x.der))
/** Is this file the newest PDF of a certificate that the reader's row policies show? */
export const isNewestPdf = (tx: Tx, fileId: string): Promise<{ id: string } | null> =>
  maybe<{ id: string }>(
    tx,
    sql`select c.id from certificates.versions v join certificates.certificates c on c.id = v.certificate_id and c.pdf_version = v.pdf_version where v.file_id = ${fileId}`,
  )
