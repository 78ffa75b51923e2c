import type { Tx } from './db.ts'
import { run, sql } from './sql.ts'

/** Queues a job in this transaction. Same name and key while one is live: the one that is there serves. `at`: ISO, real time. */
export async function queueJob(tx: Tx, name: string, payload: unknown, o: { key?: string; at?: string } = {}): Promise<void> {
  await run(
    tx,
    sql`insert into kit.jobs (name, payload, key, run_at) values (${name}, ${JSON.stringify(payload)}, ${o.key ?? null}, coalesce(${o.at ?? null}::timestamptz, clock_timestamp()))
        on conflict (name, key) where key is not null and state in ('waiting', 'running') do nothing`,
  )
  await run(tx, sql`select pg_notify('jianheng_jobs', '')`)
}
