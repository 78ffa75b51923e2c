import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { applyImport, imports, importState, startImport, undoImport } from '#transfers'
import { candidateWorkbook } from '../../../../seeds/candidate-sheet.ts'
import { faultKinds } from '../../../../seeds/candidate-faults.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { addCandidate, deleteCandidate, listCandidates } from '../index.ts'
import { countEnrolled } from '../server/index.ts'
import { candidateFile, checked, digest, form, freshNumber, imported, problems, sheetFile } from './stage.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())
const sheet = 'candidates.candidates'
const student = { kind: 'student' }
const count = async (by: Principal, filter: object = {}) => (await t.as(by, listCandidates, { filter })).total
/** row, field and sentence of every fault. */
const told = async (by: Principal, importId: string) =>
  (await problems(t, by, importId)).flatMap((r) => r.faults.map((f) => ({ row: r.row, field: f.field, why: f.why })))

test('P-5.2.3-04 P2-2.2-05 good rows are saved as 无照片 of the open tab, bad ones are not, and each reason stands at its cell', async () => {
  const taken = freshNumber()
  await t.as(who.sch, addCandidate, form({ idNo: taken }))
  const twice = freshNumber()
  const file = await candidateFile([
    { name: '导入一' },
    { name: '导入二', idNo: twice },
    { name: '坏一', idNo: '110101199909090018' },
    { name: '坏二', idNo: taken },
    { name: '坏三', idNo: twice },
    { name: '坏四', majorCode: '999999' },
    { name: '坏五', eduLevel: '中职' },
  ])
  const { importId, state } = await imported(t, who.sch, sheet, file, student)
  expect(state).toMatchObject({ state: 'applied', okCount: 2, failCount: 5 })
  expect(await told(who.sch, importId)).toEqual([
    { row: 4, field: 'idNo', why: '身份证号格式不正确：校验码应为 9，请核对最后一位' },
    { row: 5, field: 'idNo', why: '该考生已存在' },
    { row: 6, field: 'idNo', why: '文件内证件号码重复（与第3行）' },
    { row: 7, field: 'majorCode', why: '专业代码与专业版本不存在' },
    { row: 8, field: 'eduLevel', why: '专业层次与专业不一致：新能源汽车技术为高职专科' },
  ])
  const made = await t.as(who.sch, listCandidates, { filter: { name: '导入' } })
  expect(made.rows.map((r) => [r.name, r.status, r.kind])).toEqual([
    ['导入一', 'no-photo', 'student'],
    ['导入二', 'no-photo', 'student'],
  ])
  for (const r of made.rows) expect(r.candidateNo).toMatch(/^\d{26}$/)
  const [record] = (await t.as(who.sch, imports, { sheet })).rows
  expect(record).toMatchObject({
    byName: who.sch.name,
    roleName: '院校管理员',
    okCount: 2,
    failCount: 5,
    mayUndo: true,
  })
})

test('P-5.2.3-04 社会考生 are imported into their tab without a major', async () => {
  const none = { majorName: '', majorCode: '', majorVersion: '', eduLevel: '', enrollYear: '' }
  const { state } = await imported(t, who.sch, sheet, await candidateFile([{ name: '社会一', ...none }]), {
    kind: 'external',
  })
  expect(state).toMatchObject({ okCount: 1, failCount: 0 })
  expect((await t.as(who.sch, listCandidates, { tab: 'external' })).rows[0]).toMatchObject({
    name: '社会一',
    isIncomplete: false,
    majorName: null,
  })
  const students = await imported(t, who.sch, sheet, await candidateFile([none]), student)
  expect(students.state).toMatchObject({ okCount: 0, rowsBad: 1 })
})

test('P-0-06 a text file, a foreign template and an empty sheet are refused whole', async () => {
  const refusal = async (name: string, bytes: Buffer) =>
    (await checked(t, who.sch, sheet, { name, bytes }, student)).state.refusal?.says
  expect(await refusal('考生.txt', Buffer.from('姓名,身份证号'))).toMatch(/请上传Excel文件/)
  expect(await refusal('考生.xlsx', await sheetFile(['姓名', '学号'], [['王小八', '1']]))).toMatch(
    /导入模板不正确，请下载最新模板/,
  )
  expect(
    await refusal('考生.xlsx', await sheetFile(['姓名', '姓名拼音', '证件类型', '身份证号', '手机号'], [])),
  ).toMatch(/导入文件中没有数据/)
})

test('P-0-02 neither a reader nor another actor may import, and nobody sees another school’s import', async () => {
  const fileId = '00000000-0000-4000-8000-000000000000'
  expect(await t.refused(who.sch_read, startImport, { sheet, given: student, fileId })).toMatchObject({ status: 403 })
  expect(await t.refused(who.org_a, startImport, { sheet, given: student, fileId })).toMatchObject({ status: 403 })
  const { importId } = await checked(t, who.sch, sheet, await candidateFile([{}]), student)
  expect(await t.refused(who.sch_b, importState, { importId })).toMatchObject({ status: 404 })
  expect(await t.refused(who.sch_b, undoImport, { importId })).toMatchObject({ status: 404 })
})

test('P-5.2.3-04 two files with the same person at once: one candidate, the other row is 该考生已存在', async () => {
  const idNo = freshNumber()
  const [a, b] = [
    await checked(t, who.sch_c, sheet, await candidateFile([{ idNo }]), student),
    await checked(t, who.sch_c, sheet, await candidateFile([{ idNo }]), student),
  ]
  await Promise.all([a, b].map(({ importId }) => t.as(who.sch_c, applyImport, { importId, goodOnly: true })))
  await t.settle()
  expect(await count(who.sch_c, { idNo })).toBe(1)
  const failed = [...(await told(who.sch_c, a.importId)), ...(await told(who.sch_c, b.importId))]
  expect(failed).toEqual([{ row: 2, field: 'idNo', why: '该考生已存在' }])
})

test('P-5.2.3-16 undo takes back exactly what the import made, and nothing once somebody is enrolled, accurate or being compared', async () => {
  await t.as(who.sch_b, addCandidate, form({ name: '早已在' }))
  const before = await digest(t)
  const { importId, state } = await imported(
    t,
    who.sch_b,
    sheet,
    await candidateFile([{ name: '撤一' }, { name: '撤二' }, { name: '撤三' }]),
    student,
  )
  expect(state.mayUndo).toBe(true)
  const made = (await t.as(who.sch_b, listCandidates, { filter: { name: '撤' } })).rows
  const standing = await digest(t)
  await t.db((tx) => countEnrolled(tx, [made[0]?.id as string], 1))
  expect(await t.refused(who.sch_b, undoImport, { importId })).toMatchObject({
    says: expect.stringContaining('1人已报考证书'),
  })
  await t.db((tx) => countEnrolled(tx, [made[0]?.id as string], -1))
  expect(await digest(t)).toBe(standing)
  await t.db((tx) => run(tx, sql`update candidates.candidates set is_certifying = true where id = ${made[1]?.id}`))
  expect(await t.refused(who.sch_b, undoImport, { importId })).toMatchObject({
    says: expect.stringContaining('1人信息已准确或认证处理中'),
  })
  await t.db((tx) => run(tx, sql`update candidates.candidates set is_certifying = false where id = ${made[1]?.id}`))
  await t.as(who.sch_b, deleteCandidate, { id: made[2]?.id as string })
  await t.as(who.sch_b, undoImport, { importId })
  await t.settle()
  expect(await digest(t)).toBe(before)
})

test('P-5.2.3-04 P-0-06 P-0-07 P2-2.2-05 SC-04 ten thousand rows with faults of every kind: each at its cell, good ones in, a second time nobody, undo to the bit', async () => {
  await t.as(who.sch_gd, addCandidate, form({ name: '岭南旧生' }))
  const before = await digest(t)
  const plan = { count: 10_000, faulty: 0.03, untidy: 0.05 }
  const { stream, faults } = candidateWorkbook(plan)
  const file = { name: '一万人.xlsx', bytes: await buffer(stream) }
  expect(new Set(faults.map((f) => f.kind)).size).toBe(faultKinds.length)
  expect(faults.length).toBeGreaterThan(200)

  const first = await imported(t, who.sch_gd, sheet, file, student)
  expect(first.state).toMatchObject({
    state: 'applied',
    rowsTotal: 10_000,
    okCount: 10_000 - faults.length,
    failCount: faults.length,
  })
  const found = await told(who.sch_gd, first.importId)
  const at = new Map(found.map((f) => [`${f.row} ${f.field}`, f.why]))
  for (const f of faults)
    expect({ ...f, why: at.get(`${f.row} ${f.field}`) }).toEqual({
      ...f,
      why: expect.stringMatching(new RegExp(`^${f.says}`)),
    })
  expect(new Set(found.map((f) => f.row)).size).toBe(faults.length)
  const { n, distinct } = (
    await t.db((tx) =>
      rows<{ n: number; distinct: number }>(
        tx,
        sql`select count(*)::int as n, count(distinct candidate_no)::int as distinct from candidates.candidates where school_id = ${who.sch_gd.organisationId}`,
      ),
    )
  )[0] ?? { n: 0, distinct: 0 }
  expect([n, distinct]).toEqual([10_001 - faults.length, n])

  const standing = await digest(t)
  const second = await imported(t, who.sch_gd, sheet, file, student)
  expect(second.state).toMatchObject({ okCount: 0, rowsGood: 0 })
  const again = await told(who.sch_gd, second.importId)
  expect(again.filter((f) => f.why === '该考生已存在').length).toBeGreaterThanOrEqual(10_000 - faults.length)
  expect(await digest(t)).toBe(standing)

  await t.as(who.sch_gd, undoImport, { importId: first.importId })
  await t.settle()
  expect(await digest(t)).toBe(before)
}, 180_000)
