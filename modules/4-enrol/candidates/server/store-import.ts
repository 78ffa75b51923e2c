import type { Scope } from '#kit/server/scope.ts'
import { one, rows, sql, type Db } from '#kit/server/sql.ts'
import { held, mine, seen, type Standing } from './store.ts'

const resting = sql`count(*) filter (where c.enrolled_count > 0)::int as enrolled, count(*) filter (where c.status = 'verified' or c.is_certifying)::int as accurate`
export interface Resting {
  readonly enrolled: number
  readonly accurate: number
}
/** On how many of an import's candidates something rests. */
export const restingOnImport = (tx: Db, scope: Scope, importId: string): Promise<Resting> =>
  one<Resting>(
    tx,
    sql`select ${resting} from candidates.candidates c where ${mine(scope)} and c.import_id = ${importId}`,
  )
/** The same of some rows, which are held until the end. */
export const restingOn = (tx: Db, scope: Scope, ids: readonly string[]): Promise<Resting> =>
  one<Resting>(
    tx,
    sql`select ${resting} from (select c.enrolled_count, c.status, c.is_certifying from candidates.candidates c
          where ${mine(scope)} and c.id = any (${ids as string[]}::uuid[]) order by c.id for no key update) c`,
  )

/** Candidates of the school by 考生编号; held for writing, or only looked at. */
export const byNumbers = async (
  tx: Db,
  scope: Scope,
  numbers: readonly string[],
  hold: boolean,
): Promise<Map<string, Standing>> => {
  const which = sql`c.candidate_no = any (${numbers as string[]}::text[])`
  const found = hold ? await held(tx, scope, [which]) : await seen(tx, scope, which)
  return new Map(found.map((c) => [c.candidateNo, c]))
}

/** Puts photos in place (S5.3, S5.9) in one statement; rows that may not have a new one are left alone. */
export const placePhotos = (tx: Db, photos: readonly { id: string; fileId: string }[]): Promise<{ id: string }[]> =>
  rows<{ id: string }>(
    tx,
    sql`update candidates.candidates c set photo_file_id = t.file, status = 'unverified', certify_fail_reason = null, version = c.version + 1
        from unnest(${photos.map((p) => p.id)}::uuid[], ${photos.map((p) => p.fileId)}::uuid[]) as t(id, file)
        where c.id = t.id and c.status <> 'verified' and not c.is_certifying returning c.id`,
  )

/** 手机号 as it lies there, sealed, of those who have one. */
export const sealedMobiles = async (tx: Db, scope: Scope, ids: readonly string[]): Promise<Map<string, Buffer>> =>
  new Map(
    (
      await rows<{ id: string; sealed: Buffer }>(
        tx,
        sql`select c.id, c.mobile_sealed as sealed from candidates.candidates c
            where ${mine(scope)} and c.id = any (${ids as string[]}::uuid[]) and c.mobile_sealed is not null`,
      )
    ).map((r) => [r.id, r.sealed]),
  )
