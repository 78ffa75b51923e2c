import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { rows, run, sql, type Db } from '#kit/server/sql.ts'

/** Marks 认证中; rows that are no longer 信息待认证 or are being compared already are not marked. */
export const markCertifying = (tx: Db, ids: readonly string[]): Promise<number> =>
  run(
    tx,
    sql`update candidates.candidates set is_certifying = true, certify_fail_reason = null
        where id = any (${ids as string[]}::uuid[]) and status = 'unverified' and not is_certifying`,
  )

export interface Waiting {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly idType: string
  readonly photoFileId: string
}
/** Those among the ids that still wait for an answer. */
export const waitingOf = (tx: Db, scope: Scope, ids: readonly string[]): Promise<Waiting[]> =>
  rows<Waiting>(
    tx,
    sql`select c.id, c.person_id as "personId", c.name, c.id_type as "idType", c.photo_file_id as "photoFileId" from candidates.candidates c
        where ${belongsTo(scope, { school: sql`c.school_id` })} and c.id = any (${ids as string[]}::uuid[]) and c.is_certifying and c.status = 'unverified'`,
  )
/** Holds those among the ids that still wait, for writing the answer; one deleted meanwhile is left out. */
export const heldWaiting = async (tx: Db, ids: readonly string[]): Promise<Set<string>> =>
  new Set(
    (
      await rows<{ id: string }>(
        tx,
        sql`select id from candidates.candidates where id = any (${ids as string[]}::uuid[]) and is_certifying and status = 'unverified' order by id for no key update`,
      )
    ).map((r) => r.id),
  )
/** The comparison is over; `reasons` stand beside the state until the next change. */
export const endCertifying = (tx: Db, over: readonly { id: string; reason: string | null }[]): Promise<number> =>
  run(
    tx,
    sql`update candidates.candidates c set is_certifying = false, certify_fail_reason = t.reason
        from unnest(${over.map((o) => o.id)}::uuid[], ${over.map((o) => o.reason)}::text[]) as t(id, reason) where c.id = t.id and c.is_certifying`,
  )
