import { countLimit, type ListPage, type ListQuery } from '../pure/list.ts'
import type { Db, Sql } from './sql.ts'
import { all, one, rows, sql } from './sql.ts'

export interface ListSource {
  /** Columns of a row, `select` list without the word; must include `id`. */
  readonly columns: Sql
  /** `from` without the word, with joins. */
  readonly from: Sql
  readonly where: readonly (Sql | null | undefined | false)[]
  /** The id expression, unique, last sort key. */
  readonly id: Sql
  /** Sortable fields: expression and its SQL type (text, timestamptz, int…); null values are not allowed. */
  readonly sorts: Readonly<Record<string, { by: Sql; type: string }>>
  /** `-createdAt` for newest first (P-0-01). */
  readonly defaultSort: string
  readonly tab?: { readonly by: Sql; readonly codes: readonly string[] } | undefined
}

const encode = (v: unknown[]): string => Buffer.from(JSON.stringify(v)).toString('base64url')
const decode = (s: string): unknown[] | null => {
  try {
    const v: unknown = JSON.parse(Buffer.from(s, 'base64url').toString('utf8'))
    return Array.isArray(v) && v.length === 2 ? v : null
  } catch {
    return null
  }
}

/**
 * One page by keyset. `total` is counted up to countLimit and only where people look at it (first page or a jump).
 * `page` jumps by offset within the counted part; `after` goes on from a cursor at the same cost on every page.
 */
export async function listPage<R>(db: Db, q: ListQuery<unknown>, s: ListSource): Promise<ListPage<R>> {
  const asked = q.sort?.replace(/^-/, '') ?? ''
  const sort = s.sorts[asked] ? (q.sort as string) : s.defaultSort
  const descending = sort.startsWith('-')
  const { by, type } = s.sorts[sort.replace(/^-/, '')] as { by: Sql; type: string }
  const tab = q.tab && s.tab?.codes.includes(q.tab) ? sql`${s.tab.by} = ${q.tab}` : null
  const base = all([...s.where, q.ids ? sql`${s.id} = any (${q.ids}::uuid[])` : null])
  const where = all([base, tab])
  const cursor = q.after ? decode(q.after) : null
  const keyset = cursor
    ? descending
      ? sql`(${by}, ${s.id}) < (${cursor[0]}::${sql.raw(type)}, ${cursor[1]}::uuid)`
      : sql`(${by}, ${s.id}) > (${cursor[0]}::${sql.raw(type)}, ${cursor[1]}::uuid)`
    : sql`true`
  const direction = descending ? sql.raw('desc') : sql.raw('asc')
  const offset = cursor ? 0 : ((q.page ?? 1) - 1) * q.size
  const found = await rows<R & { sortKey__: string; id: string }>(
    db,
    sql`select ${s.columns}, (${by})::text as "sortKey__" from ${s.from} where ${where} and ${keyset}
        order by ${by} ${direction}, ${s.id} ${direction} limit ${q.size + 1} offset ${Math.min(offset, countLimit)}`,
  )
  const page = found.slice(0, q.size)
  const last = page.at(-1)
  const next = found.length > q.size && last ? encode([last.sortKey__, last.id]) : null
  const cleaned = page.map(({ sortKey__: _, ...r }) => r as unknown as R)
  if (cursor) return { rows: cleaned, next, total: null }
  const { n } = await one<{ n: number }>(
    db,
    sql`select count(*) as n from (select 1 from ${s.from} where ${where} limit ${countLimit + 1}) counted`,
  )
  const tabs = s.tab ? await tabCounts(db, s, base) : undefined
  return { rows: cleaned, next, total: Math.min(n, countLimit), more: n > countLimit, ...(tabs ? { tabs } : {}) }
}

async function tabCounts(db: Db, s: ListSource, base: Sql): Promise<Record<string, number>> {
  const by = (s.tab as { by: Sql }).by
  const counted = await rows<{ tab: string; n: number }>(
    db,
    sql`select tab, count(*) as n from (select ${by} as tab from ${s.from} where ${base} limit ${countLimit}) t group by tab`,
  )
  const counts = new Map(counted.map((c) => [c.tab, c.n]))
  return Object.fromEntries((s.tab as { codes: readonly string[] }).codes.map((c) => [c, counts.get(c) ?? 0]))
}
