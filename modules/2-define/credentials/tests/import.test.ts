import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { transaction } from '#kit/server/db.ts'
import { writeSheet, type WrittenValue } from '#packages/sheet-file/index.ts'
import { applyImport, importProblems, importState, startImport, undoImport } from '#transfers'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { addCredential, listMajors, majorSheet } from '../index.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())

async function uploaded(by: Principal, rows: readonly WrittenValue[][]) {
  const columns = majorSheet.columns.map((c) => ({ title: c.title, text: true }))
  const bytes = await buffer(writeSheet({ sheets: [{ name: '数据', columns, rows }] }))
  const file = await transaction(t.house.database, by, (tx) =>
    t.house.files.save(tx, {
      purpose: 'import',
      name: '专业.xlsx',
      type: 'application/octet-stream',
      bytes,
      owner: by.organisationId,
      by: by.accountId,
    }),
  )
  return { sheet: 'credentials.majors', given: {}, fileId: file.id }
}
const found = async (code: string) => (await t.as(who.ops, listMajors, { filter: { code } })).rows

test('P-4.1-08, P-0-06, P-0-07: OPS imports 专业目录; each bad cell is told, good rows are saved, the import can be taken back', async () => {
  const file = await uploaded(who.ops, [
    ['460301', '2021年版', '机电一体化技术', '高职专科'],
    ['460702', '2021年版', '新能源汽车技术', '高职专科'],
    ['4603', '2021年版', '短代码', '高职专科'],
    ['460302', '2021年版', '智能机电技术', '博士'],
    ['460301', '2021年版', '机电一体化技术', '高职专科'],
    ['080901', '2020年版', '计算机科学与技术', '应用型本科'],
  ])
  const { importId } = await t.as(who.ops, startImport, file)
  await t.settle()
  const { rows } = await t.as(who.ops, importProblems, { importId })
  expect(rows.map((r) => [r.row, r.faults[0]?.field, r.faults[0]?.why])).toEqual([
    [3, 'code', '专业代码与专业版本已存在'],
    [4, 'code', '专业代码应为6位数字'],
    [5, 'eduLevel', expect.stringContaining('专业层次')],
    [6, expect.anything(), expect.stringContaining('文件中专业代码与专业版本重复')],
  ])
  await t.as(who.ops, applyImport, { importId, goodOnly: true })
  await t.settle()
  expect(await t.as(who.ops, importState, { importId })).toMatchObject({ state: 'applied', okCount: 2, failCount: 4 })
  expect((await found('080901')).map((m) => m.eduLevel)).toEqual(['应用型本科'])
  await t.as(who.ops, undoImport, { importId })
  await t.settle()
  expect([...(await found('460301')), ...(await found('080901'))]).toEqual([])
})

test('P-4.1-08: an import whose major is used meanwhile is not taken back', async () => {
  const { importId } = await t.as(
    who.ops,
    startImport,
    await uploaded(who.ops, [['510201', '2021年版', '计算机应用技术', '高职专科']]),
  )
  await t.settle()
  await t.as(who.ops, applyImport, { importId })
  await t.settle()
  const [made] = await found('510201')
  await t.as(who.org_a, addCredential, {
    name: '用到新专业',
    level: '初级',
    passCondition: '全科合格',
    majorIds: [made?.id ?? ''],
  })
  await t.as(who.ops, undoImport, { importId }).catch(() => null)
  await t.settle()
  expect(await found('510201')).toHaveLength(1)
  expect((await t.as(who.ops, importState, { importId })).state).toBe('applied')
})

test('P-0-02: nobody but OPS imports majors', async () => {
  for (const p of [who.org_a, who.sch, who.prv])
    expect(
      (await t.refused(p, startImport, await uploaded(p, [['460401', '2021年版', '工业', '高职专科']]))).status,
    ).toBe(403)
})
