import type { Tx } from '#kit/server/db.ts'
import { maybe, sql } from '#kit/server/sql.ts'

export interface StoredPlace {
  readonly purpose: string
  readonly madeBy: string | null
  readonly isExpired: boolean
}
export const storedFile = (tx: Tx, id: string): Promise<StoredPlace | null> =>
  maybe<StoredPlace>(
    tx,
    sql`select purpose, made_by as "madeBy", coalesce(expires_at < kit.now(), false) as "isExpired" from kit.files where id = ${id}`,
  )
