import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Postgres, startPostgres, usePostgres } from '../index.ts'

let folder: string
let server: Postgres

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jianheng-start-'))
  // What a start killed in the middle leaves behind must not be in the way.
  mkdirSync(join(folder, 'main/cluster.new/base'), { recursive: true })
  server = await startPostgres({ dataDir: join(folder, 'main') })
})

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const sentence = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'started',
    (error: Error) => error.message,
  )
const withUrl = (databaseUrl: string) => sentence(usePostgres({ dataDir: join(folder, 'unused'), databaseUrl }))

async function ask(sql: string, connectionString = server.connectionString) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

test('the new database has UTF8, byte order, Chinese order on request, and 127.0.0.1 alone', async () => {
  expect(existsSync(join(folder, 'main/cluster.new'))).toBe(false)
  const [base] =
    await ask(`select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale
    from pg_database where datname = 'template1'`)
  expect(base).toEqual({ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' })
  const [sorted] = await ask(
    `select string_agg(x, '' order by x collate "zh-x-icu") as names from unnest('{张,赵,李,王,阿}'::text[]) x`,
  )
  expect(sorted?.['names']).toBe('阿李王张赵')
  expect(await ask('show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
})

test('nobody gets in without the password, and only the server’s own user reads the folders', async () => {
  const url = new URL(server.connectionString)
  url.password = ''
  expect(await sentence(ask('select 1', url.href))).not.toBe('started')
  url.password = 'guess'
  expect(await sentence(ask('select 1', url.href))).toContain('password authentication failed')
  expect(statSync(join(folder, 'main/cluster')).mode & 0o077).toBe(0)
  expect(statSync(join(folder, 'main/socket')).mode & 0o077).toBe(0)
  const rules = readFileSync(join(folder, 'main/cluster/pg_hba.conf'), 'utf8')
  expect(rules).not.toMatch(/^[^#].*trust$/m)
})

test('a folder in use is refused with the process that uses it', async () => {
  const said = await sentence(startPostgres({ dataDir: join(folder, 'main') }))
  expect(said).toContain(`正由进程 ${process.pid} 使用`)
})

test('a port in use is refused with its number', async () => {
  const said = await sentence(startPostgres({ dataDir: join(folder, 'second'), port: server.port }))
  expect(said).toBe(`端口 ${server.port} 已被别的程序占用，数据库无法启动；请换一个端口，或者先停掉占用它的程序。`)
})

test('a folder that cannot be written is refused with its name', async () => {
  const said = await sentence(startPostgres({ dataDir: '/sys/kernel/jianheng' }))
  expect(said).toBe('数据目录 /sys/kernel/jianheng 不可写，数据库无法启动；请换一个目录，或者给当前用户写权限。')
})

test('a folder copied from another machine is given to this machine’s user', async (context) => {
  if (process.getuid?.() !== 0) return context.skip('only root can give files away')
  const copied = join(folder, 'copied')
  await (await startPostgres({ dataDir: copied })).stop()
  execFileSync('chown', ['-R', '54321:54321', join(copied, 'cluster')])
  await (await startPostgres({ dataDir: copied })).stop()
  expect(statSync(join(copied, 'cluster/base')).uid).not.toBe(54321)
})

test('a data folder of another version is refused with both versions', async () => {
  const other = join(folder, 'other')
  await (await startPostgres({ dataDir: other })).stop()
  writeFileSync(join(other, 'cluster/PG_VERSION'), '14\n')
  expect(await sentence(startPostgres({ dataDir: other }))).toMatch(/是 PostgreSQL 14 的，随附的是 18\.\d/)
})

function tinyDisk(): string | undefined {
  const disk = mkdtempSync(join(tmpdir(), 'jianheng-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'none', disk], { stdio: 'ignore' })
    return disk
  } catch {
    rmSync(disk, { recursive: true })
    return undefined
  }
}

test('a full disk is named as such', async (context) => {
  const disk = tinyDisk()
  if (!disk) return context.skip('no right to mount a small disk here')
  try {
    expect(await sentence(startPostgres({ dataDir: join(disk, 'data') }))).toContain('磁盘已满')
  } finally {
    execFileSync('umount', [disk])
    rmSync(disk, { recursive: true })
  }
})

test('DATABASE_URL of a database that fits is used as it is, and stopping leaves it alone', async () => {
  const external = await usePostgres({ dataDir: join(folder, 'unused'), databaseUrl: server.connectionString })
  expect(external).toMatchObject({ connectionString: server.connectionString, port: server.port, isEmbedded: false })
  await external.stop()
  expect(await ask('select 1 as one')).toEqual([{ one: 1 }])
  expect(existsSync(join(folder, 'unused'))).toBe(false)
})

test('each mistake in DATABASE_URL has its sentence, and none repeats the password', async () => {
  const url = (change: (url: URL) => void) => {
    const changed = new URL(server.connectionString)
    change(changed)
    return changed.href
  }
  expect(await withUrl('mysql://root:secret@localhost/x')).toContain('postgres://用户:密码@主机:端口/数据库')
  expect(await withUrl('not a url: secret')).not.toContain('secret')
  expect(await withUrl(url((to) => (to.password = 'wrong')))).toContain('用户 postgres 的密码不对')
  expect(await withUrl(url((to) => (to.pathname = '/nowhere')))).toContain('没有数据库 nowhere')
  expect(await withUrl(url((to) => (to.port = '1')))).toContain('127.0.0.1:1 拒绝连接')
  expect(await withUrl(url((to) => (to.hostname = 'nowhere.invalid')))).toContain('nowhere.invalid 无法解析')
})

test('a database with another encoding is refused', async () => {
  await ask(`create database old_bytes encoding 'SQL_ASCII' locale_provider libc locale 'C' template template0`)
  const url = new URL(server.connectionString)
  url.pathname = '/old_bytes'
  expect(await withUrl(url.href)).toContain('编码是 SQL_ASCII')
})

/** A server that answers any question with the version number 140011 and UTF8, in the bytes of the wire protocol 3.0. */
function oldServer(): Promise<{ port: number; close: () => void }> {
  const message = (type: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts)
    const length = Buffer.alloc(4)
    length.writeInt32BE(body.length + 4)
    return Buffer.concat([Buffer.from(type), length, body])
  }
  const short = (value: number) => Buffer.from([value >> 8, value & 255])
  const column = (name: string, type: number) =>
    Buffer.concat([Buffer.from(`${name}\0`), Buffer.alloc(6), Buffer.from([0, 0, 0, type]), Buffer.alloc(8)])
  const value = (text: string) => Buffer.concat([Buffer.from([0, 0, 0, text.length]), Buffer.from(text)])
  const ready = message('Z', Buffer.from('I'))
  const hello = Buffer.concat([message('R', Buffer.alloc(4)), ready])
  const answer = Buffer.concat([
    message('T', short(2), column('number', 23), column('encoding', 25)),
    message('D', short(2), value('140011'), value('UTF8')),
    message('C', Buffer.from('SELECT 1\0')),
    ready,
  ])
  const listener = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (data) => socket.write(data[0] === 0 ? hello : answer))
  })
  return new Promise((done) => {
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address()
      done({ port: typeof address === 'object' && address ? address.port : 0, close: () => listener.close() })
    })
  })
}

test('a PostgreSQL older than 15 is refused with its version', async () => {
  const old = await oldServer()
  expect(await withUrl(`postgres://someone@127.0.0.1:${old.port}/base`)).toContain(
    'PostgreSQL 14，太旧；需要 PostgreSQL 15',
  )
  old.close()
})
