import type { Tx } from '#kit/server/db.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { maybe, one, rows, run, sql, type Sql } from '#kit/server/sql.ts'
import type { CertLevel, CredentialStatus, LogProof, Major } from '../model.ts'

/** A certificate is its awarding body's; the platform sees all. */
export const ofCredential = (scope: Scope): Sql =>
  belongsTo(scope, { awardingBody: sql`c.awarding_body_id`, credential: sql`c.id` })

export interface CredentialForChange {
  readonly id: string
  readonly certNo: string
  readonly name: string
  readonly level: CertLevel
  readonly awardingBodyId: string
  readonly awardingBodyName: string
  readonly status: CredentialStatus
  readonly version: number
  readonly isLogged: boolean
}
const forChange = sql`c.id, c.cert_no as "certNo", c.name, c.level, c.awarding_body_id as "awardingBodyId", o.name as "awardingBodyName", c.status, c.version, c.leaf_index is not null as "isLogged"`

/** Locks the row: everything that hangs on one certificate (its subjects, its standards) is written in turn. */
export const credentialForChange = (tx: Tx, scope: Scope, id: string): Promise<CredentialForChange | null> =>
  maybe<CredentialForChange>(
    tx,
    sql`select ${forChange} from credentials.credentials c join organisations.organisations o on o.id = c.awarding_body_id
        where c.id = ${id} and ${ofCredential(scope)} for no key update of c`,
  )
export const credentialsForChange = (tx: Tx, scope: Scope, ids: readonly string[]): Promise<CredentialForChange[]> =>
  rows<CredentialForChange>(
    tx,
    sql`select ${forChange} from credentials.credentials c join organisations.organisations o on o.id = c.awarding_body_id
        where c.id = any (${ids as string[]}::uuid[]) and ${ofCredential(scope)} order by c.id for no key update of c`,
  )

/** Code of the awarding body and its highest 证书编号; one caller at a time per body, so that a number is given once. */
export async function numbering(tx: Tx, awardingBodyId: string): Promise<{ orgCode: string; highest: string | null }> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`cert_no ${awardingBodyId}`}, 0))`)
  return one<{ orgCode: string; highest: string | null }>(
    tx,
    sql`select b.org_code as "orgCode", (select max(c.cert_no) from credentials.credentials c where c.cert_no like b.org_code || '%') as highest
        from organisations.awarding_bodies b where b.id = ${awardingBodyId}`,
  )
}
export interface CredentialForm {
  readonly name: string
  readonly level: string
  readonly passCondition: string
}
export const addCredentialRow = (tx: Tx, body: string, certNo: string, f: CredentialForm): Promise<{ id: string }> =>
  one<{ id: string }>(
    tx,
    sql`insert into credentials.credentials (cert_no, name, level, awarding_body_id, pass_condition) values (${certNo}, ${f.name}, ${f.level}, ${body}, ${f.passCondition}) returning id`,
  )
export const saveCredentialRow = (tx: Tx, id: string, f: CredentialForm): Promise<{ version: number }> =>
  one<{ version: number }>(
    tx,
    sql`update credentials.credentials set name = ${f.name}, level = ${f.level}, pass_condition = ${f.passCondition}, version = version + 1 where id = ${id} returning version`,
  )

export const majorsOf = (tx: Tx, credentialId: string): Promise<Major[]> =>
  rows<Major>(
    tx,
    sql`select m.id, m.code, m.version_name as "versionName", m.name, m.edu_level as "eduLevel"
        from credentials.credential_majors cm join credentials.majors m on m.id = cm.major_id where cm.credential_id = ${credentialId} order by m.code, m.version_name`,
  )
/** Puts the certificate's majors to exactly these. @returns how many of them are not in 专业目录. */
export async function setMajors(tx: Tx, credentialId: string, majorIds: readonly string[]): Promise<number> {
  const wanted = [...new Set(majorIds)]
  await run(
    tx,
    sql`delete from credentials.credential_majors where credential_id = ${credentialId} and major_id <> all (${wanted}::uuid[])`,
  )
  await run(
    tx,
    sql`insert into credentials.credential_majors (credential_id, major_id) select ${credentialId}::uuid, m.id from credentials.majors m where m.id = any (${wanted}::uuid[]) on conflict do nothing`,
  )
  const { n } = await one<{ n: number }>(
    tx,
    sql`select count(*) as n from credentials.majors m where m.id = any (${wanted}::uuid[])`,
  )
  return wanted.length - n
}

export interface CredentialName {
  readonly id: string
  readonly certNo: string
  readonly name: string
  readonly level: CertLevel
  readonly status: CredentialStatus
  readonly awardingBodyId: string
  readonly awardingBodyName: string
}
/** Door: a certificate by id. Names of certificates are no secret; what may be done with it the caller judges. */
export const credentialOf = (tx: Tx, id: string): Promise<CredentialName | null> =>
  maybe<CredentialName>(
    tx,
    sql`select c.id, c.cert_no as "certNo", c.name, c.level, c.status, c.awarding_body_id as "awardingBodyId", o.name as "awardingBodyName"
        from credentials.credentials c join organisations.organisations o on o.id = c.awarding_body_id where c.id = ${id}`,
  )
/** Door: which of these certificates belong to the awarding body. */
export const ownCredentials = async (tx: Tx, awardingBodyId: string, ids: readonly string[]): Promise<string[]> =>
  (
    await rows<{ id: string }>(
      tx,
      sql`select id from credentials.credentials where awarding_body_id = ${awardingBodyId} and id = any (${ids as string[]}::uuid[])`,
    )
  ).map((r) => r.id)

/** Door for the log: the answer to `credentialPublished`. Written once; hashes are 64 lower-case hex digits. */
export const setLeafIndex = (tx: Tx, credentialId: string, leaf: { index: number } & LogProof): Promise<number> =>
  run(
    tx,
    sql`update credentials.credentials set leaf_index = ${leaf.index}, log_height = ${leaf.blockHeight}, log_block_hash = ${leaf.blockHash}, log_tx_hash = ${leaf.txHash}
        where id = ${credentialId} and leaf_index is null`,
  )
