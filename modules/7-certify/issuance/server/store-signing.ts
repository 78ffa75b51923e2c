import { createHash } from 'node:crypto'
import type { Tx } from '#kit/server/db.ts'
import { maybe, one, rows, run, sql } from '#kit/server/sql.ts'
import type { Side, SignatureShown } from '../model.ts'

export interface Signing {
  readonly id: string
  readonly side: Side
  readonly organisationId: string
  readonly organisationName: string
  readonly recordIds: string[]
  readonly digest: Buffer
  readonly openedBy: string
  readonly openedByName: string
  readonly expiresAt: string
  readonly status: 'waiting' | 'signed' | 'closed'
  readonly signerName: string | null
}
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()
const columns = sql`g.id, g.side, g.organisation_id as "organisationId", o.name as "organisationName", g.record_ids as "recordIds", g.digest, g.opened_by as "openedBy", g.opened_by_name as "openedByName",
  g.expires_at as "expiresAt", g.status, g.signer_name as "signerName"`
const from = sql`issuance.sign_sessions g join organisations.organisations o on o.id = g.organisation_id`

export const addSigning = (tx: Tx, g: { side: Side; organisationId: string; recordIds: readonly string[]; digest: Buffer; token: string; openedBy: string; openedByName: string; expiresAt: string }): Promise<{ id: string }> =>
  one<{ id: string }>(
    tx,
    sql`insert into issuance.sign_sessions (side, organisation_id, record_ids, digest, token_hash, opened_by, opened_by_name, expires_at, created_at)
        values (${g.side}, ${g.organisationId}, ${g.recordIds as string[]}::uuid[], ${g.digest}, ${hashOf(g.token)}, ${g.openedBy}, ${g.openedByName}, ${g.expiresAt}, ${tx.now}) returning id`,
  )
export const signingByToken = (tx: Tx, token: string, lock = false): Promise<Signing | null> =>
  maybe<Signing>(tx, sql`select ${columns} from ${from} where g.token_hash = ${hashOf(token)} ${lock ? sql`for update of g` : sql``}`)
/** The row policy shows an organisation its own sessions only. */
export const signingById = (tx: Tx, id: string): Promise<Signing | null> => maybe<Signing>(tx, sql`select ${columns} from ${from} where g.id = ${id}`)
export const closeSigningRow = (tx: Tx, id: string): Promise<number> =>
  run(tx, sql`update issuance.sign_sessions set status = 'closed', version = version + 1 where id = ${id} and status = 'waiting'`)
export const finishSigning = (tx: Tx, id: string, signerName: string, fileId: string): Promise<number> =>
  run(
    tx,
    sql`update issuance.sign_sessions set status = 'signed', signer_name = ${signerName}, signature_file_id = ${fileId}, signed_at = ${tx.now}, version = version + 1 where id = ${id} and status = 'waiting'`,
  )
/** Signing again after a refusal replaces the side's signature; the step rows keep the history. */
export const addSignatures = (tx: Tx, g: Signing, signerName: string): Promise<number> =>
  run(
    tx,
    sql`insert into issuance.signatures (record_id, side, sign_session_id, signer_name, at)
        select r, ${g.side}, ${g.id}, ${signerName}, ${tx.now} from unnest(${g.recordIds}::uuid[]) r
        on conflict (record_id, side) do update set sign_session_id = excluded.sign_session_id, signer_name = excluded.signer_name, at = excluded.at`,
  )
export const signaturesOf = (tx: Tx, recordId: string): Promise<SignatureShown[]> =>
  rows<SignatureShown>(
    tx,
    sql`select n.side, n.signer_name as "signerName", n.at, issuance.drawing_of(n.sign_session_id) as "imageFileId" from issuance.signatures n where n.record_id = ${recordId} order by n.at`,
  )
/** Belongs the drawing to a record that the reader's row policies show? Sessions of the other side are hidden, so this asks as the house. */
export const isSignatureSeen = (tx: Tx, fileId: string): Promise<{ id: string } | null> =>
  maybe<{ id: string }>(tx, sql`select n.record_id as id from issuance.signatures n where issuance.drawing_of(n.sign_session_id) = ${fileId} limit 1`)
