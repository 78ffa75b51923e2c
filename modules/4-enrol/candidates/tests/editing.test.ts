import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { editCandidate, getCandidate, revealCandidate, type Candidate, type CandidateStatus } from '../index.ts'
import { countEnrolled } from '../server/index.ts'
import { candidateIn, freshNumber, photo, upload } from './stage.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())
const edit = (c: Candidate, more: object) => t.as(who.sch, editCandidate, { id: c.id, version: c.version, ...more })
const refused = (c: Candidate, more: object) =>
  t.refused(who.sch, editCandidate, { id: c.id, version: c.version, ...more })
const after = (c: Candidate) => t.as(who.sch, getCandidate, { id: c.id })
const all: CandidateStatus[] = ['no-photo', 'unverified', 'needs-check', 'verified']

test('S5.10 S5.11 P-5.2.3-09 P-5.2.3-10 the other fields may be edited in every state and move nothing', async () => {
  for (const status of all) {
    const c = await candidateIn(t, who.sch, status)
    const answer = await edit(c, {
      namePinyin: 'WANG XIAO BA',
      mobile: '13900000000',
      majorId: idOf('major 500211'),
      enrollYear: 2021,
    })
    expect(answer).toEqual({ id: c.id, version: c.version + 1, hint: null })
    const now = await after(c)
    expect(now).toMatchObject({
      status,
      namePinyin: 'WANG XIAO BA',
      mobileMasked: '139****0000',
      majorName: '汽车检测与维修技术',
      majorCode: '500211',
      enrollYear: 2021,
      name: c.name,
    })
    expect(now.timeline.at(-1)).toMatchObject({
      label: '编辑',
      from: status,
      to: status,
      detail: { changes: { 姓名拼音: ['WANG XIAOBA', 'WANG XIAO BA'], 手机号: ['138****0000', '139****0000'] } },
    })
  }
})
test('S5.9 P-5.2.3-09 another name, document or photo before 信息准确 leads to 信息待认证 with the old values kept', async () => {
  for (const status of ['no-photo', 'unverified', 'needs-check'] as const) {
    const idNo = freshNumber()
    const c = await candidateIn(t, who.sch, status)
    await edit(c, { name: '王大八', idNo })
    const now = await after(c)
    expect(now).toMatchObject({
      status: status === 'no-photo' ? 'no-photo' : 'unverified',
      name: '王大八',
      candidateNo: c.candidateNo,
    })
    expect(await t.as(who.sch, revealCandidate, { id: c.id })).toMatchObject({ idNo })
    expect(now.timeline.at(-1)?.detail).toMatchObject({
      changes: { 姓名: ['王小八', '王大八'], 证件号码: [c.idMasked, now.idMasked] },
    })
    expect(JSON.stringify(now.timeline)).not.toContain(idNo)
  }
})
test('S5.3 S5.9 a photo leads 无照片 and 需人工确认 to 信息待认证; the reason of the failed comparison is forgotten', async () => {
  for (const status of ['no-photo', 'needs-check'] as const) {
    const c = await candidateIn(t, who.sch, status)
    await t.db((tx) => run(tx, sql`update candidates.candidates set certify_fail_reason = '不一致' where id = ${c.id}`))
    const photoFileId = await upload(t, who.sch, 'b.png', await photo({ as: 'png' }))
    await edit(c, { photoFileId })
    const now = await after(c)
    expect(now).toMatchObject({ status: 'unverified', photoFileId: expect.any(String), certifyFailReason: null })
    expect(now.photoFileId).not.toBe(c.photoFileId)
  }
})
test('P-5.2.3-10 信息准确: each of the four is refused by the server; the same values are no change', async () => {
  const c = await candidateIn(t, who.sch, 'verified')
  const photoFileId = await upload(t, who.sch, 'c.jpg', await photo())
  for (const locked of [
    { name: '王大八' },
    { idNo: freshNumber() },
    { idType: '护照', idNo: 'E12345678', gender: '男' },
    { photoFileId },
  ])
    expect(await refused(c, locked)).toMatchObject({
      code: 'locked-fields',
      says: '信息准确的考生不可修改姓名、身份证号、证件类型、照片',
      status: 409,
    })
  expect(await edit(c, { name: c.name, idType: '身份证', photoFileId: c.photoFileId, enrollYear: 2022 })).toMatchObject(
    { version: c.version + 1 },
  )
  expect(await after(c)).toMatchObject({ status: 'verified', enrollYear: 2022 })
})
test('P-5.2.3-09 认证中 nothing may be edited', async () => {
  const c = await candidateIn(t, who.sch, 'unverified')
  await t.db((tx) => run(tx, sql`update candidates.candidates set is_certifying = true where id = ${c.id}`))
  expect(await refused(c, { mobile: '13900000000' })).toMatchObject({ says: '认证处理中，请稍后再试', status: 409 })
})
test('P-5.2.3-11 the hint is said when 已报考证书 is above 0, and only then', async () => {
  const c = await candidateIn(t, who.sch, 'unverified')
  await t.db((tx) => countEnrolled(tx, [c.id], 1))
  expect((await edit(c, { mobile: '13900000001' })).hint).toBe('修改不影响已报考考试计划内的考生信息')
})
test('P-0-04 a stale version is refused; of two edits at once the first stands', async () => {
  const c = await candidateIn(t, who.sch, 'unverified')
  await edit(c, { mobile: '13900000002' })
  expect(await refused(c, { mobile: '13900000003' })).toMatchObject({ says: '数据状态已变更，请刷新后重试' })
  const now = await after(c)
  const both = await Promise.allSettled([edit(now, { enrollYear: 2018 }), edit(now, { enrollYear: 2019 })])
  expect(both.filter((b) => b.status === 'fulfilled')).toHaveLength(1)
})
test('P-5.2.3-09 P-0-11 field messages: somebody else’s number, another type without number, unfit photo, unknown major', async () => {
  const his = await candidateIn(t, who.sch, 'no-photo')
  const { idNo } = await t.as(who.sch, revealCandidate, { id: his.id })
  const c = await candidateIn(t, who.sch, 'unverified')
  const fields = async (more: object) => (await refused(c, more)).fields?.map((f) => `${f.path} ${f.message}`)
  expect(await refused(c, { idNo })).toMatchObject({ code: 'already-exists', says: '该考生已存在' })
  expect(await fields({ idNo: '123' })).toEqual(['idNo 身份证号格式不正确：身份证号应为 18 位，现为 3 位'])
  expect(await fields({ idType: '护照', gender: '男' })).toEqual(['idNo 修改证件类型时请同时填写证件号码'])
  expect(await fields({ eduLevel: '中职' })).toEqual(['eduLevel 专业层次与专业不一致：新能源汽车技术为高职专科'])
  expect(await fields({ majorId: idOf('no major') })).toEqual(['majorId 专业代码与专业版本不存在'])
  expect(await fields({ majorId: null })).toContain('majorId 请选择就读专业')
  expect(await fields({ enrollYear: 1980 })).toHaveLength(1)
  const blue = await upload(t, who.sch, 'd.jpg', await photo({ ground: { r: 60, g: 120, b: 220 } }))
  expect((await fields({ photoFileId: blue }))?.[0]).toMatch(/^photoFileId 照片底色应为红色/)
  expect((await after(c)).version).toBe(c.version)
})
test('P-5.2.3-18 P-0-11 编辑 of an old record asks for every empty required field', async () => {
  const c = await candidateIn(t, who.sch, 'no-photo')
  await t.db((tx) =>
    run(
      tx,
      sql`update candidates.candidates set name_pinyin = null, mobile_sealed = null, mobile_masked = null, major_id = null, edu_level = null, enroll_year = null where id = ${c.id}`,
    ),
  )
  const fields = (await refused(c, { name: '王小八' })).fields?.map((f) => f.message)
  expect(fields).toEqual(['请输入姓名拼音', '请输入手机号', '请选择就读专业', '请选择专业层次', '请输入入学年份'])
  await edit(c, { namePinyin: 'WANG XIAOBA', mobile: '13800000000', majorId: idOf('major 460702'), enrollYear: 2020 })
  expect(await after(c)).toMatchObject({ isIncomplete: false, eduLevel: '高职专科' })
})
test('P-0-02 another school’s candidate is not found; without the right 403', async () => {
  const foreign = await candidateIn(t, who.sch_b, 'unverified')
  expect(await refused(foreign, { mobile: '13900000000' })).toMatchObject({ status: 404, says: '数据不存在或无权查看' })
  const c = await candidateIn(t, who.sch, 'unverified')
  expect(
    await t.refused(who.sch_read, editCandidate, { id: c.id, version: c.version, mobile: '13900000000' }),
  ).toMatchObject({ status: 403 })
  expect(
    await t.refused(who.org_a, editCandidate, { id: c.id, version: c.version, mobile: '13900000000' }),
  ).toMatchObject({ status: 403 })
})
test('P-0-04 numbers never stand in clear in the operation log', async () => {
  const idNo = freshNumber()
  const c = await candidateIn(t, who.sch, 'unverified')
  await edit(c, { idNo, mobile: '13977776666' })
  const log = await t.db((tx) =>
    rows<{ text: string }>(
      tx,
      sql`select changes::text as text from kit.audit where entity_id = ${c.id} and changes is not null`,
    ),
  )
  expect(log.length).toBeGreaterThan(0)
  expect(log.some((r) => r.text.includes(idNo) || r.text.includes('13977776666'))).toBe(false)
})
