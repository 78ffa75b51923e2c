import { join } from 'node:path'
import { pino, type Logger } from 'pino'
import { standInPolice } from '#candidates/server'
import type { House } from '#kit/server/context.ts'
import { openDatabase } from '#kit/server/db.ts'
import { filesIn } from '#kit/server/files.ts'
import { startRunner, type Runner } from '#kit/server/jobs.ts'
import { migrate } from '#kit/server/migrate.ts'
import { standInSms } from '#kit/server/outbox.ts'
import { usePostgres } from '#kit/server/postgres.ts'
import { loadSecrets, type Secrets } from '#kit/server/secrets.ts'
import { settleWorld, StartFault } from '#kit/server/world.ts'
import { handlers, jobs, migrations, reactions, registry } from './assembly.ts'
import { httpOver } from './http.ts'
import { pagesOver } from './pages.ts'

export interface Settings {
  /** Database, files and keys live below it. */
  readonly dataDir: string
  readonly databaseUrl?: string | undefined
  readonly port: number
  readonly host: string
  readonly address: string
  readonly world: 'production' | 'demo'
  readonly role: 'web' | 'worker' | 'both'
  readonly log?: Logger
  /** Outside services that replace the stand-ins. */
  readonly services?: Record<string, unknown>
}
export interface Program {
  readonly house: House
  readonly adminUrl: string
  readonly address: string
  /** Nobody is here yet: the first start. */
  readonly isEmpty: boolean
  runner: Runner | null
  stop(): Promise<void>
}

export async function startProgram(s: Settings): Promise<Program> {
  const log = s.log ?? pino({ level: process.env['LOG_LEVEL'] ?? 'warn', redact: ['req.headers.cookie'] })
  const postgres = await usePostgres({ dataDir: join(s.dataDir, 'postgres'), ...(s.databaseUrl ? { databaseUrl: s.databaseUrl } : {}) })
  const url = postgres.connectionString
  const { isEmpty, kind, secrets } = await prepare(url, s).catch(async (e: unknown) => {
    await postgres.stop()
    throw e
  })
  const database = openDatabase(url, (e) => log.info({ why: e.message }, 'database connection lost'))
  const house: House = {
    database,
    secrets,
    files: filesIn(join(s.dataDir, 'files'), secrets),
    log,
    reactions,
    registry,
    address: s.address,
    // A stand-in never certifies identities of a production world: there 认证 says that the service is not there.
    services: { sms: standInSms, ...(kind === 'production' ? {} : { police: standInPolice() }), ...s.services },
  }
  const runner = s.role === 'web' ? null : await startRunner(house, jobs, { slots: 2 })
  const app = s.role === 'worker' ? null : await httpOver(house, handlers, { secure: s.address.startsWith('https:'), perMinute: kind === 'production' ? 600 : 6000 })
  if (app) {
    await pagesOver(app, house)
    try {
      await app.listen({ port: s.port, host: s.host })
    } catch (e) {
      await runner?.stop()
      await database.close()
      await postgres.stop()
      if ((e as NodeJS.ErrnoException).code === 'EADDRINUSE')
        throw new StartFault(`端口 ${s.port} 已被占用；请停掉占用它的程序，或换一个端口：PORT=${s.port + 1} npm start`)
      throw e
    }
  }
  let stopping: Promise<void> | null = null
  return {
    house,
    adminUrl: url,
    address: s.address,
    isEmpty,
    runner,
    stop: () =>
      (stopping ??= (async () => {
        await app?.close()
        await runner?.stop()
        await database.close()
        await postgres.stop()
      })()),
  }
}

/** Migrations, the world's kind, and the master keys. */
async function prepare(url: string, s: Settings): Promise<{ isEmpty: boolean; kind: string; secrets: Secrets }> {
  await migrate(url, migrations)
  const { isEmpty, kind } = await settleWorld(url, s.world)
  // Only an empty world may make keys: where data is sealed, a lost key is restored, never replaced.
  return { isEmpty, kind, secrets: loadSecrets(join(s.dataDir, 'keys'), isEmpty) }
}
