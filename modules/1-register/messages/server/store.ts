import type { Inside } from '#kit/server/context.ts'
import type { Tx } from '#kit/server/db.ts'
import type { Scope } from '#kit/server/scope.ts'
import { one, run, sql, type Sql } from '#kit/server/sql.ts'

export interface Letter {
  /** The organisation that is told. */
  readonly to: string
  /** Only those who may read this area (right `area.read`); left out = everyone there. */
  readonly area?: string
  /** Only this account. */
  readonly account?: string
  readonly title: string
  readonly text: string
  /** Path of the page, e.g. /sites?id=… */
  readonly link?: string
}
/** 站内信 in the same transaction as the event. */
export const tell = (inside: Inside, l: Letter): Promise<number> => tellAll(inside, [l])
export const tellAll = async (inside: Inside, letters: readonly Letter[]): Promise<number> =>
  letters.length
    ? run(
        inside.tx,
        sql`insert into messages.messages (to_organisation, area, to_account, title, text, link, at)
            select o, a, c, t, x, l, ${inside.now} from unnest(${letters.map((l) => l.to)}::uuid[], ${letters.map((l) => l.area ?? null)}::text[],
              ${letters.map((l) => l.account ?? null)}::uuid[], ${letters.map((l) => l.title)}::text[], ${letters.map((l) => l.text)}::text[], ${letters.map((l) => l.link ?? null)}::text[]) as m(o, a, c, t, x, l)`,
      )
    : 0


/** Letters this account may read: to its organisation, for its areas, or to itself. */
export const readable = (scope: Scope): Sql => {
  const p = scope.principal
  const areas = [...new Set(p.rights.map((r) => r.split('.')[0] as string))]
  return sql`m.to_organisation = ${p.organisationId}::uuid and (m.to_account is null or m.to_account = ${p.accountId}::uuid)
             and (m.area is null or m.area = any (${areas}::text[]))`
}
export const countUnread = (tx: Tx, scope: Scope): Promise<{ unread: number }> =>
  one<{ unread: number }>(
    tx,
    sql`select count(*) as unread from (select 1 from messages.messages m where ${readable(scope)}
          and not exists (select from messages.readings r where r.message_id = m.id and r.account_id = ${scope.principal.accountId}::uuid) limit 1000) x`,
  )
export const markAsRead = (tx: Tx, scope: Scope, ids: readonly string[], now: string): Promise<number> =>
  run(
    tx,
    sql`insert into messages.readings (message_id, account_id, at)
        select m.id, ${scope.principal.accountId}::uuid, ${now} from messages.messages m where m.id = any (${ids as string[]}::uuid[]) and ${readable(scope)}
        on conflict do nothing`,
  )
