import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import { contains, sql } from '#kit/server/sql.ts'
import { unmaskings } from '../operations.ts'

// The row policy shows an organisation its own rows and the platform all.
export const readUnmaskings = handle(unmaskings, ({ input, tx }) =>
  listPage(tx, input, {
    columns: sql`u.person_id::text || '-' || u.id as id, u.at, u.account_name as "accountName", u.what, u.why`,
    from: sql`people.unmaskings u`,
    where: [input.filter.accountName ? contains(sql`u.account_name`, input.filter.accountName) : null],
    id: sql`u.person_id`,
    sorts: { at: { by: sql`u.at`, type: 'timestamptz' } },
    defaultSort: '-at',
  }),
)
