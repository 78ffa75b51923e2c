import type { Tx } from '#kit/server/db.ts'
import { maybe, sql, type Sql } from '#kit/server/sql.ts'

export interface Found {
  readonly code: string
  readonly serialNo: string
  readonly status: 'valid' | 'revoked' | 'replaced'
  readonly statusReason: string | null
  readonly holderName: string
  readonly idMasked: string
  readonly certName: string
  readonly certLevel: string
  readonly awardingBody: string
  readonly issuedAt: string
  readonly pdfVersion: number
  readonly newestVersion: number
  readonly sha256: string
  readonly salt: Buffer
  readonly leafIndex: number
}
// The newest finished version; one that is being issued again is still found (P-5.2.9-08).
const found = (where: Sql, version: Sql): Sql<Found> => sql<Found>`
  select k.code, k.serial_no as "serialNo", k.status, k.status_reason as "statusReason", k.holder_name as "holderName", k.id_masked as "idMasked", c.name as "certName", c.level as "certLevel",
    o.name as "awardingBody", v.at as "issuedAt", v.pdf_version as "pdfVersion", k.pdf_version as "newestVersion", encode(v.sha256, 'hex') as sha256, v.salt, v.leaf_index as "leafIndex"
  from certificates.certificates k join certificates.versions v on v.certificate_id = k.id and ${version}
    join credentials.credentials c on c.id = k.credential_id join organisations.organisations o on o.id = k.awarding_body_id
  where ${where}`
const newest = sql`v.pdf_version = k.pdf_version`
export const byCode = (tx: Tx, code: string): Promise<Found | null> => maybe<Found>(tx, found(sql`k.code = ${code}`, newest))
export const byNumber = (tx: Tx, serialNo: string, name: string): Promise<Found | null> =>
  maybe<Found>(tx, found(sql`k.serial_no = ${serialNo} and k.holder_name = ${name}`, newest))
export const byDigest = (tx: Tx, sha256: Buffer): Promise<Found | null> => maybe<Found>(tx, found(sql`v.sha256 = ${sha256}`, sql`true`))
