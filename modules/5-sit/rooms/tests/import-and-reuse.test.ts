import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  applyImport,
  exportState,
  importProblems,
  imports,
  importState,
  startExport,
  startImport,
  undoImport,
} from '#transfers'
import type { Grant, Principal } from '#kit/pure/who.ts'
import { transaction } from '#kit/server/db.ts'
import { insideOf } from '#kit/server/inside.ts'
import { makeScope } from '#kit/server/scope.ts'
import { readSheetInWorker } from '#packages/sheet-file/index.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import * as op from '../index.ts'
import { importRooms } from '../server/import-rooms.ts'

let t: TestHouse
let who: Record<Login, Principal>
let number: string
let arrangeStart: string
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  const [p] = await t.db((tx) =>
    rows<{ number: string; at: string }>(
      tx,
      sql`select number, arrange_start as at from sessions.sessions where id = ${idOf('session')}`,
    ),
  )
  number = p?.number as string
  arrangeStart = p?.at as string
})
afterAll(() => t.close())
beforeEach(() => t.db((tx) => run(tx, sql`delete from rooms.rooms`)))
afterEach(() => t.clock(null))

const titles = op.roomSheet.columns.map((c) => c.title)
const site = '北方工业大学智能新能源汽车职业技能等级证书(初级)考核站点'
const line = (name: string, change: Record<string, string> = {}): string[] => {
  const row: Record<string, string> = {
    planNumber: number,
    siteName: site,
    certNo: '50800001',
    subjects: '笔试科目、实操科目',
    name,
    seatCount: '30',
    ...change,
  }
  return op.roomSheet.columns.map((c) => row[c.field] ?? '')
}
async function uploaded(lines: string[][], p = who.sch): Promise<string> {
  const text = [titles, ...lines].map((l) => l.join(',')).join('\r\n')
  const file = await t.db((tx) =>
    t.house.files.save(tx, {
      purpose: 'import',
      name: '考场.csv',
      type: 'text/csv',
      bytes: Buffer.from(`\uFEFF${text}\r\n`),
      owner: p.organisationId,
      by: p.accountId,
    }),
  )
  const { importId } = await t.as(p, startImport, { sheet: 'rooms.rooms', given: {}, fileId: file.id })
  await t.settle()
  return importId
}
async function imported(lines: string[][]) {
  const importId = await uploaded(lines)
  const problems = await t.as(who.sch, importProblems, { importId })
  await t.as(who.sch, applyImport, { importId, goodOnly: true })
  await t.settle()
  return {
    importId,
    view: await t.as(who.sch, importState, { importId }),
    why: problems.rows.map((r) => `${r.row} ${r.faults.map((f) => f.why).join('；')}`),
  }
}
const names = async () => (await t.as(who.sch, op.listRooms, { sort: 'name' })).rows.map((r) => r.name)

test('P-5.2.5-09 P-5.2.5-10 SC-06 two rows, one bad: 成功1条，失败1条, and the record says who and when', async () => {
  const { importId, view, why } = await imported([line('笔试实操考场101'), line('笔试实操考场102', { seatCount: '0' })])
  expect([view.okCount, view.failCount, why]).toEqual([1, 1, ['3 考位数应为正整数']])
  expect(view.notes).toEqual(['其中1个考场的科目包含多种考试方式，请确认考场支持'])
  const [room] = (await t.as(who.sch, op.listRooms, {})).rows
  expect(room).toMatchObject({
    name: '笔试实操考场101',
    seatCount: 30,
    roomType: '笔试考场、实操考场',
    subjects: '笔试科目、实操科目',
    address: null,
  })
  const [record] = (await t.as(who.sch, imports, { sheet: 'rooms.rooms' })).rows
  expect(record).toMatchObject({ id: importId, byName: '北方管理', roleName: '院校管理员', okCount: 1, failCount: 1 })
})

test('P-5.2.5-09 each row is judged by the rules of 设置考场 and told in words', async () => {
  await t.as(who.sch, op.setRoom, {
    sessionId: idOf('session'),
    siteId: idOf('site'),
    credentialId: idOf('credential 50800001'),
    lineSubjectIds: [idOf('line subject 101')],
    name: 'A1',
    seatCount: 1,
  })
  const { why } = await imported([
    line('x', { planNumber: '203001010001' }),
    line('x', { siteName: '没有的站点' }),
    line('x', { certNo: '50800003' }),
    line('x', { subjects: '机考科目' }),
    line(' a1 '),
    line('y', { planName: '别的计划' }),
    line('B1'),
    line('B1'),
    line('b1'),
  ])
  expect(why).toEqual([
    '2 考试计划不存在',
    '3 考核站点不存在',
    '4 考试证书不在所选范围内',
    '5 科目不在该考试计划内，请重新选择',
    '6 考场名称已存在',
    '7 考试计划编号与考试计划不一致',
    expect.stringMatching(/^9 考场名称与第8行重复/),
  ])
  // Names differing in case alone meet the index of the database when they are written.
  expect((await names()).sort()).toEqual(['A1', 'B1'])
})

test('P-5.2.5-09 a site that is not 已启用, and （初级） written with wide brackets', async () => {
  await t.db((tx) => run(tx, sql`update sites.sites set is_enabled = false where id = ${idOf('site')}`))
  expect((await imported([line('A')])).why).toEqual(['2 考核站点未启用'])
  await t.db((tx) => run(tx, sql`update sites.sites set is_enabled = true where id = ${idOf('site')}`))
  expect((await imported([line('A', { siteName: site.replace('(', '（').replace(')', '）') })])).view.okCount).toBe(1)
})

test('P-5.2.5-09 the template offers the plans that are open for rooms and the own usable sites', async () => {
  const offered = () =>
    transaction(t.house.database, who.sch, async (tx) =>
      importRooms.choices?.(
        insideOf(t.house, tx, who.sch, { operation: 'template', label: '' }),
        makeScope(who.sch, op.setRoom.who[0] as Grant),
        {},
      ),
    )
  expect(await offered()).toEqual({ planNumber: [number], siteName: [site] })
  await t.clock(arrangeStart)
  expect(await offered()).toEqual({ planNumber: [], siteName: [site] })
})

test('P-5.2.5-07 section 7: 排考 that begins between check and import stops every row', async () => {
  const importId = await uploaded([line('A')])
  await t.clock(arrangeStart)
  await t.as(who.sch, applyImport, { importId, goodOnly: true })
  await t.settle()
  expect(await t.as(who.sch, importState, { importId })).toMatchObject({ okCount: 0, failCount: 1 })
  expect(await names()).toEqual([])
})

test('an import is taken back while its rooms are 未排考, and not after', async () => {
  const { importId } = await imported([line('A'), line('B')])
  await t.as(who.sch, undoImport, { importId })
  await t.settle()
  expect(await names()).toEqual([])
  const second = await imported([line('A')])
  await t.clock(arrangeStart)
  const no = await t.refused(who.sch, undoImport, { importId: second.importId })
  expect(no.says).toBe('导入的考场中有1个已不是未排考，不能撤销')
  expect(await names()).toEqual(['A'])
})

test('P-0-02 who may not set rooms may not import them', async () => {
  for (const p of [who.sch_read, who.org_a])
    expect((await t.refused(p, startImport, { sheet: 'rooms.rooms', given: {}, fileId: idOf('file') })).status).toBe(
      403,
    )
})

test('P-5.2.5-11 X3 批量导出考场信息: ticked rows, else all of the question, with the columns of 6.3', async () => {
  await imported([line('A', { address: '一层' }), line('B')])
  const exported = async (query: Record<string, unknown>, p = who.sch) => {
    const { exportId } = await t.as(p, startExport, { export: 'rooms.rooms', query })
    await t.settle()
    const { fileId } = await t.as(p, exportState, { exportId })
    const file = await t.db((tx) => t.house.files.read(tx, fileId as string))
    const lines: string[][] = []
    for await (const batch of (await readSheetInWorker(file?.bytes as Buffer)).batches)
      for (const r of batch) {
        const cells = Array.from({ length: op.roomExport.columns.length }, () => '')
        for (const c of r.cells) cells[c.column] = c.text
        lines.push(cells)
      }
    return lines
  }
  const all = await exported({ sort: 'name' })
  expect(all[0]).toEqual([
    '考试计划',
    '考核站点',
    '考试证书',
    '证书等级',
    '考试科目',
    '考场名称',
    '考场类型',
    '考位数',
    '考场地址',
    '所属院校',
    '考场状态',
  ])
  expect(all.slice(1).map((l) => [l[5], l[6], l[7], l[8], l[10]])).toEqual([
    ['A', '笔试考场、实操考场', '30', '一层', '未排考'],
    ['B', '笔试考场、实操考场', '30', '', '未排考'],
  ])
  const b = (await t.as(who.sch, op.listRooms, { filter: { name: 'B' } })).rows[0]?.id as string
  expect(await exported({ ids: [b] })).toHaveLength(2)
  expect(await exported({}, who.sch_b)).toHaveLength(1)
})

// 沿用之前的考场设置记录
const next = idOf('next session')
async function nextPlan(subjects: string[]): Promise<void> {
  await t.db(async (tx) => {
    await run(tx, sql`delete from sessions.sessions where id = ${next}`)
    await run(
      tx,
      sql`insert into sessions.sessions (id, door, number, name, year, organiser_id, status, arrange_start, arrange_end)
      select ${next}, door, '209901010001', '下一批次', year, organiser_id, status, arrange_start, arrange_end from sessions.sessions where id = ${idOf('session')}`,
    )
    await run(tx, sql`insert into exam_plans.plans (session_id) values (${next})`)
    await run(
      tx,
      sql`insert into sessions.lines (id, session_id, credential_id) values (${idOf('next line')}, ${next}, ${idOf('credential 50800001')})`,
    )
    await run(tx, sql`insert into exam_plans.line_fees (line_id) values (${idOf('next line')})`)
    for (const s of subjects)
      await run(
        tx,
        sql`insert into sessions.line_subjects (id, line_id, subject_id) values (${idOf(`next ${s}`)}, ${idOf('next line')}, ${idOf(`subject 50800001${s}`)})`,
      )
  })
}
const reuse = { sessionId: next, siteId: idOf('site') }
const earlier = async () => (await t.as(who.sch, op.earlierRooms, reuse)).rooms
const cleared = (): Promise<unknown> =>
  t.db(async (tx) => {
    await run(tx, sql`delete from rooms.rooms`)
    await run(tx, sql`delete from exam_plans.plans where session_id = ${next}`)
    await run(tx, sql`delete from sessions.sessions where id = ${next}`)
  })

test('P-5.2.5-08 SC-06 earlier rooms of the same site and certificate are copied, subjects matched by 科目编号', async () => {
  await nextPlan(['101', '102'])
  await imported([line('A', { address: '一层' }), line('B', { subjects: '实操科目' })])
  const rooms = await earlier()
  expect(rooms.map((r) => [r.name, r.planName, r.problem, r.subjectIds.length])).toEqual(
    expect.arrayContaining([
      ['A', '第一批次职业技能等级证书考试', null, 2],
      ['B', '第一批次职业技能等级证书考试', null, 1],
    ]),
  )
  const ids = rooms.map((r) => r.id)
  expect((await t.refused(who.sch, op.copyRooms, { ...reuse, ids })).code).toBe('mixed-modes')
  expect(await t.as(who.sch, op.copyRooms, { ...reuse, ids, acceptMixedModes: true })).toEqual({ copied: 2 })
  const copies = (await t.as(who.sch, op.listRooms, { filter: { planName: '下一批次' }, sort: 'name' })).rows
  expect(copies.map((r) => [r.name, r.seatCount, r.address, r.subjects, r.roomType])).toEqual([
    ['A', 30, '一层', '笔试科目、实操科目', '笔试考场、实操考场'],
    ['B', 30, null, '实操科目', '实操考场'],
  ])
  expect((await earlier()).map((r) => r.problem)).toEqual(['name-taken', 'name-taken'])
  const clash = await t.refused(who.sch, op.copyRooms, { ...reuse, ids, acceptMixedModes: true })
  expect(clash.says).toBe('所选数据中第1、2条不符合条件：考场名称已存在')
  await cleared()
})

test('P-5.2.5-08 P-0-08 a subject that the new plan lacks stops the copy and names the row', async () => {
  await nextPlan(['101'])
  await imported([line('A'), line('B', { subjects: '笔试科目' })])
  const rooms = await earlier()
  expect(new Map(rooms.map((r) => [r.name, r.problem]))).toEqual(
    new Map([
      ['A', 'subject-not-in-plan'],
      ['B', null],
    ]),
  )
  const inOrder = ['B', 'A'].map((n) => rooms.find((r) => r.name === n)?.id as string)
  const no = await t.refused(who.sch, op.copyRooms, { ...reuse, ids: inOrder, acceptMixedModes: true })
  expect(no.says).toBe('所选数据中第2条不符合条件：科目不在该考试计划内，请重新选择')
  expect((await t.as(who.sch, op.listRooms, { filter: { planName: '下一批次' } })).total).toBe(0)
  expect(await t.as(who.sch, op.copyRooms, { ...reuse, ids: inOrder.slice(0, 1) })).toEqual({ copied: 1 })
  await cleared()
})

test('P-5.2.5-08 not into a plan that has begun 排考, not from another school, not an unknown plan', async () => {
  await nextPlan(['101', '102'])
  await imported([line('A')])
  const ids = (await earlier()).map((r) => r.id)
  expect((await t.refused(who.sch_b, op.earlierRooms, reuse)).code).toBe('not-found')
  expect((await t.refused(who.sch_b, op.copyRooms, { ...reuse, ids })).code).toBe('not-found')
  expect((await t.refused(who.sch, op.copyRooms, { ...reuse, ids: [idOf('nothing')] })).code).toBe('not-found')
  expect((await t.refused(who.sch, op.earlierRooms, { ...reuse, sessionId: idOf('nothing') })).code).toBe('not-found')
  await t.clock(arrangeStart)
  expect((await t.refused(who.sch, op.copyRooms, { ...reuse, ids })).code).toBe('plan-closed')
  await cleared()
})
