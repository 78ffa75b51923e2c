import type { Tx } from '#kit/server/db.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { maybe, sql } from '#kit/server/sql.ts'
import { seenStandard } from './read-participation.ts'

export const mayReadAttachment = async (tx: Tx, scope: Scope, fileId: string): Promise<boolean> =>
  (await maybe(
    tx,
    sql`select from credentials.standards s join credentials.credentials c on c.id = s.credential_id where s.file_id = ${fileId}::uuid
          and ${scope.principal.actor === 'school' ? seenStandard(scope) : belongsTo(scope, { awardingBody: sql`c.awarding_body_id`, credential: sql`c.id` })} limit 1`,
  )) !== null
