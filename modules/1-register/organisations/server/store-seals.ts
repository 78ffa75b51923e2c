import type { Tx } from '#kit/server/db.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { maybe, sql } from '#kit/server/sql.ts'

/** Does the file serve as a seal of an organisation of the scope now? A seal that was replaced is closed. */
export const isSealOf = async (tx: Tx, scope: Scope, fileId: string): Promise<boolean> =>
  (await maybe(
    tx,
    sql`select 1 from organisations.schools s where s.seal_file_id = ${fileId} and ${belongsTo(scope, { school: sql`s.id` })}
        union all select 1 from organisations.awarding_bodies b
        where ${fileId}::uuid in (b.official_seal_file_id, b.signature_seal_file_id) and ${belongsTo(scope, { awardingBody: sql`b.id` })} limit 1`,
  )) !== null
