import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { AnswerOf, Operation, RawInputOf } from '#kit/pure/operation.ts'
import { Refusal, type RefusalAnswer } from '#kit/pure/refusal.ts'
import type { Principal } from '#kit/pure/who.ts'
import type { House } from '#kit/server/context.ts'
import { asTheSystem, openDatabase, type Tx } from '#kit/server/db.ts'
import { standInSms } from '#kit/server/outbox.ts'
import { filesIn } from '#kit/server/files.ts'
import { perform } from '#kit/server/handle.ts'
import { startRunner, type Runner } from '#kit/server/jobs.ts'
import { migrate } from '#kit/server/migrate.ts'
import { registryOf, type ServerRoom } from '#kit/server/room.ts'
import { run, sql } from '#kit/server/sql.ts'
import { testSecrets } from './test-secrets.ts'
import { handlers, jobs, migrations, reactions, rooms } from '../apps/server/assembly.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string
  }
}

const at = (url: string, database: string): string => {
  const u = new URL(url)
  u.pathname = `/${database}`
  return u.toString()
}

/** A database of its own, copied from a template that is migrated once per set of migrations. */
export async function freshDatabase(adminUrl: string, prepare?: { name: string; fill: (url: string) => Promise<void> }): Promise<string> {
  const stamp = createHash('sha256').update(JSON.stringify(migrations)).update(prepare?.name ?? '').digest('hex').slice(0, 12)
  const template = `jh_template_${stamp}`
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await admin.query('select pg_advisory_lock(74202)')
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
    if (!rowCount) {
      await admin.query(`drop database if exists ${template}_new with (force)`)
      await admin.query(`create database ${template}_new template template0 encoding 'UTF8'`)
      await migrate(at(adminUrl, `${template}_new`), migrations)
      await prepare?.fill(at(adminUrl, `${template}_new`))
      await admin.query(`alter database ${template}_new rename to ${template}`)
    }
    const name = `jh_${randomBytes(6).toString('hex')}`
    await admin.query(`create database ${name} template ${template}`)
    return at(adminUrl, name)
  } finally {
    await admin.end()
  }
}

export interface TestHouse {
  readonly house: House
  readonly url: string
  /** Performs an operation as HTTP would, with a fresh idempotency key unless one is given. */
  as<O extends Operation>(principal: Principal, operation: O, input: RawInputOf<O>, key?: string): Promise<AnswerOf<O>>
  /** Expects a refusal and gives its answer; anything else fails the test. */
  refused(principal: Principal, operation: Operation, input: unknown): Promise<RefusalAnswer & { status: number }>
  /** Stops the one clock at an instant (ISO), or lets it run again. */
  clock(instant: string | null): Promise<void>
  /** Runs all queued jobs. */
  settle(): Promise<void>
  /** Direct SQL for arranging and looking, outside every policy. */
  db<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** A whole house over a fresh database. `prepare` fills the template once (e.g. the test world); `more` are rooms of a test alone. */
export async function testHouse(
  prepare?: { name: string; fill: (url: string) => Promise<void> },
  services: Record<string, unknown> = {},
  more: readonly ServerRoom[] = [],
): Promise<TestHouse> {
  const url = await freshDatabase(inject('adminUrl'), prepare)
  const secrets = testSecrets
  const errors: unknown[] = []
  const database = openDatabase(url, () => {}, 10)
  const house: House = {
    database,
    secrets,
    files: filesIn(mkdtempSync(join(tmpdir(), 'jh-files-')), secrets),
    log: { info: () => {}, warn: () => {}, error: (...a: unknown[]) => void errors.push(a) } as unknown as House['log'],
    reactions,
    registry: registryOf([...rooms, ...more]),
    address: 'http://localhost:8080',
    services: { sms: standInSms, ...services },
  }
  await asTheSystem(database, 'test', (tx) => run(tx, sql`select 1`))
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query("update kit.world set kind = 'test'")
  const byName = new Map([...handlers, ...more.flatMap((r) => r.handlers)].map((h) => [`${h.operation.module}.${h.operation.name}`, h]))
  let runner: Runner | null = null
  const call = (principal: Principal, operation: Operation, input: unknown, key: string = randomUUID()) => {
    const handler = byName.get(`${operation.module}.${operation.name}`)
    if (!handler) throw new Error(`no handler for ${operation.module}.${operation.name}`)
    return perform(house, handler, { principal, input, key, ip: '127.0.0.1' })
  }
  return {
    house,
    url,
    as: (p, o, i, k) => call(p, o, i, k) as never,
    async refused(p, o, i) {
      try {
        await call(p, o, i)
      } catch (e) {
        if (e instanceof Refusal) return { ...e.answer, status: e.status }
        throw e
      }
      throw new Error(`${o.module}.${o.name} was not refused`)
    },
    async clock(instant) {
      await admin.query('update kit.world set frozen_at = $1', [instant])
    },
    async settle() {
      runner ??= await startRunner(house, [...jobs, ...more.flatMap((r) => r.jobs ?? [])], { slots: 0 })
      await runner.drain()
    },
    db: (work) => asTheSystem(database, 'test', work),
    async close() {
      await runner?.stop()
      await admin.end()
      await database.close()
      const drop = new pg.Client({ connectionString: at(url, 'postgres') })
      await drop.connect()
      await drop.query(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`)
      await drop.end()
    },
  }
}
export { testSecrets }
