import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals } from '../../../../seeds/test-world.ts'
import { adoptSuggestions, applyImport, discardImport, importProblems, startImport } from '../index.ts'
import { failures, template } from '../server/index.ts'
import { pupils, pupilWorld } from './pupils.ts'
import { checked, freeWorkbook, imported, stateOf, textsOf, uploaded, workbook } from './transferring.ts'

let t: TestHouse
let who: Awaited<ReturnType<typeof principals>>
beforeAll(async () => {
  t = await testHouse(pupilWorld, {}, [pupils])
  who = await principals(t.url)
})
afterAll(() => t.close())
beforeEach(() => t.db((tx) => run(tx, sql`delete from pupils.pupils`)))

const titles = ['学号', '姓名', '性别', '手机号', '年龄']
const stored = (): Promise<{ no: string; name: string; age: number | null }[]> =>
  t.db((tx) => rows<{ no: string; name: string; age: number | null }>(tx, sql`select no, name, age from pupils.pupils order by no`))
const problemsOf = async (importId: string) => (await t.as(who.sch, importProblems, { importId })).rows
const whysOf = async (importId: string) => (await problemsOf(importId)).map((r) => [r.row, r.faults.map((f) => f.why).join('；')])

test('P-0-06 the check changes nothing; applying saves the good rows, leaves the bad, and says 成功N条，失败M条', async () => {
  const id = await checked(t, who.sch, await workbook([titles, ['001', '王小八', '男', '13800000000', '18'], ['002', '', '男', '', ''], ['003', '李四', '女', '', '20']]))
  expect(await stored()).toEqual([])
  expect(await stateOf(t, who.sch, id)).toMatchObject({ state: 'checked', rowsTotal: 3, rowsGood: 2, rowsBad: 1, okCount: 0, failCount: 1 })
  expect(await whysOf(id)).toEqual([[3, '请输入姓名']])
  await t.as(who.sch, applyImport, { importId: id })
  await t.settle()
  expect(await stateOf(t, who.sch, id)).toMatchObject({ state: 'applied', okCount: 2, failCount: 1, rowsDone: 2, notes: ['1人没有手机号'] })
  expect(await stored()).toEqual([
    { no: '001', name: '王小八', age: 18 },
    { no: '003', name: '李四', age: 20 },
  ])
  expect(await t.refused(who.sch, applyImport, { importId: id })).toMatchObject({ code: 'state-changed' })
})

test('P-0-06 a title row above, another order, other known titles and unknown columns are understood; the unknown ones are named', async () => {
  const id = await imported(
    t,
    who.sch,
    await freeWorkbook([['北方工业大学学员名单'], [], ['序号', '联系电话', '性 别', '姓名＊', '备注', '学号*'], ['1', '13800000000', '男', '王小八', '班长', '001']], {
      merges: [[0, 0, 0, 5]],
    }),
  )
  expect(await stateOf(t, who.sch, id)).toMatchObject({ okCount: 1, failCount: 0, unknownColumns: ['序号', '备注'], notes: [] })
  expect(await stored()).toEqual([{ no: '001', name: '王小八', age: null }])
})

test('P-0-06 a number-typed 学号, a formula, a wrong list value and a merged row are told by cell, and nothing of them is saved', async () => {
  const id = await imported(
    t,
    who.sch,
    await freeWorkbook(
      [titles, [Number('370682199901096532'), '王小八', '男', null, null], ['x', '李四', '男', null, null], ['003', '张三', '未知', null, null], ['004', '赵六', '女', null, null], ['005', '钱七', '女', null, null]],
      { formulas: { '2,0': 'A1' }, merges: [[4, 3, 5, 3]] },
    ),
  )
  expect(await whysOf(id)).toEqual([
    [2, '请将学号列设置为文本格式'],
    [3, '学号是公式，请复制后选择性粘贴为数值'],
    [4, '性别“未知”不在可选范围内，应为男、女'],
    [5, '该行有合并单元格（D5:D6），请取消合并后再导入'],
    [6, '该行有合并单元格（D5:D6），请取消合并后再导入'],
  ])
  expect(await stored()).toEqual([])
})

test('P-0-06 rows that double another of the file name its row; the same file again creates nothing', async () => {
  const file = await workbook([titles, ['001', '王小八', '男', '', ''], ['002', '李四', '女', '', ''], ['001', '王小九', '男', '', '']])
  const first = await imported(t, who.sch, file)
  expect(await whysOf(first)).toEqual([[4, '学号与第2行重复']])
  expect(await stateOf(t, who.sch, first)).toMatchObject({ okCount: 2, failCount: 1 })
  const again = await imported(t, who.sch, file)
  expect(await stateOf(t, who.sch, again)).toMatchObject({ state: 'applied', okCount: 0, failCount: 3 })
  expect((await stored()).map((r) => r.name)).toEqual(['王小八', '李四'])
})

test('adopted suggestions are judged again; a changed key frees the row that doubled the old one', async () => {
  const id = await checked(t, who.sch, await workbook([titles, ['001', '王小八1', '男', '', ''], ['001', '李四', '女', '', ''], ['003', '张三', '男', '', '十八']]))
  const [bad] = await problemsOf(id)
  expect(bad).toMatchObject({ row: 2, cells: { no: '001' }, faults: [{ field: 'name', title: '姓名', value: '王小八1', suggestion: '王小八' }] })
  const { rows: touched } = await t.as(who.sch, adoptSuggestions, {
    importId: id,
    fixes: [
      { row: 2, field: 'name', value: '王小八' },
      { row: 2, field: 'no', value: '009' },
      { row: 4, field: 'age', value: '还是十八' },
    ],
  })
  expect(touched).toBe(2)
  expect(await whysOf(id)).toEqual([[4, '年龄应为整数']])
  await t.as(who.sch, applyImport, { importId: id })
  await t.settle()
  expect((await stored()).map((r) => [r.no, r.name])).toEqual([
    ['001', '李四'],
    ['009', '王小八'],
  ])
  expect(await t.refused(who.sch, adoptSuggestions, { importId: id, fixes: [{ row: 4, field: 'age', value: '18' }] })).toMatchObject({ code: 'state-changed' })
})

test('a mended row is judged by the rules of the module too, and a fault of the rules goes when its cause goes', async () => {
  await imported(t, who.sch, await workbook([titles, ['001', '王小八', '男', '', '']]))
  const id = await checked(t, who.sch, await workbook([titles, ['001', '王小八', '男', '', ''], ['002', '李四', '?', '', ''], ['003', '女皇', '男', '', '']]))
  expect(await whysOf(id)).toEqual([
    [2, '学号001已存在'],
    [3, '性别“?”不在可选范围内，应为男、女'],
    [4, '性别与姓名不符'],
  ])
  await t.as(who.sch, adoptSuggestions, { importId: id, fixes: [{ row: 2, field: 'no', value: '005' }, { row: 3, field: 'no', value: '001' }, { row: 3, field: 'gender', value: '女' }, { row: 4, field: 'name', value: '皇帝' }] })
  expect(await whysOf(id)).toEqual([[3, '学号001已存在']])
  expect(await t.refused(who.sch, adoptSuggestions, { importId: id, fixes: [{ row: 77, field: 'no', value: '1' }] })).toMatchObject({ code: 'nothing-to-fix' })
})

test('P-0-06 whole files are refused in the words of the requirement and leave no rows behind', async () => {
  const refusalOf = async (bytes: Buffer, name?: string): Promise<string | undefined> => {
    const s = await stateOf(t, who.sch, await checked(t, who.sch, bytes, name ? { name } : {}))
    expect([s.state, s.rowsTotal]).toEqual(['refused', 0])
    return s.refusal?.says
  }
  expect(await refusalOf(Buffer.from('%PDF-1.7 nothing'), '学员.pdf')).toContain('请上传Excel文件')
  expect(await refusalOf(await workbook([['姓名', '性别', '手机号'], ['王小八', '男', '']]))).toBe('导入模板不正确，请下载最新模板：缺少学号列')
  expect(await refusalOf(await workbook([titles]))).toBe('导入文件中没有数据')
  expect(await refusalOf((await workbook([titles, ['1', '王', '男', '', '']])).subarray(0, 900))).toContain('损坏')
})

test('P-0-06 100000 rows are taken, one more is refused', { timeout: 120_000 }, async () => {
  const lines = Array.from({ length: 100_001 }, () => ',王,男,,').join('\n')
  const id = await checked(t, who.sch, Buffer.from(`${titles.join(',')}\n${lines}`), { name: '学员.csv' })
  expect(await stateOf(t, who.sch, id)).toMatchObject({ state: 'refused', refusal: { says: '一次最多导入100000条' }, rowsTotal: 0 })
  const most = await checked(t, who.sch, Buffer.from(`${titles.join(',')}\n${lines.slice(0, lines.lastIndexOf('\n'))}`), { name: '学员.csv' })
  expect(await stateOf(t, who.sch, most)).toMatchObject({ state: 'checked', rowsTotal: 100_000, rowsBad: 100_000 })
})

test('what is chosen on screen must be there and is judged by the module, at the start and when applying', async () => {
  const fileId = await uploaded(t, who.sch, await workbook([titles, ['001', '王小八', '男', '', '']]))
  const start = (given: Record<string, string>) => t.refused(who.sch, startImport, { sheet: 'pupils.importPupils', given, fileId })
  expect(await start({})).toMatchObject({ code: 'invalid', fields: [{ path: 'given.classId' }] })
  expect(await start({ classId: 'closed' })).toMatchObject({ says: '班级已结业' })
  const id = await checked(t, who.sch, await workbook([titles, ['001', '王小八', '男', '', '']]))
  await t.db((tx) => run(tx, sql`update kit.imports set given = '{"classId": "closed"}' where id = ${id}`))
  expect(await t.refused(who.sch, applyImport, { importId: id })).toMatchObject({ says: '班级已结业' })
  expect(await stateOf(t, who.sch, id)).toMatchObject({ state: 'checked' })
})

test('rows that no longer fit when they are written become failures with the reason; the rest is saved', async () => {
  const id = await checked(t, who.sch, await workbook([titles, ['001', '王小八', '男', '', ''], ['002', '李四', '男', '', ''], ['003', '迟到', '男', '', ''], ['004', '张三', '男', '', '']]))
  await imported(t, who.sch, await workbook([titles, ['002', '李四', '男', '', '']]))
  await t.as(who.sch, applyImport, { importId: id })
  await t.settle()
  expect(await stateOf(t, who.sch, id)).toMatchObject({ state: 'applied', okCount: 2, failCount: 2 })
  expect(await whysOf(id)).toEqual([
    [3, '学号002已存在'],
    [4, '已停止接收'],
  ])
})

test('a row that only the database refuses is found out and does not stop the others', async () => {
  const lines = Array.from({ length: 9 }, (_, i) => [`00${i}`, '王小八', '男', '', i === 5 ? '900' : '18'])
  const id = await imported(t, who.sch, await workbook([titles, ...lines]))
  expect(await stateOf(t, who.sch, id)).toMatchObject({ state: 'applied', okCount: 8, failCount: 1 })
  expect(await whysOf(id)).toEqual([[7, expect.stringMatching(/^系统未能保存该行（编号[0-9a-f]{8}）$/)]])
  expect((await stored()).map((r) => r.no)).not.toContain('005')
})

test('P-0-06 the template has the header alone, all text, with drop-downs of what was chosen; filled in it can be imported', async () => {
  const { name, bytes } = await template(t.house, who.sch, { sheet: 'pupils.importPupils', given: { classId: 'girls' } })
  expect(name).toBe('导入学员模板.xlsx')
  expect(await textsOf(bytes)).toEqual([['学号*', '姓名*', '性别*', '手机号', '年龄']])
  const sheet = (await import('#packages/sheet-file/index.ts')).readSheetInWorker
  const about: string[][] = []
  for await (const batch of (await sheet(bytes, { sheet: '填写说明' })).batches) for (const r of batch) about.push(r.cells.map((c) => c.text))
  expect(about[3]).toEqual(['性别', '必填', '文本', '可选：女', '男'])
  const { readXlsx, writeXlsx } = await import('hucre/xlsx')
  const [first] = (await readXlsx(bytes)).sheets
  const filled = await writeXlsx({ sheets: [{ name: '导入数据', rows: [...(first?.rows ?? []), ['001', '王小八', '女', '13800000000', '18']] }] })
  const id = await imported(t, who.sch, Buffer.from(filled))
  expect(await stateOf(t, who.sch, id)).toMatchObject({ okCount: 1, failCount: 0, unknownColumns: [] })
})

test('P-0-07 the failure file holds the uploaded columns in their order and 失败原因; corrected it can be imported again', async () => {
  const id = await imported(t, who.sch, await workbook([['备注', '姓名', '学号', '性别', '年龄'], ['甲', '王小八', '001', '男', '18'], ['乙', '李 四', '002', '无', '20'], ['=1+1', '', '003', '男', 'x']]))
  const { name, bytes } = await failures(t.house, who.sch, id)
  expect(name).toMatch(/^导入学员模板_失败数据_\d{14}\.xlsx$/)
  const found = await textsOf(bytes)
  expect(found).toEqual([
    ['备注', '姓名', '学号', '性别', '年龄', '失败原因'],
    ['乙', '李 四', '002', '无', '20', '姓名只能有文字；性别“无”不在可选范围内，应为男、女'],
    ['=1+1', '', '003', '男', 'x', '请输入姓名；年龄应为整数'],
  ])
  const [head, a, b] = found as [string[], string[], string[]]
  const again = await imported(t, who.sch, await workbook([head, [a[0], '李四', a[2], '女', '20', a[5]] as string[], [b[0], '张三', b[2], '男', '21', b[5]] as string[]]))
  expect(await stateOf(t, who.sch, again)).toMatchObject({ okCount: 2, failCount: 0, unknownColumns: ['备注'] })
  expect(await stored()).toHaveLength(3)
})

test('problems come in pages in the order of the file, none twice and none left out', async () => {
  const lines = Array.from({ length: 4500 }, (_, i) => [`n${i}`, '王', i % 40 === 0 ? 'x' : '男', '', ''])
  const id = await checked(t, who.sch, await workbook([titles, ...lines]))
  const seen: number[] = []
  for (let after: string | undefined; ; ) {
    const page = await t.as(who.sch, importProblems, { importId: id, ...(after ? { after } : {}) })
    seen.push(...page.rows.map((r) => r.row))
    if (!page.next) break
    expect(page.rows).toHaveLength(50)
    after = page.next
  }
  expect(seen).toEqual(lines.flatMap((_, i) => (i % 40 === 0 ? [i + 2] : [])))
})

test('nothing that a file says stands in clear in the database', async () => {
  await checked(t, who.sch, await workbook([titles, ['370682199901096532', '王小八', '男', '13800000000', '18'], ['370682199901096532', '王小九', '', '', '']]))
  const texts = await t.db((tx) =>
    rows<{ text: string }>(tx, sql`select i::text as text from kit.imports i union all select j::text from kit.jobs j union all select a::text from kit.audit a`),
  )
  const chunks = await t.db((tx) => rows<{ sealed: Buffer }>(tx, sql`select sealed from kit.import_chunks`))
  expect([texts.length > 3, chunks.length > 0]).toEqual([true, true])
  const told = [...texts.map((x) => Buffer.from(x.text)), ...chunks.map((c) => c.sealed)]
  expect(['370682', '1380000', '王小八'].filter((clear) => told.some((bytes) => bytes.includes(clear)))).toEqual([])
})

test('a checked import can be given up, and then no longer be applied', async () => {
  const id = await checked(t, who.sch, await workbook([titles, ['001', '王小八', '男', '', '']]))
  await t.as(who.sch, discardImport, { importId: id })
  expect(await t.refused(who.sch, applyImport, { importId: id })).toMatchObject({ code: 'state-changed' })
  expect(await stored()).toEqual([])
})
