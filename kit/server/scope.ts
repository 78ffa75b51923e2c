import type { Grant, Principal } from '../pure/who.ts'
import { sql, type Sql } from './sql.ts'

declare const made: unique symbol
/** Only the guard makes a scope; every read of a store takes one, so an unscoped read does not compile. */
export interface Scope {
  readonly [made]: true
  readonly principal: Principal
  readonly grant: Grant
}
/** For the guard (handle.ts) alone; a house check counts the callers. */
export const makeScope = (principal: Principal, grant: Grant): Scope => ({ principal, grant }) as Scope

/** Columns by which a row belongs to somebody. Leave out what the row has not; the actor kind is then refused every row. */
export interface Belongs {
  readonly school?: Sql | readonly Sql[]
  readonly awardingBody?: Sql
  /** 6-digit region; officials see what lies below theirs. */
  readonly region?: Sql
  readonly credential?: Sql
  readonly account?: Sql
}

const anyOf = (columns: Sql | readonly Sql[], value: string | null): Sql => {
  const list = Array.isArray(columns) ? (columns as readonly Sql[]) : [columns as Sql]
  return sql`(${sql.join(list.map((c) => sql`${c} = ${value}::uuid`), sql` or `)})`
}

/** The scope as a `where`. A foreign row and a missing row look the same to whoever asks (P-0-02). */
export function belongsTo(scope: Scope, b: Belongs): Sql {
  const p = scope.principal
  const charge =
    p.charge && b.credential ? sql` and ${b.credential} = any (${p.charge as string[]}::uuid[])` : sql``
  if (scope.grant.relation === 'any' || p.actor === 'system' || p.actor === 'platform') return sql`true`
  if (scope.grant.relation === 'named')
    return b.account ? sql`${b.account} = ${p.accountId}::uuid` : sql`false`
  switch (p.actor) {
    case 'school':
      return b.school ? sql`(${anyOf(b.school, p.organisationId)}${charge})` : sql`false`
    case 'awarding-body':
      return b.awardingBody ? sql`(${b.awardingBody} = ${p.organisationId}::uuid${charge})` : sql`false`
    case 'province':
      return b.region ? sql`left(${b.region}, 2) = ${(p.region ?? '').slice(0, 2)}` : sql`false`
    case 'city':
      return b.region ? sql`left(${b.region}, 4) = ${(p.region ?? '').slice(0, 4)}` : sql`false`
    default:
      return sql`false`
  }
}
