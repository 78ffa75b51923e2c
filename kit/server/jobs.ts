import type { Principal } from '../pure/who.ts'
import type { House, Inside } from './context.ts'
import { theSystem } from './context.ts'
import { asTheSystem, transaction } from './db.ts'
import { insideOf } from './inside.ts'
import { queueJob } from './queue.ts'
import { maybe, one, run, sql } from './sql.ts'

/** What runs later. `work` opens its own transactions by `job.inside`; it must be safe to begin again after a crash. */
export interface Job<P = never> {
  readonly name: string
  readonly label: string
  readonly tries?: number
  /** Milliseconds between runs for what has no trigger (the clock's notices, sweeping). */
  readonly everyMs?: number
  work(job: JobRun<P>): Promise<void>
}
export interface JobRun<P> {
  readonly house: House
  readonly payload: P
  readonly attempt: number
  /** A transaction of the machine, with all that a handler has in hand. */
  inside<T>(work: (inside: Inside) => Promise<T>): Promise<T>
  /** The same on behalf of a person, under that person's row policies. */
  insideAs<T>(principal: Principal, work: (inside: Inside) => Promise<T>): Promise<T>
  progress(p: Record<string, unknown>): Promise<void>
}
export const job = <P>(j: Job<P>): Job<P> => j
// A list of jobs of many payloads; each is given only what was queued under its name.
export type AnyJob = Job<never>

export interface Runner {
  stop(): Promise<void>
  /** Runs what is ready until nothing is; for tests and seeds. */
  drain(): Promise<number>
}

interface Taken {
  id: number
  name: string
  payload: unknown
  tries: number
  max_tries: number
}

const lockSpace = 7420

/**
 * Takes jobs with SKIP LOCKED, one at a time per slot. A worker holds an advisory lock on its number; a running job whose
 * worker's lock nobody holds belongs to a dead worker and is taken again (docs/decisions/0005).
 */
export async function startRunner(house: House, jobs: readonly AnyJob[], o: { slots?: number; idleMs?: number } = {}): Promise<Runner> {
  const byName = new Map(jobs.map((j) => [j.name, j]))
  const holder = await house.database.pool.connect()
  holder.on('error', (e) => house.log.error({ err: e }, 'job lock connection'))
  const worker = (await holder.query<{ n: number }>(`select nextval('kit.worker_numbers')::int as n`)).rows[0]?.n as number
  await holder.query('select pg_advisory_lock($1, $2)', [lockSpace, worker])
  await holder.query('listen jianheng_jobs')
  let stopping = false
  let wake: () => void = () => {}
  holder.on('notification', () => wake())

  const take = (): Promise<Taken | null> =>
    asTheSystem(house.database, 'job runner', (tx) =>
      maybe<Taken>(
        tx,
        sql`update kit.jobs set state = 'running', worker = ${worker}, tries = tries + 1 where id = (
              select id from kit.jobs j where run_at <= clock_timestamp() and name = any (${[...byName.keys()]})
                and (state = 'waiting' or (state = 'running' and not exists (
                  select from pg_locks l where l.locktype = 'advisory' and l.classid = ${lockSpace} and l.objid = j.worker::oid and l.granted)))
              order by run_at, id for update skip locked limit 1)
            returning id, name, payload, tries, max_tries`,
      ),
    )

  async function runOne(): Promise<boolean> {
    const taken = await take()
    if (!taken) return false
    const j = byName.get(taken.name) as Job<unknown>
    const finish = (state: string, error: string | null, delayMs = 0): Promise<number> =>
      asTheSystem(house.database, 'job runner', (tx) =>
        run(
          tx,
          sql`update kit.jobs set state = ${state}, error = ${error}, ended_at = clock_timestamp(),
                run_at = clock_timestamp() + ${`${delayMs} milliseconds`}::interval where id = ${taken.id} and worker = ${worker}`,
        ),
      )
    try {
      await j.work({
        house,
        payload: taken.payload,
        attempt: taken.tries,
        inside: (work) =>
          asTheSystem(house.database, `job ${j.name}`, (tx) =>
            work(insideOf(house, tx, theSystem, { operation: j.name, label: j.label })),
          ),
        insideAs: (principal, work) =>
          transaction(house.database, principal, (tx) => work(insideOf(house, tx, principal, { operation: j.name, label: j.label }))),
        progress: async (p) => {
          await asTheSystem(house.database, 'job progress', (tx) =>
            run(tx, sql`update kit.jobs set progress = ${JSON.stringify(p)} where id = ${taken.id}`),
          )
        },
      })
      await finish('done', null)
    } catch (e) {
      const last = taken.tries >= (j.tries ?? taken.max_tries)
      house.log[last ? 'error' : 'warn']({ err: e, job: j.name, id: taken.id }, 'job failed')
      await finish(last ? 'failed' : 'waiting', (e as Error).message.slice(0, 500), Math.min(300_000, 500 * 2 ** taken.tries))
    }
    return true
  }

  const slots = Array.from({ length: o.slots ?? 2 }, async () => {
    while (!stopping) {
      const did = await runOne().catch((e: unknown) => {
        if (!stopping) house.log.error({ err: e }, 'job runner')
        return false
      })
      if (!did && !stopping)
        await new Promise<void>((r) => {
          const t = setTimeout(r, o.idleMs ?? 1000)
          const before = wake
          wake = () => {
            before()
            clearTimeout(t)
            r()
          }
        }).then(() => {
          wake = () => {}
        })
    }
  })
  const timers = jobs
    .filter((j) => j.everyMs)
    .map((j) =>
      setInterval(() => {
        void asTheSystem(house.database, 'timetable', (tx) => queueJob(tx, j.name, {}, { key: 'timetable' })).catch((e: unknown) => {
          if (!stopping) house.log.error({ err: e, job: j.name }, 'timetable')
        })
      }, j.everyMs),
    )
  return {
    async drain() {
      let n = 0
      for (;;) {
        if (await runOne()) {
          n++
          continue
        }
        const { live } = await asTheSystem(house.database, 'drain', (tx) =>
          one<{ live: number }>(tx, sql`select count(*) as live from kit.jobs where state in ('waiting', 'running') and run_at < clock_timestamp() + interval '2 seconds' and (key is distinct from 'timetable')`),
        )
        if (live === 0) return n
        await new Promise((r) => setTimeout(r, 20))
      }
    },
    async stop() {
      stopping = true
      timers.forEach(clearInterval)
      wake()
      await Promise.all(slots)
      await holder.query('select pg_advisory_unlock_all()').catch(() => {})
      holder.release(true)
    },
  }
}
