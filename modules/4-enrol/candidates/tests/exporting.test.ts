import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { rows, sql } from '#kit/server/sql.ts'
import { readSheetInWorker } from '#packages/sheet-file/index.ts'
import { exportState, startExport } from '#transfers'
import { exported } from '#transfers/server'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { addCandidate, candidateExport, listCandidates } from '../index.ts'
import { candidateFile, digest, form, freshNumber, imported } from './stage.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())

async function sheetOf(by: Principal, query: object) {
  const { exportId } = await t.as(by, startExport, { export: 'candidates.candidates', query })
  await t.settle()
  expect(await t.as(by, exportState, { exportId })).toMatchObject({ state: 'done' })
  const made = await exported(t.house, by, exportId)
  const opened = await readSheetInWorker(made.bytes, { fileName: made.name })
  const lines: string[][] = []
  for await (const batch of opened.batches) for (const r of batch) lines.push(r.cells.map((c) => c.text))
  return { name: made.name, bytes: made.bytes, lines }
}

test('P-5.2.3-07 P-0-05 X2 in clear for who keeps candidates, every number leaves an access row (P-0-03); the columns of I3 first', async () => {
  const idNo = freshNumber()
  const { candidateNo } = await t.as(who.sch, addCandidate, form({ name: '导出一', idNo, mobile: '13912345678' }))
  const { name, lines } = await sheetOf(who.sch, { filter: { name: '导出' } })
  expect(name).toMatch(/^考生管理_\d{14}\.xlsx$/)
  expect(lines[0]).toEqual(candidateExport.columns.map((c) => c.title))
  expect(lines[1]).toEqual([
    candidateNo,
    '导出一',
    'WANG XIAOBA',
    '身份证',
    idNo,
    expect.any(String),
    '13912345678',
    '新能源汽车技术',
    '460702',
    '2021年版',
    '高职专科',
    '2020',
    '院校考生',
    '无照片',
    '0',
  ])
  expect(lines).toHaveLength(2)
  const looked = await t.db((tx) =>
    rows<{ n: number }>(
      tx,
      sql`select count(*)::int as n from people.unmaskings where account_id = ${who.sch.accountId}`,
    ),
  )
  expect(looked[0]?.n).toBeGreaterThanOrEqual(1)
})
test('P-5.2.3-07 P-0-03 who may only read gets the masks of the list and leaves no access row', async () => {
  const { lines } = await sheetOf(who.sch_read, { filter: { name: '导出一' } })
  expect(lines[1]?.[4]).toMatch(/^\d{3}\*{5}\w{4}$/)
  expect(lines[1]?.[6]).toBe('139****5678')
  expect(
    (await t.db((tx) => rows(tx, sql`select 1 from people.unmaskings where account_id = ${who.sch_read.accountId}`)))
      .length,
  ).toBe(0)
  expect(await t.refused(who.sch_fee, startExport, { export: 'candidates.candidates', query: {} })).toMatchObject({
    status: 403,
  })
})
test('P-0-05 ticked rows, else all rows of the present question; none gives the header alone; never another school’s', async () => {
  await t.as(who.sch_b, addCandidate, form({ name: '导出别校' }))
  const second = await t.as(who.sch, addCandidate, form({ name: '导出二' }))
  expect((await sheetOf(who.sch, { filter: {} })).lines.slice(1).map((l) => l[1])).toEqual(['导出二', '导出一'])
  expect((await sheetOf(who.sch, { filter: {}, ids: [second.id] })).lines.slice(1).map((l) => l[1])).toEqual(['导出二'])
  expect((await sheetOf(who.sch, { filter: { name: '无人' } })).lines).toHaveLength(1)
  expect((await sheetOf(who.sch, { tab: 'external' })).lines).toHaveLength(1)
})
test('P-5.2.3-07 P-5.2.3-08 the exported sheet comes back as 批量修改 without any change', async () => {
  const { bytes, lines } = await sheetOf(who.sch, {})
  const before = await digest(t)
  const { state } = await imported(t, who.sch, 'candidates.corrections', { name: '考生管理.xlsx', bytes })
  expect(state).toMatchObject({
    state: 'applied',
    okCount: lines.length - 1,
    failCount: 0,
    notes: expect.arrayContaining([`其中${lines.length - 1}人没有改动`]),
  })
  expect(await digest(t)).toBe(before)
})
test('P-0-05 more rows than a page of the export come in the list’s order, each once', async () => {
  await imported(
    t,
    who.sch_c,
    'candidates.candidates',
    await candidateFile(Array.from({ length: 620 }, (_, i) => ({ name: `批${'一二三四五六七八九十'[i % 10]}` }))),
    { kind: 'student' },
  )
  const { lines } = await sheetOf(who.sch_c, {})
  expect(new Set(lines.slice(1).map((l) => l[0])).size).toBe(620)
  const list = await t.as(who.sch_c, listCandidates, { size: 100 })
  expect(lines.slice(1, 101).map((l) => l[0])).toEqual(list.rows.map((r) => r.candidateNo))
})
