import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { transaction } from '#kit/server/db.ts'
import { insideOf } from '#kit/server/inside.ts'
import type { Export } from '#kit/server/room.ts'
import { makeScope } from '#kit/server/scope.ts'
import { readSheetInWorker } from '#packages/sheet-file/index.ts'
import { startExport } from '#transfers'
import { exported } from '#transfers/server'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { declarationExport, provinceExport, saveDeclaration, submitDeclaration } from '../index.ts'
import { exportDeclarations, exportProvinceDeclarations } from '../server/export-declarations.ts'
import { approved, byMajorForm, cred, freshYear, inTotalForm, major, now, openPlan } from './world.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
beforeEach(() => t.clock(now))
afterAll(() => t.close())
const page = (p: Principal, e: Export, query: object) =>
  transaction(t.house.database, p, (tx) =>
    e.page(
      insideOf(t.house, tx, p, { operation: 'x', label: 'x' }),
      makeScope(p, { actor: p.actor, right: 'pilots.read', relation: 'own' }),
      e.input?.parse(query),
      null,
    ),
  )

test('X1, P-4.3-18: columns of 按证书导出申报明细表, grouped by certificate, one row per major or one without majors', async () => {
  expect(declarationExport.columns.map((c) => c.title)).toEqual([
    '申报年度',
    '申报批次',
    '证书名称',
    '证书等级',
    '颁证机构',
    '拟申报专业',
    '专业代码',
    '专业版本',
    '本专业在校学生数',
    '本专业专任教师数',
    '申请培训人数',
    '审核人数',
    '申请总人数',
    '审核总人数',
    '审核状态',
  ])
  const { year, planId } = await approved(t, who)
  await t.as(who.sch, saveDeclaration, { planId, credentialId: cred.b })
  await t.as(
    who.sch,
    submitDeclaration,
    byMajorForm(planId, {
      credentialId: cred.middle,
      majors: [{ majorId: major.smart, studentCount: 5, teacherCount: 1, applyCount: 5 }],
    }),
  )
  const { rows, next } = await page(who.sch, exportDeclarations, { filter: { year: String(year) } })
  expect(next).toBeNull()
  const shown = rows.map((r) => declarationExport.columns.map((c) => r[c.field]))
  expect(shown.map((r) => [r[0], r[2], r[3], r[5], r[6], r[7], ...r.slice(8)])).toEqual([
    [
      String(year),
      '智能新能源汽车职业技能等级证书',
      '初级',
      '新能源汽车技术',
      '460702',
      '2021年版',
      120,
      6,
      60,
      50,
      100,
      90,
      '审核通过',
    ],
    [
      String(year),
      '智能新能源汽车职业技能等级证书',
      '初级',
      '汽车检测与维修技术',
      '500211',
      '2021年版',
      80,
      4,
      40,
      40,
      100,
      90,
      '审核通过',
    ],
    [
      String(year),
      '智能新能源汽车职业技能等级证书',
      '中级',
      '汽车智能技术',
      '510107',
      '2021年版',
      5,
      1,
      5,
      null,
      5,
      null,
      '待初审',
    ],
    [
      String(year),
      '财务数字化应用职业技能等级证书',
      '初级',
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      '未提交',
    ],
  ])
})

test('P-0-05, X1: the present query or the ticked rows; an empty query gives the header only', async () => {
  const { id, year, planId } = await approved(t, who)
  await t.as(who.sch, submitDeclaration, byMajorForm(planId, { credentialId: cred.middle }))
  const count = async (query: object) => (await page(who.sch, exportDeclarations, query)).rows.length
  const filter = { year: String(year) }
  expect(await count({ filter })).toBe(4)
  expect(await count({ filter, ids: [id] })).toBe(2)
  expect(await count({ filter, tab: 'approved' })).toBe(2)
  expect(await count({ filter: { ...filter, status: 'returned' } })).toBe(0)
})

test('P-4.3-26, P-0-02: the province exports what it may see, led by the school; neither drafts nor other provinces', async () => {
  expect(provinceExport.columns.slice(0, 2).map((c) => c.title)).toEqual(['申报院校', '所在城市'])
  const year = freshYear()
  const planId = await openPlan(t, who.prv, { year, isByMajor: false })
  await t.as(who.sch, submitDeclaration, inTotalForm(planId))
  await t.as(who.sch_b, saveDeclaration, inTotalForm(planId))
  const { rows } = await page(who.prv, exportProvinceDeclarations, { filter: { year: String(year) } })
  expect(rows.map((r) => [r['schoolName'], r['cityName'], r['applyTotal']])).toEqual([['北方工业大学', '北京市', 30]])
  expect((await page(who.prv_gd, exportProvinceDeclarations, { filter: { year: String(year) } })).rows).toEqual([])
  expect((await page(who.sch_c, exportDeclarations, { filter: { year: String(year) } })).rows).toEqual([])
})

test('X1, P-0-05: through the engine the school gets 证书试点申报_yyyyMMddHHmmss.xlsx with these columns', async () => {
  const { year } = await approved(t, who)
  const { exportId } = await t.as(who.sch, startExport, {
    export: 'pilots.declarations',
    query: { filter: { year: String(year) } },
  })
  await t.settle()
  const made = await exported(t.house, who.sch, exportId)
  expect(made.name).toMatch(/^证书试点申报_\d{14}\.xlsx$/)
  const lines: string[][] = []
  for await (const batch of (await readSheetInWorker(made.bytes, { fileName: made.name })).batches)
    for (const r of batch) lines.push(r.cells.map((c) => c.text))
  expect(lines[0]).toEqual(declarationExport.columns.map((c) => c.title))
  expect(lines[1]?.slice(5, 15)).toEqual([
    '新能源汽车技术',
    '460702',
    '2021年版',
    '120',
    '6',
    '60',
    '50',
    '100',
    '90',
    '审核通过',
  ])
  expect(lines).toHaveLength(3)
  for (const p of [who.prv, who.org_a])
    expect((await t.refused(p, startExport, { export: 'pilots.declarations', query: {} })).status).toBe(403)
})
