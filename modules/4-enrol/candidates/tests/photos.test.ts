import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { run, sql } from '#kit/server/sql.ts'
import { applyImport, imports, importState } from '#transfers'
import { file } from '#transfers/server'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { addCandidate, getCandidate, revealCandidate, type Candidate } from '../index.ts'
import { candidateIn, checked, form, imported, photo, problems, zipOf } from './stage.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())
const sheet = 'candidates.photos'
const student = { kind: 'student' }
const after = (c: { id: string }) => t.as(who.sch, getCandidate, { id: c.id })
const numberOf = async (c: Candidate) => (await t.as(who.sch, revealCandidate, { id: c.id })).idNo
const told = async (importId: string) =>
  Object.fromEntries(
    (await problems(t, who.sch, importId)).map((r) => [
      Object.values(r.cells)[0] ?? '',
      r.faults.map((f) => f.why).join('；'),
    ]),
  )
const zip = async (files: { path: string; content: Buffer }[]) => ({ name: '照片.zip', bytes: await zipOf(files) })

test('P-5.2.3-05 P2-2.2-06 S5.3 photos named by 证件号码: jpg and png, in folders, a small x; 无照片 becomes 信息待认证', async () => {
  const [a, b, c] = [
    await candidateIn(t, who.sch, 'no-photo'),
    await candidateIn(t, who.sch, 'no-photo'),
    await candidateIn(t, who.sch, 'needs-check'),
  ]
  const passport = await t.as(who.sch, addCandidate, form({ idType: '护照', idNo: 'E7654321X', gender: '女' }))
  const { importId, state } = await imported(
    t,
    who.sch,
    sheet,
    await zip([
      { path: `${await numberOf(a)}.jpg`, content: await photo() },
      { path: `一班/${await numberOf(b)}.png`, content: await photo({ as: 'png', width: 280, height: 434 }) },
      { path: `二班/${await numberOf(c)}.JPEG`, content: await photo({ width: 310, height: 392 }) },
      { path: 'e7654321x.jpg', content: await photo() },
      { path: '__MACOSX/._x.jpg', content: Buffer.from('x') },
      { path: '一班/.DS_Store', content: Buffer.from('x') },
    ]),
    student,
  )
  expect(await told(importId)).toEqual({})
  expect(state).toMatchObject({ state: 'applied', okCount: 4, failCount: 0 })
  for (const each of [a, b, c, passport]) {
    const now = await after(each)
    expect(now).toMatchObject({ status: 'unverified', certifyFailReason: null })
    expect(now.timeline.at(-1)).toMatchObject({ label: '批量导入学生照片', to: 'unverified' })
  }
  const stored = await file(t.house, who.sch_read, (await after(b)).photoFileId as string)
  expect(stored).toMatchObject({ type: 'image/jpeg', name: '照片.jpg' })
  expect(await sharp(stored.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 280, height: 434 })
  expect((await t.as(who.sch, imports, { sheet })).rows[0]).toMatchObject({ okCount: 4, failCount: 0, mayUndo: false })
})
test('P-5.2.3-05 each file that does not fit is told with its own sentence, and changes nothing', async () => {
  const some: Record<string, Candidate> = {}
  for (const name of ['good', 'blue', 'big', 'wide', 'text', 'gif', 'accurate', 'running'])
    some[name] = await candidateIn(
      t,
      who.sch,
      name === 'accurate' ? 'verified' : name === 'running' ? 'unverified' : 'no-photo',
    )
  await t.db((tx) =>
    run(tx, sql`update candidates.candidates set is_certifying = true where id = ${some['running']?.id}`),
  )
  const external = await t.as(who.sch, addCandidate, {
    ...form({ kind: 'external' }),
    majorId: undefined,
    eduLevel: undefined,
    enrollYear: undefined,
  })
  const path = async (name: string, ending = 'jpg') => `${await numberOf(some[name] as Candidate)}.${ending}`
  const externalNo = (await t.as(who.sch, revealCandidate, { id: external.id })).idNo
  const { importId, state } = await imported(
    t,
    who.sch,
    sheet,
    await zip([
      { path: await path('good'), content: await photo() },
      { path: await path('blue'), content: await photo({ ground: { r: 60, g: 120, b: 220 } }) },
      { path: await path('big'), content: Buffer.concat([await photo(), randomBytes(6 * 1024 * 1024)]) },
      { path: await path('wide'), content: await photo({ width: 600, height: 800 }) },
      { path: await path('text'), content: Buffer.from('no picture') },
      { path: await path('gif', 'gif'), content: await photo() },
      { path: await path('accurate'), content: await photo() },
      { path: await path('running'), content: await photo() },
      { path: '110101199901010011.jpg', content: await photo() },
      { path: `${externalNo}.jpg`, content: await photo() },
    ]),
    student,
  )
  expect(state).toMatchObject({ okCount: 1, failCount: 9 })
  const why = await told(importId)
  const starts = async (name: string, says: string) =>
    expect(why[await numberOf(some[name] as Candidate)]).toMatch(new RegExp(`^${says}`))
  await starts('blue', '照片底色应为红色')
  await starts('big', '照片大小超过5M')
  await starts('wide', '照片像素不符合要求')
  await starts('text', '照片格式不正确')
  expect(why[await path('gif', 'gif')]).toMatch(/^照片格式不正确/)
  await starts('accurate', '考生信息已准确，照片不可修改')
  await starts('running', '认证处理中，请稍后再试')
  expect(why['110101199901010011']).toBe('未找到对应考生')
  expect(why[externalNo]).toBe('未找到对应考生：该考生在社会考生中')
  expect(await after(some['accurate'] as Candidate)).toMatchObject({
    status: 'verified',
    photoFileId: some['accurate']?.photoFileId,
  })
  expect(await after(some['blue'] as Candidate)).toMatchObject({ status: 'no-photo' })
})
test('P-5.2.3-05 pink, orange and brown grounds are no red; dark red is', async () => {
  const grounds = [
    [{ r: 255, g: 150, b: 160 }, false],
    [{ r: 230, g: 120, b: 20 }, false],
    [{ r: 80, g: 40, b: 30 }, false],
    [{ r: 120, g: 10, b: 20 }, true],
    [{ r: 255, g: 0, b: 0 }, true],
  ] as const
  for (const [ground, isRed] of grounds) {
    const c = await candidateIn(t, who.sch, 'no-photo')
    const { state } = await imported(
      t,
      who.sch,
      sheet,
      await zip([{ path: `${await numberOf(c)}.png`, content: await photo({ ground, as: 'png' }) }]),
      student,
    )
    expect({ ground, good: state.okCount === 1 }).toEqual({ ground, good: isRed })
  }
})
test('P-5.2.3-05 pixels one beyond the tolerance of five per cent are refused, at the edge accepted (A11)', async () => {
  for (const [width, height, fits] of [
    [280, 392, true],
    [279, 392, false],
    [310, 434, true],
    [311, 434, false],
    [295, 391, false],
    [295, 435, false],
  ] as const) {
    const c = await candidateIn(t, who.sch, 'no-photo')
    const { state } = await checked(
      t,
      who.sch,
      sheet,
      await zip([{ path: `${await numberOf(c)}.jpg`, content: await photo({ width, height }) }]),
      student,
    )
    expect({ width, height, fits: state.rowsGood === 1 }).toEqual({ width, height, fits })
  }
})
test('P-5.2.3-05 spec 6.2 whole-file refusals: no zip, damaged, without photos, with a path that leaves it', async () => {
  const refusal = async (bytes: Buffer) =>
    (await checked(t, who.sch, sheet, { name: '照片.zip', bytes }, student)).state.refusal?.says
  expect(await refusal(Buffer.from('not a zip'))).toBe('请上传zip格式的压缩文件')
  expect(await refusal((await zipOf([{ path: 'a.jpg', content: await photo() }])).subarray(0, 200))).toBe(
    '压缩文件已损坏',
  )
  expect(await refusal(await zipOf([{ path: '__MACOSX/x.jpg', content: Buffer.from('x') }]))).toBe('压缩包中没有照片')
})
test('P-5.2.3-05 two photos of one candidate in one zip: the second is told', async () => {
  const c = await candidateIn(t, who.sch, 'no-photo')
  const no = await numberOf(c)
  const { importId, state } = await imported(
    t,
    who.sch,
    sheet,
    await zip([
      { path: `一/${no}.jpg`, content: await photo() },
      { path: `二/${no}.png`, content: await photo({ as: 'png' }) },
    ]),
    student,
  )
  expect(state).toMatchObject({ okCount: 1, failCount: 1 })
  expect((await problems(t, who.sch, importId))[0]?.faults[0]?.why).toBe('压缩包内同一考生有多张照片（与第1个）')
})
test('P-5.2.3-05 a candidate that became 信息准确 between check and import keeps its photo', async () => {
  const c = await candidateIn(t, who.sch, 'unverified')
  const { importId, state } = await checked(
    t,
    who.sch,
    sheet,
    await zip([{ path: `${await numberOf(c)}.jpg`, content: await photo() }]),
    student,
  )
  expect(state.rowsGood).toBe(1)
  await t.db((tx) => run(tx, sql`update candidates.candidates set status = 'verified' where id = ${c.id}`))
  await t.as(who.sch, applyImport, { importId, goodOnly: true })
  await t.settle()
  expect(await t.as(who.sch, importState, { importId })).toMatchObject({ okCount: 0, failCount: 1 })
  expect((await after(c)).photoFileId).toBe(c.photoFileId)
})
test('P-0-02 photos of another school are neither found by number nor opened', async () => {
  const foreign = await candidateIn(t, who.sch_b, 'unverified')
  const { idNo } = await t.as(who.sch_b, revealCandidate, { id: foreign.id })
  const { importId } = await checked(
    t,
    who.sch,
    sheet,
    await zip([{ path: `${idNo}.jpg`, content: await photo() }]),
    student,
  )
  expect(await told(importId)).toEqual({ [idNo]: '未找到对应考生' })
  await expect(file(t.house, who.sch, foreign.photoFileId as string)).rejects.toMatchObject({ status: 404 })
})
