import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Postgres, startPostgres } from '../index.ts'

let dataDir: string
let server: Postgres | undefined

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'jianheng-kills-'))
})

afterEach(async () => {
  await server?.stop()
  server = undefined
  rmSync(dataDir, { recursive: true, force: true })
})

async function ask<Row extends pg.QueryResultRow>(to: Postgres, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: to.connectionString })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

const postmaster = () => Number(readFileSync(join(dataDir, 'cluster/postmaster.pid'), 'latin1').split('\n')[0])
const lives = (pid: number) => {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}

function parent(...more: string[]) {
  const script = join(import.meta.dirname, 'for-killing.ts')
  const child = spawn(process.execPath, [script, dataDir, ...more], { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  child.stdout.on('data', (chunk) => (printed += chunk))
  const gone = new Promise<void>((done) => child.once('close', () => done()))
  return { child, gone, acknowledged: () => printed.split('\n').filter(Boolean).length }
}

test('kill -9 of the parent: the next start ends the orphan and nothing acknowledged is lost', async () => {
  const first = parent()
  while (first.acknowledged() < 200) await sleep(20)
  const orphan = postmaster()
  first.child.kill('SIGKILL')
  await first.gone
  expect(lives(orphan)).toBe(true)

  server = await startPostgres({ dataDir })
  expect(lives(orphan)).toBe(false)
  const [row] = await ask<{ kept: number }>(server, 'select count(*)::int as kept from kept')
  expect(row?.kept).toBeGreaterThanOrEqual(first.acknowledged())
})

test('kill -9 of parent and server together: the next start recovers', async () => {
  const first = parent()
  while (first.acknowledged() < 50) await sleep(20)
  const orphan = postmaster()
  first.child.kill('SIGKILL')
  process.kill(orphan, 'SIGKILL')
  await first.gone

  server = await startPostgres({ dataDir })
  const [row] = await ask<{ kept: number }>(server, 'select count(*)::int as kept from kept')
  expect(row?.kept).toBeGreaterThanOrEqual(first.acknowledged())
})

test('kill -9 of the server: it is started again on the same port, and what was written is there', async () => {
  const heard: string[] = []
  server = await startPostgres({ dataDir, log: (line) => heard.push(line) })
  await ask(server, 'create table kept as select 7 as id')
  const killed = postmaster()
  process.kill(killed, 'SIGKILL')
  while (!heard.some((line) => line.includes('已重新启动'))) await sleep(20)
  expect(postmaster()).not.toBe(killed)
  expect(await ask(server, 'select id from kept')).toEqual([{ id: 7 }])
})

test('kill -9 of a backend: the server recovers by itself', async () => {
  server = await startPostgres({ dataDir })
  const [row] = await ask<{ pid: number }>(
    server,
    `select pid from pg_stat_activity where backend_type = 'checkpointer'`,
  )
  const before = postmaster()
  process.kill(row?.pid ?? 0, 'SIGKILL')
  await expect
    .poll(async () => ask(server as Postgres, 'select 1 as one').catch(() => []), { timeout: 10_000 })
    .toHaveLength(1)
  expect(postmaster()).toBe(before)
})

test('a server that cannot stay up is given up with a sentence, not restarted for ever', async () => {
  let lost = ''
  let restarts = 0
  const log = (line: string) => (restarts += line.includes('已重新启动') ? 1 : 0)
  server = await startPostgres({ dataDir, log, onLost: (fault) => (lost = fault.message) })
  for (let times = 1; lost === '' && times < 20; times++) {
    process.kill(postmaster(), 'SIGKILL')
    while (lost === '' && restarts < times) await sleep(20)
  }
  expect(restarts).toBe(5)
  expect(lost).toContain('一分钟内意外结束了 6 次，不再重启')
})

test('a parent that ends without stopping takes the server with it', async () => {
  const first = parent('exit')
  await first.gone
  await expect.poll(() => readFileOrNone(join(dataDir, 'cluster/postmaster.pid')), { timeout: 10_000 }).toBe('')
})

test('a stale postmaster.pid with the number of another living program harms nobody', async () => {
  await (await startPostgres({ dataDir })).stop()
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore' })
  writeFileSync(join(dataDir, 'cluster/postmaster.pid'), `${bystander.pid}\n${dataDir}/cluster\n`)
  server = await startPostgres({ dataDir })
  expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(lives(bystander.pid ?? 0)).toBe(true)
  bystander.kill('SIGKILL')
})

function readFileOrNone(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}
