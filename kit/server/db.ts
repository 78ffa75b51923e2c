import pg from 'pg'
import { Refusal } from '../pure/refusal.ts'
import type { Principal } from '../pure/who.ts'
import type { Db } from './sql.ts'

// Instants travel as ISO text (text order is time order), dates as written, counts as numbers; numeric(…) stays text.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (v) => new Date(v).toISOString())
pg.types.setTypeParser(pg.types.builtins.DATE, (v) => v)
pg.types.setTypeParser(pg.types.builtins.INT8, (v) => Number(v))

export interface Database {
  readonly pool: pg.Pool
  readonly url: string
  close(): Promise<void>
}

/** A small pool: hundreds of direct connections collapse. `onError` hears of idle connections that die with the server. */
export function openDatabase(url: string, onError: (e: Error) => void = () => {}, max = 12): Database {
  const pool = new pg.Pool({ connectionString: url, max, idleTimeoutMillis: 30_000 })
  pool.on('error', onError)
  return { pool, url, close: () => pool.end() }
}

/** Whom the row policies of the database see. */
export type Acting = Pick<Principal, 'actor' | 'organisationId' | 'region'>

export interface Tx extends Db {
  /** Transaction time of the one clock (kit.now()), ISO. */
  readonly now: string
}

const lit = (v: string): string => pg.escapeLiteral(v)

/**
 * One transaction under the application role, with the row policies set for `acting`; one round trip to begin.
 * Retried by nobody: a serialization failure is a defect of the statement order.
 */
export async function transaction<T>(
  database: Database,
  acting: Acting,
  work: (tx: Tx) => Promise<T>,
  options: { readOnly?: boolean } = {},
): Promise<T> {
  const client = await database.pool.connect()
  let broken: Error | undefined
  try {
    const begun = await client.query(
      `begin${options.readOnly ? ' read only' : ''}; set local role jianheng_app; ` +
        `select set_config('app.actor', ${lit(acting.actor)}, true), set_config('app.org', ${lit(acting.organisationId ?? '')}, true), ` +
        `set_config('app.region', ${lit(acting.region ?? '')}, true), kit.now() as now`,
    )
    const last = (begun as unknown as pg.QueryResult[]).at(-1) as pg.QueryResult<{ now: string }>
    const tx: Tx = { client, now: (last.rows[0] as { now: string }).now }
    const result = await work(tx)
    await client.query('commit')
    return result
  } catch (e) {
    await client.query(e instanceof Refusal && e.keeps ? 'commit' : 'rollback').catch((r: Error) => {
      broken = r
    })
    throw e
  } finally {
    client.release(broken)
  }
}

/**
 * Work of the machine itself (jobs, public verification, sign-in): no row policy narrows it. The reason is printed by
 * `npm run show -- bypasses`; a house test counts the callers.
 */
export const asTheSystem = <T>(
  database: Database,
  _reason: string,
  work: (tx: Tx) => Promise<T>,
  options: { readOnly?: boolean } = {},
): Promise<T> => transaction(database, { actor: 'system', organisationId: null, region: null }, work, options)
