import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePress } from '#certificates/server'
import { startPostgres } from '#kit/server/postgres.ts'
import { thePublic } from '#kit/server/context.ts'
import { asTheSystem } from '#kit/server/db.ts'
import { perform } from '#kit/server/handle.ts'
import { rows, sql } from '#kit/server/sql.ts'
import { check } from '#packages/verify-file/verify.mjs'
import type { Checked } from '#verification'
import { checkByCodeHandler } from '#verification/server'
import { startProgram, type Program } from '../../apps/server/program.ts'
import { fillFirst } from '../first-start.ts'
import { demoPerson } from '../demo/people.ts'

// The whole main job through operations: from an empty world to certificates that anyone can check.
let folder: string
let program: Program
let said: string[]
const settings = (dataDir: string) => ({ dataDir, port: 0, host: '127.0.0.1', address: 'http://localhost:8080', world: 'demo' as const, role: 'worker' as const })
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jianheng-demo-'))
  program = await startProgram(settings(join(folder, 'first')))
  said = await fillFirst(program, 'demo')
}, 300_000)
afterAll(async () => {
  await program.stop()
  await closePress()
  rmSync(folder, { recursive: true, force: true })
})

interface Issued {
  code: string
  holder: string
  fileId: string
}
const issued = (p: Program): Promise<Issued[]> =>
  asTheSystem(p.house.database, 'test', (tx) =>
    rows<Issued>(tx, sql`select k.code, k.holder_name as holder, v.file_id as "fileId" from certificates.certificates k join certificates.versions v on v.certificate_id = k.id and v.pdf_version = k.pdf_version order by k.serial_no`),
  )
const asked = async (p: Program, code: string): Promise<Checked> => (await perform(p.house, checkByCodeHandler, { principal: thePublic, input: { code } })) as Checked

test('the demo world is made by operations alone and ends in certificates that verify, on line and without us', async () => {
  expect(said.join('\n')).toContain('S4111010009')
  const certificates = await issued(program)
  expect(certificates.length).toBeGreaterThanOrEqual(10)
  for (const c of certificates) {
    const answer = await asked(program, c.code)
    expect(answer.verdict).toBe('valid')
    const pdf = await asTheSystem(program.house.database, 'test', async (tx) => (await program.house.files.read(tx, c.fileId))?.bytes)
    expect(check(answer.file, pdf ? { pdf } : {})).toMatchObject({ ok: true })
  }
}, 60_000)

test('identity numbers and phones of candidates are found nowhere in a raw dump of database and files', async () => {
  const admin = new pg.Client({ connectionString: program.adminUrl })
  await admin.connect()
  await admin.query('checkpoint')
  await admin.end()
  const secrets = new Set([...Array.from({ length: 18 }, (_, i) => i), ...Array.from({ length: 10 }, (_, i) => 30 + i), ...Array.from({ length: 8 }, (_, i) => 100 + i)].flatMap((i) => [demoPerson(i).idNo, demoPerson(i).mobile]))
  const found: string[] = []
  let bytes = 0
  const walk = (path: string): void => {
    const s = statSync(path)
    if (s.isDirectory()) return readdirSync(path).forEach((name) => walk(join(path, name)))
    if (!s.isFile()) return
    const text = readFileSync(path, 'latin1')
    bytes += text.length
    for (const m of text.matchAll(/(?<!\d)(\d{17}[\dX]|1[3-9]\d{9})(?!\d)/g)) if (secrets.has(m[0])) found.push(`${path}: ${m[0]}`)
  }
  walk(join(folder, 'first'))
  expect(bytes).toBeGreaterThan(20_000_000)
  expect([...new Set(found)].slice(0, 10)).toEqual([])
  // the control: the same scan finds what is really written in clear
  const control = new pg.Client({ connectionString: program.adminUrl })
  await control.connect()
  await control.query(`create table if not exists public.canary as select $1::text as no`, [demoPerson(0).idNo])
  await control.query('checkpoint')
  await control.end()
  walk(join(folder, 'first'))
  expect(found.length).toBeGreaterThan(0)
}, 120_000)

test('restore drill: the copied data folder, started elsewhere, gives the same certificates and opens the same files', async () => {
  const before = await issued(program)
  await program.stop()
  cpSync(join(folder, 'first'), join(folder, 'restored'), { recursive: true, preserveTimestamps: true })
  program = await startProgram(settings(join(folder, 'restored')))
  expect(program.isEmpty).toBe(false)
  expect(await issued(program)).toEqual(before)
  const first = before[0] as Issued
  expect((await asked(program, first.code)).verdict).toBe('valid')
  const pdf = await asTheSystem(program.house.database, 'test', async (tx) => (await program.house.files.read(tx, first.fileId))?.bytes)
  expect(pdf?.subarray(0, 5).toString()).toBe('%PDF-')
}, 120_000)

test('a demo data folder does not start as production, and lost keys stop the start instead of beginning anew', async () => {
  await program.stop()
  const data = join(folder, 'restored')
  await expect(startProgram({ ...settings(data), world: 'production' })).rejects.toThrow('是演示环境，不能以正式环境启动')
  rmSync(join(data, 'keys'), { recursive: true })
  await expect(startProgram(settings(data))).rejects.toThrow('请从备份恢复')
  // what the refused starts left is repaired by the next one
  const server = await startPostgres({ dataDir: join(data, 'postgres') })
  await server.stop()
}, 120_000)
