import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { rows, sql } from '#kit/server/sql.ts'
import { checkCharacter } from '#packages/id-number/index.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { addCandidate, getCandidate, listCandidates } from '../index.ts'
import { form, freshNumber, photo, upload, type PhotoWish } from './stage.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())
const told = async (more: object) => {
  const r = await t.refused(who.sch, addCandidate, form(more))
  return { code: r.code, status: r.status, fields: r.fields?.map((f) => `${f.path} ${f.message}`) }
}

test('P-5.2.3-03 P2-2.2-02 S5.1 新增考生 without photo: 无照片, 26-digit 考生编号, gender and birth date from the number', async () => {
  await t.clock('2021-09-17T02:00:06.000Z')
  const made = await t.as(who.sch, addCandidate, form({ idNo: '37068219990109653 2', enrollYear: 2020 }))
  expect(made.candidateNo).toMatch(/^37068220211631844006\d{6}$/)
  const c = await t.as(who.sch, getCandidate, { id: made.id })
  expect(c).toMatchObject({
    status: 'no-photo',
    gender: '男',
    birthDate: '1999-01-09',
    isIncomplete: false,
    missing: [],
    majorCode: '460702',
    majorVersion: '2021年版',
  })
  expect(c.timeline).toMatchObject([{ label: '新增考生', to: 'no-photo', byName: who.sch.name }])
  await t.clock(null)
})
test('P-5.2.3-03 考生编号 of a passport begins with the region of the school; two of one second differ', async () => {
  await t.clock('2026-11-26T02:00:00.000Z')
  const passport = (idNo: string) => form({ idType: '护照', idNo, gender: '女', birthDate: '1990-02-03' })
  const a = await t.as(who.sch, addCandidate, passport('E10000001'))
  const b = await t.as(who.sch, addCandidate, passport('E10000002'))
  expect(a.candidateNo.slice(0, 20)).toBe(`110100${'2026'}${Date.parse('2026-11-26T02:00:00Z') / 1000}`)
  expect(a.candidateNo).not.toBe(b.candidateNo)
  expect(await t.as(who.sch, getCandidate, { id: a.id })).toMatchObject({ gender: '女', birthDate: '1990-02-03' })
  await t.clock(null)
})
test('S5.2 新增考生 with photo: 信息待认证', async () => {
  const photoFileId = await upload(t, who.sch, 'a.jpg', await photo())
  const { id } = await t.as(who.sch, addCandidate, form({ photoFileId }))
  expect(await t.as(who.sch, getCandidate, { id })).toMatchObject({
    status: 'unverified',
    photoFileId: expect.any(String),
  })
})
test('P-5.2.3-03 该考生已存在: in either tab, whatever the spelling, but another school may have the same person', async () => {
  const mine = freshNumber()
  await t.as(who.sch, addCandidate, form({ idNo: mine }))
  expect(await t.refused(who.sch, addCandidate, form({ idNo: mine }))).toMatchObject({
    code: 'already-exists',
    says: '该考生已存在',
    status: 409,
  })
  expect(
    await t.refused(who.sch, addCandidate, form({ kind: 'external', idNo: ` ${mine.slice(0, 8)} ${mine.slice(8)}` })),
  ).toMatchObject({ says: '该考生已存在' })
  expect(await t.as(who.sch_b, addCandidate, form({ idNo: mine }))).toHaveProperty('id')
})
test('P-5.2.3-03 pressed twice at once the person is added once', async () => {
  const idNo = freshNumber()
  const results = await Promise.allSettled([1, 2, 3].map(() => t.as(who.sch, addCandidate, form({ idNo }))))
  expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
  expect((await t.as(who.sch, listCandidates, { filter: { idNo } })).total).toBe(1)
})
test('P-5.2.3-03 P-0-11 every field has its message, and the sentence says what exactly is wrong', async () => {
  expect(await told({ name: '' })).toEqual({ code: 'invalid', status: 422, fields: ['name 请输入姓名'] })
  expect((await told({ namePinyin: undefined })).fields).toEqual(['namePinyin 请输入姓名拼音'])
  expect((await told({ mobile: '1380' })).fields).toEqual(['mobile 手机号格式不正确'])
  expect((await told({ idType: '驾驶证' })).fields).toEqual(['idType 请选择证件类型'])
  expect((await told({ idNo: ' ' })).fields).toEqual(['idNo 请输入证件号码'])
  expect((await told({ idNo: '110101199909090018' })).fields).toEqual([
    'idNo 身份证号格式不正确：校验码应为 9，请核对最后一位',
  ])
  expect((await told({ gender: '女', idNo: '110101199909090019' })).fields).toEqual([
    'gender 性别与身份证号不一致：按身份证号应为男',
  ])
  expect((await told({ idType: '护照', idNo: 'E12345678' })).fields).toEqual(['gender 请选择性别'])
  expect((await told({ majorId: undefined, eduLevel: undefined, enrollYear: undefined })).fields).toEqual([
    'majorId 请选择就读专业',
    'eduLevel 请选择专业层次',
    'enrollYear 请输入入学年份',
  ])
  expect((await told({ majorId: idOf('nobody’s major') })).fields).toEqual(['majorId 专业代码与专业版本不存在'])
  expect((await told({ eduLevel: '中职' })).fields).toEqual(['eduLevel 专业层次与专业不一致：新能源汽车技术为高职专科'])
  expect((await told({ enrollYear: 1989 })).fields?.[0]).toMatch(/^enrollYear 入学年份应在1990至/)
  expect((await told({ enrollYear: new Date().getFullYear() + 1 })).fields?.[0]).toMatch(/^enrollYear/)
})
test('P-5.2.3-03 born today by the one clock is accepted, tomorrow is not', async () => {
  const born = (day: string) => `110101${day}001` + checkCharacter(`110101${day}001`)
  await t.clock('2026-11-25T15:59:59.000Z')
  expect((await told({ idNo: born('20261126') })).fields?.[0]).toMatch(/晚于今天/)
  await t.clock('2026-11-25T16:00:00.000Z')
  expect(await t.as(who.sch, addCandidate, form({ idNo: born('20261126') }))).toHaveProperty('id')
  await t.clock(null)
})
test('P-5.2.3-03 P-5.2.3-05 a photo that does not fit is refused by its content, with the sentence of the manual', async () => {
  const wrong = async (wish: PhotoWish | Buffer, purpose = 'photo') => {
    const bytes = Buffer.isBuffer(wish) ? wish : await photo(wish)
    const before = await t.as(who.sch, listCandidates, {})
    const r = await told({ photoFileId: await upload(t, who.sch, 'a.jpg', bytes, purpose) })
    expect((await t.as(who.sch, listCandidates, {})).total).toBe(before.total)
    return r.fields?.[0]
  }
  expect(await wrong({ ground: { r: 60, g: 120, b: 220 } })).toMatch(/^photoFileId 照片底色应为红色/)
  expect(await wrong({ width: 600, height: 800 })).toMatch(/^photoFileId 照片像素不符合要求/)
  expect(await wrong({ as: 'webp' })).toMatch(/^photoFileId 照片格式不正确/)
  expect(await wrong(Buffer.from('not a picture'))).toMatch(/^photoFileId 照片格式不正确/)
  expect(await wrong(Buffer.concat([await photo(), Buffer.alloc(5 * 1024 * 1024)]))).toMatch(
    /^photoFileId 照片大小超过5M/,
  )
  expect(await wrong({}, 'import')).toBe('photoFileId 照片不存在，请重新上传')
  const foreign = await upload(t, who.sch_b, 'a.jpg', await photo())
  expect((await told({ photoFileId: foreign })).fields).toEqual(['photoFileId 照片不存在，请重新上传'])
})
test('P-0-04 the operation log tells who added whom, without numbers', async () => {
  const { id } = await t.as(who.sch_cand, addCandidate, form())
  const [row] = await t.db((tx) =>
    rows(tx, sql`select label, account_name as "by", to_state as "to" from kit.audit where entity_id = ${id}`),
  )
  expect(row).toEqual({ label: '新增考生', by: who.sch_cand.name, to: 'no-photo' })
})
