import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import { contains, sql } from '#kit/server/sql.ts'
import type { OutboxRow } from '../model.ts'
import { myMessages, outbox, unreadCount } from '../operations.ts'
import { countUnread, readable } from './store.ts'

export const readMyMessages = handle(myMessages, ({ input, scope, tx }) =>
  listPage(tx, input, {
    columns: sql`m.id, m.title, m.text, m.link, m.at, exists (select from messages.readings r where r.message_id = m.id and r.account_id = ${scope.principal.accountId}::uuid) as "isRead"`,
    from: sql`messages.messages m`,
    where: [readable(scope), input.filter.title ? contains(sql`m.title`, input.filter.title) : null],
    id: sql`m.id`,
    sorts: { at: { by: sql`m.at`, type: 'timestamptz' } },
    defaultSort: '-at',
  }),
)
export const readUnreadCount = handle(unreadCount, ({ scope, tx }) => countUnread(tx, scope))

export const readOutbox = handle(outbox, async ({ input, tx, house }) => {
  const page = await listPage<Omit<OutboxRow, 'text' | 'to'> & { toSealed: Buffer; textSealed: Buffer }>(tx, input, {
    columns: sql`o.id, o.channel, o.to_sealed as "toSealed", o.text_sealed as "textSealed", o.state, o.error, o.made_at as "madeAt"`,
    from: sql`kit.outbox o`,
    where: [],
    id: sql`o.id`,
    sorts: { madeAt: { by: sql`o.made_at`, type: 'timestamptz' } },
    defaultSort: '-madeAt',
  })
  return {
    ...page,
    rows: page.rows.map(({ toSealed, textSealed, ...r }) => ({
      ...r,
      to: house.secrets.openText(toSealed),
      text: house.secrets.openText(textSealed),
    })),
  }
})
