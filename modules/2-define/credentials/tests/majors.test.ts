import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { theSystem, type Inside } from '#kit/server/context.ts'
import { insideOf } from '#kit/server/inside.ts'
import { makeScope } from '#kit/server/scope.ts'
import { rows, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { addCredential, addMajor, deleteMajor, editMajor, listMajors, majorSheet } from '../index.ts'
import { importMajors } from '../server/import-majors.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())
const major = (code: string, versionName = '2021年版') => ({
  code,
  versionName,
  name: '数控技术',
  eduLevel: '高职专科' as const,
})

test('P-4.1-08: OPS adds a major; the pair of code and version is unique, the same code in another version is another major', async () => {
  await t.as(who.ops, addMajor, major('460103'))
  expect(await t.refused(who.ops, addMajor, major(' 460103 '))).toMatchObject({
    code: 'major-exists',
    says: '专业代码与专业版本已存在',
  })
  await t.as(who.ops, addMajor, major('460103', '2015年版'))
  const page = await t.as(who.ops, listMajors, { filter: { code: '4601' } })
  expect(page.rows.map((r) => r.versionName).toSorted()).toEqual(['2015年版', '2021年版'])
})

test('P-4.1-08, P-0-11: a code that is not six digits, an unknown level and an empty name are told under their fields', async () => {
  const r = await t.refused(who.ops, addMajor, { code: '46010', versionName: '', name: '　', eduLevel: '博士' })
  expect(r.status).toBe(422)
  expect(Object.fromEntries((r.fields ?? []).map((f) => [f.path, f.message]))).toEqual({
    code: '专业代码应为6位数字',
    versionName: '请输入专业版本',
    name: '请输入专业名称',
    eduLevel: '请选择专业层次',
  })
})

test('P-0-02: only OPS writes the catalogue of majors; awarding bodies and schools read it, a city does not', async () => {
  for (const p of [who.org_a, who.sch, who.prv, who.cty])
    expect((await t.refused(p, addMajor, major('460104'))).status).toBe(403)
  expect((await t.as(who.org_a, listMajors, { filter: { text: '会计' } })).rows).toHaveLength(1)
  expect((await t.as(who.sch_cand, listMajors, { filter: { text: '6303' } })).rows[0]?.name).toBe('会计')
  expect((await t.refused(who.cty, listMajors, {})).says).toBe('无操作权限')
})

test('A stale version of a major is refused; its code, version and level never change', async () => {
  const { id } = await t.as(who.ops, addMajor, major('460105'))
  await t.as(who.ops, editMajor, { id, version: 1, name: '数控技术应用' })
  expect((await t.refused(who.ops, editMajor, { id, version: 1, name: '别的' })).code).toBe('state-changed')
  const [row] = (await t.as(who.ops, listMajors, { filter: { code: '460105' } })).rows
  expect(row).toMatchObject({ name: '数控技术应用', code: '460105', eduLevel: '高职专科', version: 2 })
})

test('A major in use cannot be deleted, an unused one can', async () => {
  expect(await t.refused(who.ops, deleteMajor, { id: idOf('major 460702') })).toMatchObject({
    says: '该专业已被引用，不能删除',
  })
  const { id } = await t.as(who.ops, addMajor, major('460106'))
  await t.as(who.org_a, addCredential, { name: '数控车铣', level: '初级', passCondition: '全科合格', majorIds: [id] })
  expect((await t.refused(who.ops, deleteMajor, { id })).code).toBe('major-referenced')
  const other = await t.as(who.ops, addMajor, major('460107'))
  await t.as(who.ops, deleteMajor, { id: other.id })
  expect((await t.refused(who.ops, deleteMajor, { id: other.id })).code).toBe('not-found')
})

const within = <T>(work: (inside: Inside) => Promise<T>): Promise<T> =>
  t.db((tx) => work(insideOf(t.house, tx, { ...theSystem, name: '运维一' }, { operation: 'import', label: '导入' })))
const scope = makeScope(theSystem, { actor: 'platform', right: '*', relation: 'any' })
const fileRow = (row: number, code: string, name = '机电一体化技术') => ({
  row,
  values: { code, versionName: '2021年版', name, eduLevel: '高职专科' },
})

test('P-4.1-08, P-0-06: an import keeps the good rows, tells the pair that is there already, and can be undone while unused', async () => {
  const file = [fileRow(2, '460301'), fileRow(3, '460702'), fileRow(4, '460302', '长'.repeat(101))]
  const faults = await within((inside) =>
    importMajors.check(inside, scope, {}, file, () => {
      throw new Error('no archive')
    }),
  )
  expect([...faults.keys()]).toEqual([1, 2])
  expect(faults.get(1)).toEqual([{ field: 'code', why: '专业代码与专业版本已存在' }])
  expect(faults.get(2)).toEqual([{ field: 'name', why: '专业名称不能超过100字' }])
  const done = await within((inside) =>
    importMajors.apply(inside, scope, {}, file, idOf('import'), () => {
      throw new Error('no archive')
    }),
  )
  expect(done.made).toHaveLength(1)
  expect([...done.faults.keys()]).toEqual([1, 2])
  await within(async (inside) => importMajors.undo?.(inside, scope, done.made, idOf('import')))
  expect((await t.as(who.ops, listMajors, { filter: { code: '460301' } })).rows).toHaveLength(0)
  await expect(
    within(async (inside) => importMajors.undo?.(inside, scope, [idOf('major 460702')], idOf('import'))),
  ).rejects.toMatchObject({
    answer: { code: 'major-referenced' },
  })
})

test('P-4.1-08: a cell of the sheet with a code of five digits (a lost leading zero) is a cell fault', () => {
  const read = majorSheet.columns.find((c) => c.field === 'code')?.read
  expect(read?.('80901')).toEqual({ ok: false, why: '专业代码应为6位数字' })
  expect(read?.('080901')).toEqual({ ok: true, value: '080901' })
})

test('P-0-04: adding, renaming and deleting a major leave rows in the operation log', async () => {
  const { id } = await t.as(who.ops, addMajor, major('460108'))
  await t.as(who.ops, editMajor, { id, version: 1, name: '改名' })
  await t.as(who.ops, deleteMajor, { id, reason: '录错' })
  const log = await t.db((tx) =>
    rows<{ operation: string; reason: string | null }>(
      tx,
      sql`select operation, reason from kit.audit where entity_id = ${id} order by id`,
    ),
  )
  expect(log.map((l) => l.operation)).toEqual([
    'credentials.addMajor',
    'credentials.editMajor',
    'credentials.deleteMajor',
  ])
  expect(log[2]?.reason).toBe('录错')
})
