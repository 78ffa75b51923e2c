import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals } from '../../../../seeds/test-world.ts'
import { adoptSuggestions, applyImport, discardImport, importProblems, imports, importState, startImport, undoImport } from '../index.ts'
import { failures, template } from '../server/index.ts'
import { pupils, pupilWorld } from './pupils.ts'
import { checked, imported, uploaded, workbook, type Cell } from './transferring.ts'

let t: TestHouse
let who: Awaited<ReturnType<typeof principals>>
const titles = ['学号', '姓名', '性别']
const sheet = 'pupils.importPupils'
const file = (...lines: Cell[][]) => workbook([titles, ...lines])
beforeAll(async () => {
  t = await testHouse(pupilWorld, {}, [pupils])
  who = await principals(t.url)
})
afterAll(() => t.close())

test('P-0-07 导入记录 tells 操作人, 角色, 导入时间, 成功条数 and 失败条数, newest first, also of imports without a good row', async () => {
  await imported(t, who.sch, await file(['001', '王小八', '男'], ['002', '', '男']), { name: '一班.xlsx' })
  await imported(t, who.sch_cand, await file(['003', '李四', '无']), { name: '二班.xlsx' })
  await checked(t, who.sch_cand, await file(['004', '张三', '男'], ['', '赵六', '男']), { name: '三班.xlsx' })
  const { rows: found, total } = await t.as(who.sch, imports, { sheet })
  expect(total).toBe(3)
  expect(found.map((r) => [r.byName, r.roleName, r.fileName, r.okCount, r.failCount, r.state, r.mayUndo])).toEqual([
    ['北方考生', '考生信息管理员', '三班.xlsx', 0, 1, 'checked', false],
    ['北方考生', '考生信息管理员', '二班.xlsx', 0, 1, 'applied', false],
    ['北方管理', '院校管理员', '一班.xlsx', 1, 1, 'applied', true],
  ])
  expect(Date.parse(found[0]?.at ?? '')).toBeGreaterThan(Date.now() - 60_000)
})

test('P-0-02 another organisation finds neither record nor rows, failure file nor list; a missing id answers the same', async () => {
  const importId = await checked(t, who.sch, await file(['005', '', '男']))
  const missing = '00000000-0000-4000-8000-000000000000'
  for (const id of [importId, missing]) {
    for (const op of [importState, importProblems, applyImport, undoImport, discardImport])
      expect(await t.refused(who.sch_b, op, { importId: id })).toMatchObject({ code: 'not-found', status: 404, says: '数据不存在或无权查看' })
    expect(await t.refused(who.sch_b, adoptSuggestions, { importId: id, fixes: [{ row: 2, field: 'name', value: '王' }] })).toMatchObject({ code: 'not-found' })
    await expect(failures(t.house, who.sch_b, id)).rejects.toMatchObject({ status: 404 })
  }
  await expect(failures(t.house, who.sch, 'no-uuid')).rejects.toMatchObject({ status: 404 })
  expect((await t.as(who.sch_b, imports, { sheet })).rows).toEqual([])
})

test('P-0-02 the rows themselves are hidden by the database from another organisation', async () => {
  await checked(t, who.sch, await file(['006', '王', '男']))
  const { transaction } = await import('#kit/server/db.ts')
  const seen = (p: typeof who.sch) => transaction(t.house.database, p, (tx) => rows(tx, sql`select 1 from kit.import_chunks`))
  expect((await seen(who.sch)).length).toBeGreaterThan(0)
  expect(await seen(who.sch_b)).toEqual([])
})

test('P-0-02 whoever may not do the row’s own operation may not import, see records or fetch the template: 403 无操作权限', async () => {
  const importId = await checked(t, who.sch, await file(['007', '', '男']))
  const fileId = await uploaded(t, who.sch_read, await file(['008', '王', '男']))
  const no = { code: 'forbidden', status: 403, says: '无操作权限' }
  expect(await t.refused(who.sch_read, startImport, { sheet, given: { classId: 'a' }, fileId })).toMatchObject(no)
  expect(await t.refused(who.sch_read, imports, { sheet })).toMatchObject(no)
  expect(await t.refused(who.sch_read, applyImport, { importId })).toMatchObject(no)
  await expect(failures(t.house, who.sch_read, importId)).rejects.toMatchObject({ status: 403 })
  await expect(template(t.house, who.sch_read, { sheet, given: {} })).rejects.toMatchObject({ status: 403 })
  expect(await t.refused(who.sch_new, imports, { sheet })).toMatchObject({ code: 'not-pilot-yet' })
  expect(await t.refused({ ...who.sch, mustChangePassword: true }, imports, { sheet })).toMatchObject({ code: 'must-change-password' })
  expect(await t.refused(who.sch, imports, { sheet: 'pupils.nothing' })).toMatchObject({ code: 'not-found' })
})

test('who is bound to some credentials sees only the own imports of the organisation', async () => {
  const bound = { ...who.sch_exam, charge: [] }
  const importId = await checked(t, who.sch, await file(['009', '', '男']))
  expect(await t.refused(bound, importState, { importId })).toMatchObject({ code: 'not-found' })
  const own = await checked(t, bound, await file(['010', '', '男']))
  expect((await t.as(bound, imports, { sheet })).rows.map((r) => r.id)).toEqual([own])
})

test('only a file that the person uploaded can be imported, of at most 50 MB (P-0-06)', async () => {
  const fileId = await uploaded(t, who.sch_cand, await file(['011', '王', '男']))
  expect(await t.refused(who.sch, startImport, { sheet, given: { classId: 'a' }, fileId })).toMatchObject({ code: 'not-found' })
  const big = await t.db((tx) =>
    rows<{ id: string }>(
      tx,
      sql`insert into kit.files (purpose, name, type, size, digest, owner_organisation, made_by)
          select 'import', 'x.xlsx', '', ${50 * 1024 ** 2} + n, 'x', ${who.sch.organisationId}, ${who.sch.accountId} from generate_series(0, 1) n order by n returning id`,
    ),
  )
  expect(await t.refused(who.sch, startImport, { sheet, given: { classId: 'a' }, fileId: big[1]?.id })).toMatchObject({ code: 'too-large', status: 413 })
  const { importId } = await t.as(who.sch, startImport, { sheet, given: { classId: 'a' }, fileId: big[0]?.id as string })
  await t.as(who.sch, importState, { importId })
  await t.db((tx) => run(tx, sql`update kit.imports set state = 'discarded' where id = ${importId}`))
})

test('an organisation has two imports at work at most; the third is told so, also when two start at once', async () => {
  const ids = await Promise.all([1, 2, 3].map(() => file(['012', '王', '男']).then((f) => uploaded(t, who.sch_c, f))))
  const start = (fileId: string) => t.as(who.sch_c, startImport, { sheet, given: { classId: 'a' }, fileId })
  const results = await Promise.allSettled(ids.map(start))
  expect(results.map((r) => r.status).toSorted()).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  expect(await t.refused(who.sch_c, startImport, { sheet, given: { classId: 'a' }, fileId: ids[0] })).toMatchObject({
    code: 'busy',
    says: '本单位已有2个导入正在进行',
    way: '请等其中一个完成后再试',
  })
  await t.settle()
  await start(ids[2] as string)
  await t.settle()
})

test('P-0-07 downloads of failed rows leave an audit row; without failed rows there is nothing to download', async () => {
  const importId = await imported(t, who.sch, await file(['020', '', '男']))
  await failures(t.house, who.sch, importId)
  const audit = await t.db((tx) => rows(tx, sql`select label, account_name from kit.audit where entity_id = ${importId} order by id`))
  expect(audit).toEqual([
    { label: '批量导入', account_name: '北方管理' },
    { label: '导入', account_name: '北方管理' },
    { label: '下载失败数据', account_name: '北方管理' },
  ])
  const good = await imported(t, who.sch, await file(['021', '王', '男']))
  await expect(failures(t.house, who.sch, good)).rejects.toMatchObject({ answer: { code: 'no-failures' } })
})
