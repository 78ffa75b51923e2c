import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filesIn } from '#kit/server/files.ts'
import { one, rows, run, sql } from '#kit/server/sql.ts'
import { readSheetInWorker } from '#packages/sheet-file/index.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals } from '../../../../seeds/test-world.ts'
import { exportState, myExports, startExport, startPrint } from '../index.ts'
import { exported, file, room } from '../server/index.ts'
import { pupils, pupilWorld } from './pupils.ts'
import { textsOf, uploaded } from './transferring.ts'

let t: TestHouse
let who: Awaited<ReturnType<typeof principals>>
beforeAll(async () => {
  t = await testHouse(pupilWorld, {}, [pupils])
  who = await principals(t.url)
  for (const [no, name, age] of [['001', '王小八', 18], ['002', '=1+1', null], ['003', '@李四', 20], ['004', '+张三', 21], ['0000000000000000005', '赵六', 22]] as const)
    await t.db((tx) => run(tx, sql`insert into pupils.pupils (school_id, class, no, name, age, import_id) values (${who.sch.organisationId}, 'a', ${no}, ${name}, ${age}, gen_random_uuid())`))
  await t.db((tx) => run(tx, sql`insert into pupils.pupils (school_id, class, no, name, import_id) values (${who.sch_b.organisationId}, 'a', '009', '外校', gen_random_uuid())`))
})
afterAll(() => t.close())

const made = async (p: typeof who.sch, wanted: string): Promise<string> => {
  const { exportId } = await t.as(p, startExport, { export: 'pupils.pupils', query: { class: wanted } })
  await t.settle()
  return exportId
}

test('P-0-05 an export holds every row of the query over all pages, of the own organisation alone; file name <title>_yyyyMMddHHmmss.xlsx', async () => {
  await t.clock('2026-11-26T01:30:05.000Z')
  const id = await made(who.sch, 'a')
  await t.clock(null)
  const s = await t.as(who.sch, exportState, { exportId: id })
  expect(s).toMatchObject({ state: 'done', rowsDone: 5, fileName: '学员管理_20261126093005.xlsx', expiresAt: '2026-12-03T01:30:05.000Z', error: null })
  const { name, bytes } = await exported(t.house, who.sch, id)
  expect(name).toBe('学员管理_20261126093005.xlsx')
  expect(await textsOf(bytes)).toEqual([
    ['学号', '姓名', '年龄'],
    ['0000000000000000005', '赵六', '22'],
    ['001', '王小八', '18'],
    ['002', '=1+1'],
    ['003', '@李四', '20'],
    ['004', '+张三', '21'],
  ])
  const kinds = new Set<string>()
  for await (const batch of (await readSheetInWorker(bytes)).batches) for (const r of batch.slice(1)) for (const c of r.cells) kinds.add(`${c.column} ${c.kind}`)
  expect([...kinds].toSorted()).toEqual(['0 text', '1 text', '2 number'])
})

test('P-0-05 no rows give a file with the header only', async () => {
  const id = await made(who.sch, 'nobody')
  expect(await textsOf((await exported(t.house, who.sch, id)).bytes)).toEqual([['学号', '姓名', '年龄']])
})

test('P-0-02 an export is its maker’s alone; foreign and missing look the same; without the right it is not begun', async () => {
  const exportId = await made(who.sch, 'a')
  const { fileId } = await t.as(who.sch, exportState, { exportId })
  for (const p of [who.sch_cand, who.sch_b]) {
    expect(await t.refused(p, exportState, { exportId })).toMatchObject({ code: 'not-found' })
    await expect(exported(t.house, p, exportId)).rejects.toMatchObject({ status: 404 })
    await expect(file(t.house, p, fileId as string)).rejects.toMatchObject({ status: 404 })
    expect((await t.as(p, myExports, {})).rows).toEqual([])
  }
  expect((await t.as(who.sch, myExports, {})).rows[0]).toMatchObject({ id: exportId, title: '学员管理', state: 'done' })
  expect(await t.refused(who.org_a, startExport, { export: 'pupils.pupils', query: { class: 'a' } })).toMatchObject({ code: 'forbidden', status: 403 })
  expect(await t.refused(who.sch, startExport, { export: 'pupils.none', query: {} })).toMatchObject({ code: 'not-found' })
})

test('the query is judged when the export is asked for, and is kept sealed', async () => {
  expect(await t.refused(who.sch, startExport, { export: 'pupils.pupils', query: {} })).toMatchObject({ code: 'invalid', fields: [{ path: 'class', message: '请选择班级' }] })
  await made(who.sch, '370682199901096532')
  const inputs = await t.db((tx) => rows<{ input: Buffer }>(tx, sql`select input from kit.exports`))
  const jobs = await t.db((tx) => rows<{ text: string }>(tx, sql`select j::text as text from kit.jobs j`))
  expect([...inputs.map((i) => i.input), ...jobs.map((j) => Buffer.from(j.text))].filter((bytes) => bytes.includes('370682'))).toEqual([])
})

test('a person has five files in the making at most', async () => {
  const start = () => t.as(who.sch_exam, startExport, { export: 'pupils.pupils', query: { class: 'a' } })
  for (let i = 0; i < 5; i++) await start()
  expect(await t.refused(who.sch_exam, startExport, { export: 'pupils.pupils', query: { class: 'a' } })).toMatchObject({ code: 'too-many-exports', says: '已有5个文件正在生成' })
  await t.settle()
  await start()
  await t.settle()
})

test('a print gives its file and its warning; a refusal while printing is told with its way out', async () => {
  const { exportId } = await t.as(who.sch, startPrint, { print: 'pupils.cards', input: {} })
  await t.settle()
  expect(await t.as(who.sch, exportState, { exportId })).toMatchObject({ kind: 'print', state: 'done', fileName: '学员证.pdf', warning: '1人没有照片' })
  expect((await exported(t.house, who.sch, exportId)).bytes.toString()).toBe('%PDF')
  const { exportId: refused } = await t.as(who.sch, startPrint, { print: 'pupils.cards', input: 'nobody' })
  await t.settle()
  expect(await t.as(who.sch, exportState, { exportId: refused })).toMatchObject({ state: 'failed', error: '班级已结业，请选择其他班级', fileId: null })
  await expect(exported(t.house, who.sch, refused)).rejects.toMatchObject({ status: 404 })
})

test('a made file can be fetched for seven days; then it says so and its bytes are swept away, kept ones stay', async () => {
  const at = '2026-11-26T01:30:05.000Z'
  await t.clock(at)
  const exportId = await made(who.sch, 'a')
  const kept = await uploaded(t, who.sch, Buffer.from('kept'), 'k.bin', 'other')
  await t.clock('2026-12-03T01:30:05.000Z')
  await exported(t.house, who.sch, exportId)
  await t.clock('2026-12-03T01:30:05.001Z')
  await expect(exported(t.house, who.sch, exportId)).rejects.toMatchObject({ answer: { says: '文件已过期', way: '请重新导出' } })
  expect(await t.as(who.sch, exportState, { exportId })).toMatchObject({ isExpired: true, fileId: null })
  const sweep = () => t.db((tx) => t.house.files.sweep(tx))
  expect(await sweep()).toBeGreaterThan(0)
  expect(await sweep()).toBe(0)
  await expect(exported(t.house, who.sch, exportId)).rejects.toMatchObject({ answer: { says: '文件已过期' } })
  expect((await file(t.house, who.sch, kept)).bytes.toString()).toBe('kept')
  await t.clock(null)
  expect(room.jobs?.map((j) => j.name)).toContain('transfers.sweepFiles')
})

test('swept bytes leave the disk unless another file shares them or they are younger than an hour', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jh-swept-'))
  const files = filesIn(folder, t.house.secrets)
  const save = (text: string, keepDays?: number) =>
    t.db((tx) => files.save(tx, { purpose: 'x', name: 'x', type: 'x', bytes: Buffer.from(text), owner: null, ...(keepDays ? { keepDays } : {}) }))
  const placeOf = async (id: string): Promise<string> => {
    const f = await t.db((tx) => one<{ digest: string }>(tx, sql`select encode(digest, 'hex') as digest from kit.files where id = ${id}`))
    return join(folder, f.digest.slice(0, 2), f.digest)
  }
  await t.clock('2026-01-01T00:00:00.000Z')
  const alone = await placeOf((await save('alone', 1)).id)
  const young = await placeOf((await save('young', 1)).id)
  const shared = await placeOf((await save('shared', 1)).id)
  await save('shared')
  await t.clock(null)
  const old = new Date(Date.now() - 2 * 3_600_000)
  for (const place of [alone, shared]) utimesSync(place, old, old)
  await t.db((tx) => files.sweep(tx))
  expect([alone, young, shared].map((place) => existsSync(place))).toEqual([false, true, true])
  rmSync(folder, { recursive: true })
})

test('P-0-02 a stored file opens to its uploader, or through the door of its purpose; all else is not found', async () => {
  const own = await uploaded(t, who.sch_cand, Buffer.from('own'), 'a.txt', 'attachment')
  expect(await file(t.house, who.sch_cand, own)).toMatchObject({ name: 'a.txt', bytes: Buffer.from('own') })
  const photo = await uploaded(t, who.sch, Buffer.from('photo'), 'p.jpg', 'pupil-photo')
  expect((await file(t.house, who.sch_read, photo)).bytes.toString()).toBe('photo')
  for (const [p, id] of [[who.sch, own], [who.sch_b, own], [who.sch_b, photo], [who.sch, '00000000-0000-4000-8000-000000000000'], [who.sch, '../../etc/passwd']] as const)
    await expect(file(t.house, p, id)).rejects.toMatchObject({ status: 404 })
  await expect(file(t.house, who.org_a, photo)).rejects.toMatchObject({ status: 403 })
  const { thePublic } = await import('#kit/server/context.ts')
  await expect(file(t.house, thePublic, photo)).rejects.toMatchObject({ status: 401 })
  await expect(file(t.house, { ...who.sch_cand, mustChangePassword: true }, own)).rejects.toMatchObject({ status: 403 })
})
