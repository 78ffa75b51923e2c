import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { one, rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals } from '../../../../seeds/test-world.ts'
import { applyImport } from '../index.ts'
import { hooks, pupils, pupilWorld } from './pupils.ts'
import { checked, stateOf, workbook } from './transferring.ts'

let t: TestHouse
let who: Awaited<ReturnType<typeof principals>>
beforeAll(async () => {
  t = await testHouse(pupilWorld, {}, [pupils])
  who = await principals(t.url)
})
afterAll(() => t.close())
afterEach(async () => {
  hooks.applying = null
  hooks.checking = null
  await t.db((tx) => run(tx, sql`delete from pupils.pupils`))
  await t.db((tx) => run(tx, sql`delete from pupils.writes`))
})

const file = (n: number) => workbook([['学号', '姓名', '性别'], ...Array.from({ length: n }, (_, i) => [`n${String(i).padStart(5, '0')}`, '王小八', i % 100 === 7 ? '无' : '男'])])
const written = () =>
  t.db((tx) => one<{ pupils: number; writes: number; once: number }>(tx, sql`select (select count(*) from pupils.pupils) as pupils, count(*) as writes, count(distinct no) as once from pupils.writes`))

test('a defect between two chunks is tried again, and every row is written once', async () => {
  const id = await checked(t, who.sch, await file(5000))
  let calls = 0
  hooks.applying = async () => {
    if (++calls === 2) throw new TypeError('planted')
  }
  await t.as(who.sch, applyImport, { importId: id })
  await t.settle()
  expect(calls).toBe(4)
  expect(await written()).toEqual({ pupils: 4950, writes: 4950, once: 4950 })
  expect(await stateOf(t, who.sch, id)).toMatchObject({ state: 'applied', okCount: 4950, failCount: 50, rowsDone: 4950 })
})

test('a defect that stays fails the rows of its chunk with its number alone; the other chunks are written', async () => {
  const id = await checked(t, who.sch, await file(5000))
  hooks.applying = async (no) => {
    if (no === 'n02000') throw new TypeError('planted')
  }
  await t.as(who.sch, applyImport, { importId: id })
  await t.settle()
  expect(await written()).toEqual({ pupils: 2970, writes: 2970, once: 2970 })
  expect(await stateOf(t, who.sch, id)).toMatchObject({ state: 'applied', okCount: 2970, failCount: 2030, rowsDone: 4950 })
})

test('a process killed in the middle of a chunk loses nothing and doubles nothing', async () => {
  const id = await checked(t, who.sch, await file(7000))
  await t.as(who.sch, applyImport, { importId: id })
  const worker = spawn(process.execPath, [fileURLToPath(new URL('./worker-to-kill.ts', import.meta.url)), t.url], { stdio: ['ignore', 'pipe', 'inherit'] })
  // The worker says so when the rows of the second chunk are written and not yet committed.
  const [said] = (await once(worker.stdout, 'data')) as [Buffer]
  expect(said.toString()).toBe('in the second chunk\n')
  expect(await written()).toEqual({ pupils: 1980, writes: 1980, once: 1980 })
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  await t.settle()
  expect(await written()).toEqual({ pupils: 6930, writes: 6930, once: 6930 })
  expect(await stateOf(t, who.sch, id)).toMatchObject({ state: 'applied', okCount: 6930, failCount: 70, rowsDone: 6930 })
  const [job] = await t.db((tx) => rows<{ state: string; tries: number }>(tx, sql`select state, tries from kit.jobs where name = 'transfers.applyImport' and key = ${id}`))
  expect(job).toEqual({ state: 'done', tries: 2 })
})

test('a check that breaks off begins anew and counts every row once; one that never ends well refuses the file with a number', async () => {
  let calls = 0
  hooks.checking = () => {
    if (++calls === 2) throw new TypeError('planted')
  }
  const id = await checked(t, who.sch, await file(3000))
  expect(await stateOf(t, who.sch, id)).toMatchObject({ state: 'checked', rowsTotal: 3000, rowsGood: 2970, rowsBad: 30 })
  hooks.checking = () => {
    throw new TypeError('planted')
  }
  const lost = await checked(t, who.sch, await file(10))
  expect(await stateOf(t, who.sch, lost)).toMatchObject({ state: 'refused', refusal: { says: expect.stringMatching(/^系统处理时出错（编号[0-9a-f]{8}），请稍后重新上传$/) } })
})
