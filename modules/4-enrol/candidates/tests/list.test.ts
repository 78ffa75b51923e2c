import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { transaction } from '#kit/server/db.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { addCandidate, getCandidate, listCandidates, proposePinyin, revealCandidate } from '../index.ts'
import { candidateIn, form, freshNumber } from './stage.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())

test('P-5.2.3-01 a candidate stands in the tab it was added in and in no other; the list shows numbers masked (P-0-03)', async () => {
  const student = await t.as(who.sch, addCandidate, form({ name: '甲学生', idNo: '370682199901096532' }))
  const external = await t.as(who.sch, addCandidate, {
    ...form({ kind: 'external', name: '乙社会' }),
    majorId: undefined,
    eduLevel: undefined,
    enrollYear: undefined,
  })
  const students = await t.as(who.sch, listCandidates, { tab: 'student' })
  const externals = await t.as(who.sch, listCandidates, { tab: 'external' })
  expect(students.rows.map((r) => r.id)).toContain(student.id)
  expect(externals.rows.map((r) => r.id)).toEqual([external.id])
  expect(students.tabs?.['external']).toBe(1)
  expect(await t.as(who.sch, listCandidates, {})).toMatchObject({ rows: students.rows })
  expect(students.rows.find((r) => r.id === student.id)).toMatchObject({
    idMasked: '370*****6532',
    mobileMasked: '138****0000',
    gender: '男',
    majorName: '新能源汽车技术',
    enrollYear: 2020,
    status: 'no-photo',
    enrolledCount: 0,
  })
  expect(JSON.stringify(students)).not.toContain('370682199901096532')
})

test('P-5.2.3-02 query by 姓名, 专业, 入学年份, 信息状态 and by the whole 证件号码 alone', async () => {
  const idNo = freshNumber()
  const { id } = await t.as(who.sch, addCandidate, form({ name: '丙查询', idNo, enrollYear: 2017 }))
  const found = async (filter: object) => (await t.as(who.sch, listCandidates, { filter })).rows.map((r) => r.id)
  expect(await found({ name: '丙查' })).toEqual([id])
  expect(await found({ idNo })).toEqual([id])
  expect(await found({ idNo: ` ${idNo.slice(0, 6)} ${idNo.slice(6)} ` })).toEqual([id])
  expect(await found({ idNo: idNo.slice(0, 10) })).toEqual([])
  expect(await found({ enrollYear: '2017' })).toEqual([id])
  expect(await found({ enrollYear: '二〇' })).toEqual([])
  expect(await found({ name: '丙查', major: '新能源' })).toEqual([id])
  expect(await found({ name: '丙查', major: '会计' })).toEqual([])
  expect(await found({ name: '丙查', status: 'no-photo' })).toEqual([id])
  expect(await found({ name: '丙查', status: 'verified' })).toEqual([])
  expect(await found({ name: '%' })).toEqual([])
})

test('P-0-02 another school’s candidate is not found, whatever is tried', async () => {
  const c = await candidateIn(t, who.sch_b, 'no-photo')
  expect(await t.refused(who.sch, getCandidate, { id: c.id })).toMatchObject({
    status: 404,
    says: '数据不存在或无权查看',
  })
  expect(await t.refused(who.sch, revealCandidate, { id: c.id })).toMatchObject({ status: 404 })
  expect((await t.as(who.sch, listCandidates, { size: 100 })).rows.map((r) => r.id)).not.toContain(c.id)
})

test('P-0-02 P-1-04 without the right 403; other actors have no 考生管理; a school that is no pilot yet is told so', async () => {
  const c = await candidateIn(t, who.sch, 'no-photo')
  expect(await t.refused(who.sch_fee, listCandidates, {})).toMatchObject({ status: 403, says: '无操作权限' })
  expect(await t.refused(who.sch_read, addCandidate, form())).toMatchObject({ status: 403, says: '无操作权限' })
  expect(await t.as(who.sch_read, getCandidate, { id: c.id })).toMatchObject({ id: c.id })
  expect(await t.as(who.sch_sign, listCandidates, {})).toHaveProperty('rows')
  for (const other of [who.org_a, who.prv, who.cty, who.ops])
    expect(await t.refused(other, listCandidates, {})).toMatchObject({ status: 403 })
  expect(await t.refused(who.sch_new, listCandidates, {})).toMatchObject({ code: 'not-pilot-yet', status: 403 })
})

test('P-0-03 显示全部 gives the clear numbers to who keeps candidates and leaves a row of who looked', async () => {
  const idNo = freshNumber()
  const { id, candidateNo } = await t.as(who.sch, addCandidate, form({ idNo, mobile: '13912345678' }))
  expect(await t.as(who.sch_cand, revealCandidate, { id })).toEqual({ idNo, mobile: '13912345678' })
  const looked = await t.db((tx) =>
    rows(tx, sql`select account_name as "by", why from people.unmaskings where why like ${`%${candidateNo}%`}`),
  )
  expect(looked).toEqual([{ by: who.sch_cand.name, why: `查看考生${candidateNo}` }])
  expect(await t.refused(who.sch_read, revealCandidate, { id })).toMatchObject({ status: 403 })
  const trail = await t.db((tx) =>
    rows<{ n: string }>(tx, sql`select coalesce(changes::text, '') || coalesce(reason, '') as n from kit.audit`),
  )
  expect(trail.some((r) => r.n.includes(idNo) || r.n.includes('13912345678'))).toBe(false)
})

test('P-0-02 the row policy keeps candidates of others away even from a statement without a scope', async () => {
  await candidateIn(t, who.sch_c, 'no-photo')
  const seen = await transaction(t.house.database, who.sch_c, (tx) =>
    rows<{ school: string }>(tx, sql`select distinct school_id as school from candidates.candidates`),
  )
  expect(seen).toEqual([{ school: who.sch_c.organisationId }])
  const taken = await transaction(t.house.database, who.sch_c, (tx) =>
    run(tx, sql`update candidates.candidates set name = '改' where school_id = ${who.sch.organisationId}`),
  )
  expect(taken).toBe(0)
})

test('P-0-01 newest first, sorted and paged by cursor over more than one page', async () => {
  for (const name of ['排一', '排二', '排三']) await t.as(who.sch_gd, addCandidate, form({ name }))
  const first = await t.as(who.sch_gd, listCandidates, { size: 2 })
  expect(first.rows.map((r) => r.name)).toEqual(['排三', '排二'])
  const second = await t.as(who.sch_gd, listCandidates, { size: 2, after: first.next as string })
  expect(second.rows.map((r) => r.name)).toEqual(['排一'])
  const sorted = await t.as(who.sch_gd, listCandidates, { sort: 'candidateNo' })
  expect(sorted.rows.map((r) => r.candidateNo)).toEqual(sorted.rows.map((r) => r.candidateNo).toSorted())
})

test('P-5.2.3-03 姓名拼音 is proposed from the name', async () => {
  expect(await t.as(who.sch, proposePinyin, { name: '王小八' })).toEqual({ pinyin: 'WANG XIAOBA' })
})
