import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals } from '../../../../seeds/test-world.ts'
import { undoImport } from '../index.ts'
import { pupils, pupilWorld } from './pupils.ts'
import { checked, imported, stateOf, workbook, type Cell } from './transferring.ts'

let t: TestHouse
let who: Awaited<ReturnType<typeof principals>>
beforeAll(async () => {
  t = await testHouse(pupilWorld, {}, [pupils])
  who = await principals(t.url)
})
afterAll(() => t.close())
beforeEach(async () => {
  await t.db((tx) => run(tx, sql`delete from pupils.scores`))
  await t.db((tx) => run(tx, sql`delete from pupils.pupils`))
})
const file = (...lines: Cell[][]) => workbook([['学号', '姓名', '性别'], ...lines])
const many = (n: number) => file(...Array.from({ length: n }, (_, i) => [`n${String(i).padStart(5, '0')}`, '王小八', '男']))
const all = () => t.db((tx) => rows<{ no: string }>(tx, sql`select p.* from pupils.pupils p order by no`))
const mark = (no: string, isScored: boolean) => t.db((tx) => run(tx, sql`update pupils.pupils set is_scored = ${isScored} where no = ${no}`))

test('undo restores exactly what was there before, and cannot be pressed twice', async () => {
  await imported(t, who.sch, await file(['001', '王小八', '男']))
  const before = await all()
  const id = await imported(t, who.sch, await file(['001', '王小九', '男'], ['002', '李四', '女'], ['003', '张三', '男']))
  expect(await all()).toHaveLength(3)
  await t.as(who.sch, undoImport, { importId: id })
  expect(await all()).toEqual(before)
  expect(await stateOf(t, who.sch, id)).toMatchObject({ state: 'undone', okCount: 2, failCount: 1, mayUndo: false })
  expect(await t.refused(who.sch, undoImport, { importId: id })).toMatchObject({ code: 'state-changed' })
})

test('undo is refused whole when something depends on one row: in the module’s words, or in ours when a foreign key says so', async () => {
  const id = await imported(t, who.sch, await many(4500))
  await mark('n00000', true)
  expect(await t.refused(who.sch, undoImport, { importId: id })).toMatchObject({ says: 'n00000已有成绩，不能撤销' })
  expect(await all()).toHaveLength(4500)
  await mark('n00000', false)
  await t.db((tx) => run(tx, sql`insert into pupils.scores select id from pupils.pupils where no = 'n00001'`))
  expect(await t.refused(who.sch, undoImport, { importId: id })).toMatchObject({ code: 'depended-on', says: '导入的数据已被使用，不能撤销' })
  expect(await all()).toHaveLength(4500)
  expect(await stateOf(t, who.sch, id)).toMatchObject({ state: 'applied', mayUndo: true })
})

test('an undo of more than 10000 rows goes chunk by chunk, says how far it came when stopped, and goes on when pressed again', async () => {
  const id = await imported(t, who.sch, await many(10_001))
  await mark('n05000', true)
  await t.as(who.sch, undoImport, { importId: id })
  expect(await stateOf(t, who.sch, id)).toMatchObject({ state: 'undoing' })
  await t.settle()
  expect(await stateOf(t, who.sch, id)).toMatchObject({
    state: 'applied',
    mayUndo: true,
    refusal: { says: '已撤销4001条，其余6000条未撤销：n05000已有成绩，不能撤销' },
  })
  expect(await all()).toHaveLength(6000)
  await mark('n05000', false)
  await t.as(who.sch, undoImport, { importId: id })
  await t.settle()
  expect(await stateOf(t, who.sch, id)).toMatchObject({ state: 'undone', refusal: null })
  expect(await all()).toEqual([])
})

test('there is nothing to undo without a good row, before applying, or where the sheet knows no undo', async () => {
  const none = await imported(t, who.sch, await file(['001', '', '男']))
  expect(await t.refused(who.sch, undoImport, { importId: none })).toMatchObject({ code: 'nothing-to-undo' })
  const early = await checked(t, who.sch, await file(['001', '王小八', '男']))
  expect(await t.refused(who.sch, undoImport, { importId: early })).toMatchObject({ code: 'state-changed' })
})
