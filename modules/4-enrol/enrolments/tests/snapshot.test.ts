import { afterAll, beforeAll, expect, test } from 'vitest'
import { editCandidate, getCandidate } from '#candidates'
import { myMessages } from '#messages'
import type { Principal } from '#kit/pure/who.ts'
import { reaction } from '#kit/server/context.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { addPlan, personOf, plan } from '../../../../seeds/enrolling.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { addCandidates, idNumber, idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import {
  editEnrolledCandidate,
  enrolledCandidate,
  enrolByCertificate,
  enrolment,
  issuedAlready,
  listEnrolledCandidates,
  listEnrolments,
  snapshotChanging,
} from '../index.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())

async function enrolled(n: number, planId = plan): Promise<string> {
  const [id] = await addCandidates(t.url, '北方工业大学', 1, n)
  await t.as(who.sch, enrolByCertificate, { planId, ...(await personOf(t, id as string)), certNo: '50800001' })
  return id as string
}
const rowOf = async (n: number, p = who.org_a) => {
  const [row] = (await t.as(p, listEnrolledCandidates, { filter: { idNo: idNumber(n) } })).rows
  if (!row) throw new Error('not enrolled')
  return row
}

test('SC-06.7 P-5.2.3-11 P-5.2.3-12 the school changes the candidate, the plan keeps the old; the awarding body changes 姓名拼音 and 手机号', async () => {
  const candidate = await enrolled(1)
  const before = await t.as(who.sch, getCandidate, { id: candidate })
  const edited = await t.as(who.sch, editCandidate, {
    id: candidate,
    version: before.version,
    mobile: '13911112222',
    namePinyin: 'GAI GUO',
  })
  expect(edited.hint).toBe('修改不影响已报考考试计划内的考生信息')
  const row = await rowOf(1)
  expect(row).toMatchObject({
    namePinyin: 'KAO SHENG',
    mobileMasked: '138****0000',
    planName: '第一批次职业技能等级证书考试',
  })
  await t.as(who.org_a, editEnrolledCandidate, {
    id: row.id,
    version: row.version,
    namePinyin: 'wang xiaoba',
    mobile: '13712345678',
  })
  expect(await rowOf(1)).toMatchObject({
    namePinyin: 'WANG XIAOBA',
    mobileMasked: '137****5678',
    version: row.version + 1,
  })
  const [sealed] = await t.db((tx) =>
    rows<{ m: Buffer }>(tx, sql`select mobile_sealed as m from enrolments.enrolments where id = ${row.id}`),
  )
  expect(t.house.secrets.openText(sealed?.m as Buffer)).toBe('13712345678')
  // 考生管理 of the school is not touched, and the school is told.
  expect((await t.as(who.sch, getCandidate, { id: candidate })).mobileMasked).toBe('139****2222')
  expect((await t.as(who.sch, myMessages, {})).rows[0]).toMatchObject({ title: '已报考考生信息已修改' })
  const [shown] = (await t.as(who.sch, listEnrolments, { filter: { idNo: idNumber(1) } })).rows
  const detail = await t.as(who.sch, enrolment, { id: shown?.id as string })
  expect(detail.timeline.map((e) => e.label)).toEqual(['按证书报考', '修改姓名拼音、手机号'])
  expect(detail.timeline[1]?.detail).toEqual({
    namePinyin: ['KAO SHENG', 'WANG XIAOBA'],
    mobile: ['138****0000', '137****5678'],
  })
})

test('SC-06.7 P-5.2.3-12 any other field is refused in the words of the rule and nothing changes', async () => {
  await enrolled(2)
  const row = await rowOf(2)
  for (const more of [{ name: '王小九' }, { gender: '男' }, { idNo: idNumber(3) }, { photoFileId: row.id }])
    expect(
      (
        await t.refused(who.org_a, editEnrolledCandidate, {
          id: row.id,
          version: row.version,
          namePinyin: 'LI LEI',
          ...more,
        })
      ).says,
    ).toBe('只能修改姓名拼音、手机号')
  expect(await rowOf(2)).toEqual(row)
  const r = await t.refused(who.org_a, editEnrolledCandidate, { id: row.id, version: row.version, mobile: '123' })
  expect(r.fields).toEqual([{ path: 'mobile', message: '手机号格式不正确' }])
  expect((await t.refused(who.org_a, editEnrolledCandidate, { id: row.id, version: row.version })).code).toBe('invalid')
  expect(
    (await t.refused(who.org_a, editEnrolledCandidate, { id: row.id, version: row.version - 1, namePinyin: 'LI LEI' }))
      .code,
  ).toBe('state-changed')
})

test('P-5.2.3-12 in one plan only: the same candidate in another plan stays as it was', async () => {
  const next = await addPlan(t, '另一计划')
  const id = await enrolled(4)
  await t.as(who.sch, enrolByCertificate, { planId: next.id, ...(await personOf(t, id)), certNo: '50800001' })
  const all = (await t.as(who.org_a, listEnrolledCandidates, { filter: { idNo: idNumber(4) } })).rows
  const here = all.find((r) => r.planName === '另一计划')
  await t.as(who.org_a, editEnrolledCandidate, {
    id: here?.id as string,
    version: here?.version as number,
    namePinyin: 'ZHI GAI ZHELI',
  })
  const after = (await t.as(who.org_a, listEnrolledCandidates, { filter: { idNo: idNumber(4) } })).rows
  expect(after.map((r) => `${r.planName} ${r.namePinyin}`).toSorted()).toEqual([
    '另一计划 ZHI GAI ZHELI',
    '第一批次职业技能等级证书考试 KAO SHENG',
  ])
})

test('P-5.2.3-12 all certificates of the candidate in that plan follow', async () => {
  const two = await addPlan(t, '两个证书')
  await t.db(async (tx) => {
    const [l] = await rows<{ id: string }>(
      tx,
      sql`insert into sessions.lines (session_id, credential_id) values (${two.id}, ${idOf('credential 50800003')}) returning id`,
    )
    await run(tx, sql`insert into exam_plans.line_fees (line_id, fee) values (${l?.id}, 100)`)
    await run(
      tx,
      sql`insert into sessions.line_subjects (line_id, subject_id) values (${l?.id}, ${idOf('subject 50800003101')})`,
    )
    await run(
      tx,
      sql`insert into pilots.declarations (plan_id, school_id, region_code, credential_id, awarding_body_id, year, apply_total, approved_total, status)
      select plan_id, school_id, region_code, ${idOf('credential 50800003')}, awarding_body_id, year, 10, 10, 'approved' from pilots.declarations where id = ${idOf('declaration 北方工业大学')}`,
    )
    await run(
      tx,
      sql`insert into pilots.declaration_majors (declaration_id, major_id, apply_count, approved_count) select id, ${idOf('major 460702')}, 10, 10 from pilots.declarations where credential_id = ${idOf('credential 50800003')}`,
    )
  })
  const id = await enrolled(5, two.id)
  await t.as(who.sch, enrolByCertificate, { planId: two.id, ...(await personOf(t, id)), certNo: '50800003' })
  const [one] = (await t.as(who.org_a, listEnrolledCandidates, { filter: { idNo: idNumber(5) } })).rows
  await t.as(who.org_a, editEnrolledCandidate, {
    id: one?.id as string,
    version: one?.version as number,
    namePinyin: 'DOU GAI',
  })
  expect(
    (await t.as(who.org_a, listEnrolledCandidates, { filter: { idNo: idNumber(5) } })).rows.map((r) => r.namePinyin),
  ).toEqual(['DOU GAI', 'DOU GAI'])
})

test('P-0-02 another awarding body sees nothing and changes nothing; schools and read-only roles may not', async () => {
  await enrolled(6)
  const row = await rowOf(6)
  const input = { id: row.id, version: row.version, namePinyin: 'LI LEI' }
  expect((await t.as(who.org_b, listEnrolledCandidates, {})).rows).toEqual([])
  expect((await t.as(who.org_a, enrolledCandidate, { id: row.id })).subjects).toHaveLength(2)
  expect((await t.refused(who.org_b, enrolledCandidate, { id: row.id })).code).toBe('not-found')
  expect((await t.refused(who.org_b, editEnrolledCandidate, input)).code).toBe('not-found')
  for (const p of [who.sch, who.prv, who.org_a_sign])
    expect((await t.refused(p, editEnrolledCandidate, input)).status).toBe(403)
  const bound: Principal = { ...who.org_a, charge: [idOf('credential 50800003')] }
  expect((await t.refused(bound, editEnrolledCandidate, input)).code).toBe('not-found')
})

test('spec 7.1 until 发放: a module below refuses through the event, and nothing is changed', async () => {
  await enrolled(7)
  const row = await rowOf(7)
  const seen: string[] = []
  const below = reaction(snapshotChanging, async (_inside, { enrolmentIds }) => {
    seen.push(...enrolmentIds)
    throw issuedAlready()
  })
  const map = t.house.reactions as Map<string, unknown[]>
  map.set(below.event, [below])
  const r = await t.refused(who.org_a, editEnrolledCandidate, {
    id: row.id,
    version: row.version,
    namePinyin: 'LI LEI',
  })
  map.delete(below.event)
  expect(r.says).toBe('数据状态已变更，请刷新后重试')
  expect(seen).toEqual([row.id])
  expect((await rowOf(7)).namePinyin).toBe('KAO SHENG')
})
