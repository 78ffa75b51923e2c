import type { Phases } from '../pure/phases.ts'
import { sql, type Sql } from './sql.ts'

/** The same phases as a `case` over columns; `kit.now()` or the transaction's now. */
export function phaseSql(p: Phases, bounds: Record<string, Sql>, now: Sql | string): Sql<string> {
  const at = typeof now === 'string' ? sql`${now}::timestamptz` : now
  const bound = (name: string): Sql => {
    const b = bounds[name]
    if (!b) throw new Error(`phases ${p.name}: no column for ${name}`)
    return b
  }
  const whens = p.list.map((x) =>
    x.before !== undefined
      ? sql`when ${at} < ${bound(x.before)} then ${x.code}::text`
      : x.until !== undefined
        ? sql`when ${at} <= ${bound(x.until)} then ${x.code}::text`
        : sql`else ${x.code}::text`,
  )
  return sql<string>`(case ${sql.join(whens, sql` `)} end)`
}
