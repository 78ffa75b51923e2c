import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres } from '#kit/server/postgres.ts'
import type { House } from '#kit/server/context.ts'
import { openDatabase } from '#kit/server/db.ts'
import { filesIn } from '#kit/server/files.ts'
import { migrate } from '#kit/server/migrate.ts'
import { jobs, migrations, reactions, registry } from '../apps/server/assembly.ts'
import { startRunner, type Runner } from '#kit/server/jobs.ts'
import { testSecrets } from '../seeds/test-secrets.ts'
import { testWorld } from '../seeds/test-world.ts'

export interface Ratio {
  readonly name: string
  readonly ratio: number
  readonly target: number
  /** null: could not be measured, never counted as passed. */
  readonly ok: boolean | null
  readonly detail: Record<string, unknown>
}
/** `better` says on which side of the target it must lie. */
export const judged = (name: string, ratio: number, target: number, better: 'below' | 'above', detail: Record<string, unknown>): Ratio => ({
  name, ratio: Math.round(ratio * 1000) / 1000, target, ok: Number.isFinite(ratio) ? (better === 'below' ? ratio <= target : ratio >= target) : null, detail,
})
export interface Ground {
  readonly house: House
  readonly url: string
  readonly runner: Runner
  /** CPU seconds of this process and of the database since the last call. */
  cpu(): { node: number; postgres: number }
  close(): Promise<void>
}
/** A durable PostgreSQL of its own with the world of the stories; nothing is switched off for a bench. */
export async function ground(): Promise<Ground> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jianheng-bench-'))
  const server = await startPostgres({ dataDir: join(dataDir, 'pg'), settings: { shared_buffers: '512MB' } })
  await migrate(server.connectionString, migrations)
  await testWorld.fill(server.connectionString)
  const admin = new pg.Client({ connectionString: server.connectionString })
  await admin.connect()
  await admin.query("update kit.world set kind = 'test'")
  const master = Number(readFileSync(findPid(dataDir), 'utf8').split('\n')[0])
  await admin.end()
  const database = openDatabase(server.connectionString)
  const house: House = {
    database, secrets: testSecrets, files: filesIn(join(dataDir, 'files'), testSecrets), reactions, registry, address: 'http://localhost:8080', services: {},
    log: { info: () => {}, warn: () => {}, error: (...a: unknown[]) => console.error(...a) } as unknown as House['log'],
  }
  const runner = await startRunner(house, jobs, { slots: 1, idleMs: 50 })
  let last = { node: 0, postgres: 0 }
  const total = () => {
    const c = process.cpuUsage()
    return { node: (c.user + c.system) / 1e6, postgres: treeSeconds(master) }
  }
  last = total()
  return {
    house, url: server.connectionString, runner,
    cpu() {
      const now = total()
      const spent = { node: now.node - last.node, postgres: now.postgres - last.postgres }
      last = now
      return spent
    },
    async close() {
      await runner.stop()
      await database.close()
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
function findPid(dataDir: string): string {
  const walk = (folder: string): string | null => {
    for (const e of readdirSync(folder, { withFileTypes: true })) {
      if (e.name === 'postmaster.pid') return join(folder, e.name)
      if (e.isDirectory() && !['base', 'pg_wal'].includes(e.name)) {
        const found = walk(join(folder, e.name))
        if (found) return found
      }
    }
    return null
  }
  const found = walk(dataDir)
  if (!found) throw new Error('postmaster.pid not found')
  return found
}
/** CPU seconds of the postmaster and its children, the ended ones too (cutime, cstime). */
function treeSeconds(master: number): number {
  const of = (pid: number): { ppid: number; ticks: number } | null => {
    try {
      const f = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? []
      return { ppid: Number(f[1]), ticks: [11, 12, ...(pid === master ? [13, 14] : [])].reduce((s, i) => s + Number(f[i]), 0) }
    } catch {
      return null
    }
  }
  let ticks = of(master)?.ticks ?? 0
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid) || pid === master) continue
    const p = of(pid)
    if (p?.ppid === master) ticks += p.ticks
  }
  return ticks / 100
}
export const machine = (): Record<string, unknown> => ({
  cpu: cpus()[0]?.model, cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), load: loadavg().map((l) => Math.round(l * 100) / 100), node: process.version, at: new Date().toISOString(),
})
export const percentile = (values: readonly number[], p: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * p))] ?? Number.NaN
export const median = (values: readonly number[]): number => percentile(values, 0.5)
