import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import type { WrittenValue } from '#packages/sheet-file/index.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { correctionSheet, getCandidate, listCandidates, revealCandidate, type CandidateStatus } from '../index.ts'
import { countEnrolled, takeOverCandidates } from '../server/index.ts'
import { candidateIn, digest, freshNumber, imported, problems, sheetFile } from './stage.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())
const sheet = 'candidates.corrections'
const titles = correctionSheet.columns.map((c) => c.title)
const file = async (lines: Partial<Record<string, WrittenValue>>[]) => ({
  name: '修改.xlsx',
  bytes: await sheetFile(
    titles,
    lines.map((line) => correctionSheet.columns.map((c) => line[c.field] ?? '')),
  ),
})
const correct = async (lines: Partial<Record<string, WrittenValue>>[], by = who.sch) =>
  imported(t, by, sheet, await file(lines))
const told = async (importId: string) =>
  (await problems(t, who.sch, importId)).flatMap((r) => r.faults.map((f) => `${r.row} ${f.field} ${f.why}`))
const after = (c: { id: string }) => t.as(who.sch, getCandidate, { id: c.id })

test('P-5.2.3-08 empty cells stay as they are; 姓名拼音, 手机号, 就读专业 and 入学年份 may be corrected in every state (S5.11)', async () => {
  for (const status of ['no-photo', 'unverified', 'needs-check', 'verified'] as CandidateStatus[]) {
    const c = await candidateIn(t, who.sch, status)
    const { state } = await correct([
      {
        candidateNo: c.candidateNo,
        namePinyin: 'Wang XiaoBa',
        majorCode: '500211',
        majorVersion: '2021年版',
        majorName: '汽车检测与维修技术',
        enrollYear: 2021,
      },
    ])
    expect(state).toMatchObject({ okCount: 1, failCount: 0, mayUndo: false })
    expect(await after(c)).toMatchObject({
      status,
      name: c.name,
      mobileMasked: c.mobileMasked,
      namePinyin: 'WANG XIAOBA',
      majorCode: '500211',
      enrollYear: 2021,
      eduLevel: '高职专科',
    })
  }
})
test('P-5.2.3-08 S5.9 another name or number of 信息待认证 leads back to 信息待认证, old values in the log', async () => {
  const c = await candidateIn(t, who.sch, 'needs-check')
  const idNo = freshNumber()
  await correct([{ candidateNo: c.candidateNo, name: '王改名', idNo }])
  expect(await after(c)).toMatchObject({ status: 'unverified', name: '王改名' })
  expect(await t.as(who.sch, revealCandidate, { id: c.id })).toMatchObject({ idNo })
  const log = await t.db((tx) =>
    rows<{ text: string }>(
      tx,
      sql`select changes::text as text from kit.audit where entity_id = ${c.id} and changes is not null`,
    ),
  )
  expect(log.some((r) => r.text.includes('王小八') && r.text.includes('王改名'))).toBe(true)
  expect(log.some((r) => r.text.includes(idNo))).toBe(false)
})
test('P-5.2.3-08 信息准确: name, number and type are refused in the manual’s sentence; the values that stand there are no change', async () => {
  const c = await candidateIn(t, who.sch, 'verified')
  const says = '信息准确的考生不可修改姓名、身份证号、证件类型'
  const { idNo } = await t.as(who.sch, revealCandidate, { id: c.id })
  for (const [more, field] of [
    [{ name: '王改名' }, 'name'],
    [{ idNo: freshNumber() }, 'idNo'],
    [{ idType: '护照', idNo: 'E1234567', gender: '男' }, 'idType'],
  ] as const) {
    const { importId, state } = await correct([{ candidateNo: c.candidateNo, ...more }])
    expect(state).toMatchObject({ okCount: 0 })
    expect(await told(importId)).toEqual([`2 ${field} ${says}`])
  }
  const { state } = await correct([
    { candidateNo: c.candidateNo, name: c.name, idType: '身份证', idNo, mobile: '13911112222' },
  ])
  expect(state).toMatchObject({ okCount: 1 })
  expect(await after(c)).toMatchObject({ status: 'verified', mobileMasked: '139****2222' })
})
test('P-5.2.3-08 each fault at its cell: unknown and foreign 考生编号, 认证中, doubled numbers, majors, levels, years', async () => {
  const [a, b, running] = [
    await candidateIn(t, who.sch, 'unverified'),
    await candidateIn(t, who.sch, 'unverified'),
    await candidateIn(t, who.sch, 'unverified'),
  ]
  const foreign = await candidateIn(t, who.sch_b, 'unverified')
  const his = (await t.as(who.sch, revealCandidate, { id: a.id })).idNo
  await t.db((tx) => run(tx, sql`update candidates.candidates set is_certifying = true where id = ${running.id}`))
  const before = await digest(t)
  const { importId, state } = await correct([
    { candidateNo: '11010120269999999999000000', name: '无此人' },
    { candidateNo: foreign.candidateNo, name: '别校' },
    { candidateNo: running.candidateNo, mobile: '13900000000' },
    { candidateNo: b.candidateNo, idNo: his },
    { candidateNo: a.candidateNo, majorCode: '999999' },
    { candidateNo: a.candidateNo, enrollYear: '1980' },
  ])
  expect(state).toMatchObject({ okCount: 0, failCount: 6 })
  expect(await told(importId)).toEqual([
    '2 candidateNo 考生编号不存在',
    '3 candidateNo 考生编号不存在',
    '4 null 认证处理中，请稍后再试',
    '5 idNo 该考生已存在',
    '6 majorCode 专业代码与专业版本不存在',
    '7 candidateNo 文件内考生编号重复（与第6行）',
  ])
  expect(await digest(t)).toBe(before)
  const fresh = freshNumber()
  const twice = await correct([
    { candidateNo: a.candidateNo, idNo: fresh, eduLevel: '中职' },
    { candidateNo: b.candidateNo, idNo: fresh },
  ])
  expect(await told(twice.importId)).toEqual([
    '2 eduLevel 专业层次与专业不一致：新能源汽车技术为高职专科',
    '3 idNo 文件内证件号码重复',
  ])
})
test('P-5.2.3-18 SC-04 an old record with only 姓名 and 身份证号 loads as 无照片 with 信息不完善, and is completed by 批量修改', async () => {
  const school = { id: who.sch.organisationId as string, region: '110100' }
  const inside = {
    house: t.house,
    principal: who.sch,
    ip: null,
    emit: async () => {},
    later: async () => {},
    trail: async () => {},
  }
  const idNo = freshNumber()
  const [id, bad, again] = await t.db((tx) =>
    takeOverCandidates({ ...inside, tx, now: tx.now }, school, [
      { name: '旧生', idNo, candidateNo: '370682202116318440065512' },
      { name: '旧生错号', idNo: '110101199909090018' },
      { name: '旧生', idNo },
    ]),
  )
  expect(again).toBeNull()
  const old = await after({ id: id as string })
  expect(old).toMatchObject({
    status: 'no-photo',
    isIncomplete: true,
    candidateNo: '370682202116318440065512',
    gender: expect.any(String),
    missing: ['姓名拼音', '手机号', '就读专业', '专业层次', '入学年份'],
  })
  expect(await after({ id: bad as string })).toMatchObject({
    birthDate: null,
    missing: expect.arrayContaining(['性别']),
  })
  expect((await t.as(who.sch, listCandidates, { filter: { incomplete: 'yes' } })).total).toBe(2)
  const { state } = await correct([
    {
      candidateNo: old.candidateNo,
      namePinyin: 'JIU SHENG',
      mobile: 13800001111,
      majorCode: '460702',
      majorVersion: '2021年版',
      eduLevel: '高职专科',
      enrollYear: '2018',
    },
  ])
  expect(state).toMatchObject({ okCount: 1 })
  expect(await after(old)).toMatchObject({ isIncomplete: false, missing: [], status: 'no-photo' })
})
test('P-5.2.3-11 the result says how many are enrolled already and how many were not changed', async () => {
  const [a, b] = [await candidateIn(t, who.sch, 'unverified'), await candidateIn(t, who.sch, 'unverified')]
  await t.db((tx) => countEnrolled(tx, [a.id], 1))
  const { state } = await correct([
    { candidateNo: a.candidateNo, enrollYear: '2019' },
    { candidateNo: b.candidateNo, name: b.name },
  ])
  expect(state.notes).toEqual(
    expect.arrayContaining(['其中1人没有改动', '其中1人已报考：修改不影响已报考考试计划内的考生信息']),
  )
  expect((await after(b)).version).toBe(b.version)
})
