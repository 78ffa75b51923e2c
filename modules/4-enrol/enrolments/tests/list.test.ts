import { afterAll, beforeAll, expect, test } from 'vitest'
import { startExport } from '#transfers'
import { unmaskings } from '#people'
import type { Principal } from '#kit/pure/who.ts'
import { rows, sql } from '#kit/server/sql.ts'
import { addPlan, certificate, exportedRows, personOf, plan, shifted } from '../../../../seeds/enrolling.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { addCandidates, idNumber, idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { enrolByCertificate, enrolBySubject, enrolment, listEnrolments } from '../index.ts'
import { setSeated } from '../server/index.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  const ids = await addCandidates(t.url, '北方工业大学', 3, 1)
  for (const id of ids.slice(0, 2))
    await t.as(who.sch, enrolByCertificate, { planId: plan, ...(await personOf(t, id)), certNo: '50800001' })
  await t.as(who.sch, enrolBySubject, {
    planId: plan,
    credentialId: certificate,
    ...(await personOf(t, ids[2] as string)),
    subjectNo: '50800001102',
  })
  const [b] = await addCandidates(t.url, '学校乙', 1, 10)
  await t.as(who.sch_b, enrolByCertificate, { planId: plan, ...(await personOf(t, b as string)), certNo: '50800001' })
})
afterAll(() => t.close())

test('P-5.2.6-01 P-5.2.6-18 P-0-02 a school sees its own rows, an awarding body those of its plans, another one none', async () => {
  const sees = async (p: Principal) => (await t.as(p, listEnrolments, { size: 50 })).total
  expect([
    await sees(who.sch),
    await sees(who.sch_b),
    await sees(who.sch_c),
    await sees(who.org_a),
    await sees(who.org_b),
  ]).toEqual([5, 2, 0, 7, 0])
  const [row] = (await t.as(who.sch_b, listEnrolments, {})).rows
  expect((await t.as(who.org_a, enrolment, { id: row?.id as string })).schoolName).toBe('学校乙')
  for (const p of [who.sch, who.org_b]) expect((await t.refused(p, enrolment, { id: row?.id })).code).toBe('not-found')
})

test('P-5.2.6-01 the query: plan, name, number, 证件号码 (whole), type, certificate, mode, 科目, 缴费标识, 院校', async () => {
  const count = async (filter: Record<string, string>, p = who.org_a) =>
    (await t.as(p, listEnrolments, { filter, size: 50 })).rows.length
  const [one] = (await t.as(who.sch, listEnrolments, { filter: { idNo: idNumber(2) } })).rows
  expect(await count({ idNo: idNumber(2) })).toBe(2)
  expect(await count({ idNo: idNumber(2).slice(0, 17) })).toBe(0)
  expect(await count({ candidateNo: one?.candidateNo ?? '' })).toBe(2)
  expect(await count({ name: one?.name ?? '' })).toBe(2)
  expect(await count({ planName: '第一批次', certName: '智能', certLevel: '初级' })).toBe(7)
  expect(await count({ planName: '第二批次' })).toBe(0)
  expect(await count({ mode: 'subject' })).toBe(1)
  expect(await count({ subjectName: '实操' })).toBe(4)
  expect(await count({ payStatus: 'paid' })).toBe(0)
  expect(await count({ schoolName: '学校乙' })).toBe(2)
  expect(await count({ kind: 'external' })).toBe(0)
})

test('P-5.2.6-17 S6 with a seat the clock moves the row through 待考试, 考试中, 已结束, to the second; the tabs count along', async () => {
  const [practical] = (await t.as(who.sch, listEnrolments, { filter: { mode: 'subject' } })).rows
  const [sitting] = await t.db((tx) =>
    rows<{ from: string; to: string }>(
      tx,
      sql`select starts_at as "from", ends_at as "to" from sessions.sittings where line_subject_id = ${idOf('line subject 102')}`,
    ),
  )
  await t.db((tx) => setSeated(tx, [practical?.id as string], tx.now))
  const seen = async (now: string) => {
    await t.clock(now)
    const page = await t.as(who.sch, listEnrolments, { tab: 'unseated', size: 50 })
    const { status } = (await t.as(who.sch, listEnrolments, { filter: { mode: 'subject' } })).rows[0] ?? {}
    return [status, page.rows.length, page.tabs?.[status as string]]
  }
  const { from, to } = sitting as { from: string; to: string }
  expect(await seen(shifted(from, -1))).toEqual(['awaiting', 4, 1])
  expect(await seen(from)).toEqual(['examining', 4, 1])
  expect(await seen(to)).toEqual(['examining', 4, 1])
  expect(await seen(shifted(to, 1))).toEqual(['over', 4, 1])
  // A39: the others have no seat and stay 未排考.
  expect((await t.as(who.sch, listEnrolments, {})).tabs).toMatchObject({ unseated: 4, over: 1 })
  await t.clock(null)
})

const exported = (p: Principal, query: Record<string, unknown>) => exportedRows(t, p, 'enrolments.enrolments', query)

test('P-5.2.6-13 P-0-05 X4: without a tick every row of the question, with ticks these; a school gets masked numbers', async () => {
  const all = await exported(who.sch, { filter: {}, size: 10 })
  expect(all).toHaveLength(6)
  expect(all[0]).toEqual([
    '考试计划',
    '考生姓名',
    '考生编号',
    '证件号码',
    '考生类型',
    '所属院校',
    '专业名称',
    '报考证书',
    '证书等级',
    '报考方式',
    '科目编号',
    '科目名称',
    '参考对象类型',
    '报考状态',
    '缴费标识',
    '缴费单号',
  ])
  expect(all.slice(1).map((l) => l[3])).toEqual(
    expect.arrayContaining([`${idNumber(1).slice(0, 3)}*****${idNumber(1).slice(-4)}`]),
  )
  expect(all.slice(1).every((l) => l[4] === '院校考生' && l[14] === '未缴费')).toBe(true)
  const [row] = (await t.as(who.sch, listEnrolments, { filter: { mode: 'subject' } })).rows
  const ticked = await exported(who.sch, { filter: {}, size: 10, ids: [row?.id] })
  expect(ticked.slice(1).map((l) => [l[9], l[11], l[13]])).toEqual([['按科目', '实操科目', '待考试']])
  expect(await exported(who.sch, { filter: { planName: '没有' }, size: 10 })).toHaveLength(1)
})

test('P-0-03 X4 for the awarding body carries full 证件号码 for its own exam system, and leaves a row of who looked', async () => {
  const all = await exported(who.org_a, { filter: { schoolName: '学校乙' }, size: 10 })
  expect(all.slice(1).map((l) => l[3])).toEqual([idNumber(10), idNumber(10)])
  expect((await t.as(who.ops, unmaskings, {})).rows.filter((r) => r.why === '报考管理').length).toBeGreaterThan(0)
  expect(await exported(who.org_b, { filter: {}, size: 10 })).toHaveLength(1)
  expect((await t.refused(who.prv, startExport, { export: 'enrolments.enrolments', query: {} })).status).toBe(403)
})

test('the list of a school with many rows pages by cursor without a gap', async () => {
  const p = await addPlan(t, '翻页')
  for (const id of await addCandidates(t.url, '学校丙', 7, 100))
    await t.as(who.sch_c, enrolByCertificate, { planId: p.id, ...(await personOf(t, id)), certNo: '50800001' })
  const seen: string[] = []
  for (let after: string | undefined, first = true; first || after; first = false) {
    const page = await t.as(who.sch_c, listEnrolments, { size: 5, ...(after ? { after } : {}) })
    seen.push(...page.rows.map((r) => r.id))
    after = page.next ?? undefined
  }
  expect(new Set(seen).size).toBe(14)
})
