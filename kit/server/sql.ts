import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql, type RawBuilder } from 'kysely'
import type { ClientBase } from 'pg'

/**
 * SQL as SQL: kysely's tag composes and parameterises, we run it on the transaction's own connection.
 * `${value}` is a parameter, `${sql`…`}` a fragment, `sql.ref`, `sql.id`, `sql.join` as kysely documents them.
 */
export { sql }
export type Sql<T = unknown> = RawBuilder<T>

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** One connection inside one transaction. */
export interface Db {
  readonly client: ClientBase
}

/** Rows of the statement. Throws pg's error; a constraint violation is translated by `handle`. */
export async function rows<T>(db: Db, query: Sql<T> | Sql): Promise<T[]> {
  const q = query.compile(compiler)
  const r = await db.client.query({ text: q.sql, values: q.parameters as unknown[] })
  return r.rows as T[]
}
export async function maybe<T>(db: Db, query: Sql<T> | Sql): Promise<T | null> {
  const r = await rows<T>(db, query)
  return r[0] ?? null
}
export async function one<T>(db: Db, query: Sql<T> | Sql): Promise<T> {
  const r = await rows<T>(db, query)
  if (r.length !== 1) throw new Error(`expected one row, got ${r.length}`)
  return r[0] as T
}
/** Number of rows written. */
export async function run(db: Db, query: Sql): Promise<number> {
  const q = query.compile(compiler)
  const r = await db.client.query({ text: q.sql, values: q.parameters as unknown[] })
  return r.rowCount ?? 0
}
/** Text of a statement, for `explain` and benches. */
export const compiled = (query: Sql): { text: string; values: unknown[] } => {
  const q = query.compile(compiler)
  return { text: q.sql, values: q.parameters as unknown[] }
}
/** Conditions joined by `and`; none means true. */
export const all = (conditions: (Sql | null | undefined | false)[]): Sql => {
  const real = conditions.filter((c): c is Sql => !!c)
  return real.length ? sql.join(real, sql` and `) : sql`true`
}
/** `%`, `_` and `\` of what a person typed are themselves, not patterns. */
export const contains = (column: Sql, typed: string): Sql => sql`${column} ilike ${`%${typed.replace(/[\\%_]/g, '\\$&')}%`}`
