import { afterAll, beforeAll, expect, test } from 'vitest'
import { listCandidates } from '#candidates'
import type { Principal } from '#kit/pure/who.ts'
import { rows, sql } from '#kit/server/sql.ts'
import { addPlan, certificate, personOf, plan, shifted, windowsOf } from '../../../../seeds/enrolling.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { addCandidates, idNumber, idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import {
  deleteEnrolment,
  deleteEnrolments,
  enrolByCertificate,
  enrolBySubject,
  listEnrolments,
  type EnrolmentRow,
} from '../index.ts'
import { setSeated } from '../server/index.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())

/** Registers candidate `n` by certificate in a plan and gives its rows, 笔试 first. */
async function enrolled(
  n: number,
  planId: string,
  mode: 'certificate' | 'subject' = 'certificate',
): Promise<EnrolmentRow[]> {
  const [id] = await addCandidates(t.url, '北方工业大学', 1, n)
  const person = await personOf(t, id as string)
  if (mode === 'certificate') await t.as(who.sch, enrolByCertificate, { planId, ...person, certNo: '50800001' })
  else
    for (const no of ['101', '102'])
      await t.as(who.sch, enrolBySubject, { planId, credentialId: certificate, ...person, subjectNo: `50800001${no}` })
  return rowsOf(n)
}
const rowsOf = async (n: number): Promise<EnrolmentRow[]> =>
  (await t.as(who.sch, listEnrolments, { filter: { idNo: idNumber(n) } })).rows.toSorted((a, b) =>
    a.subjectNo.localeCompare(b.subjectNo),
  )
const countOf = async (n: number): Promise<number | undefined> =>
  (await t.as(who.sch, listCandidates, { tab: 'student', filter: { idNo: idNumber(n) } })).rows[0]?.enrolledCount

test('SC-06.8 P-5.2.6-15 S6.6 one 按证书 row: both its 科目 go, 已报考证书 falls by one, and it can be registered again', async () => {
  const [written] = await enrolled(1, plan)
  expect(await countOf(1)).toBe(1)
  expect(await t.as(who.sch, deleteEnrolment, { id: written?.id as string })).toEqual({ deleted: 2 })
  expect(await rowsOf(1)).toEqual([])
  expect(await countOf(1)).toBe(0)
  expect((await t.refused(who.sch, deleteEnrolment, { id: written?.id })).code).toBe('not-found')
  const [c] = await t.db((tx) =>
    rows<{ name: string; id: string }>(
      tx,
      sql`select id, name from candidates.candidates where school_id = ${idOf('北方工业大学')} limit 1`,
    ),
  )
  await t.as(who.sch, enrolByCertificate, { planId: plan, ...(await personOf(t, c?.id as string)), certNo: '50800001' })
  expect(await countOf(1)).toBe(1)
})

test('P-5.2.6-15 one 按科目 row: only that 科目 goes; with the last one the registration', async () => {
  const [written, practical] = await enrolled(2, plan, 'subject')
  expect(await t.as(who.sch, deleteEnrolment, { id: written?.id as string })).toEqual({ deleted: 1 })
  expect((await rowsOf(2)).map((r) => r.subjectName)).toEqual(['实操科目'])
  expect(await countOf(2)).toBe(1)
  await t.as(who.sch, deleteEnrolment, { id: practical?.id as string })
  expect(await countOf(2)).toBe(0)
})

test('P-5.2.6-14 a seat on one 科目 keeps the whole 按证书 registration; taken back it can be deleted', async () => {
  const [written, practical] = await enrolled(3, plan)
  await t.db((tx) => setSeated(tx, [practical?.id as string], tx.now))
  expect((await t.refused(who.sch, deleteEnrolment, { id: written?.id })).says).toBe('已排考或已缴费的报考信息不能删除')
  expect((await rowsOf(3)).map((r) => r.status)).toEqual(['unseated', 'awaiting'])
  await t.db((tx) => setSeated(tx, [practical?.id as string], null))
  await t.as(who.sch, deleteEnrolment, { id: written?.id as string })
})

test('P-5.2.6-14 P-0-08 batch: one unfit row stops all and is named; then all go', async () => {
  const a = await enrolled(4, plan, 'subject')
  const b = await enrolled(5, plan)
  const c = await enrolled(6, plan)
  await t.db((tx) => setSeated(tx, [a[1]?.id as string], tx.now))
  const ids = [b[0], a[0], a[1], c[0], c[1]].map((r) => r?.id as string)
  expect((await t.refused(who.sch, deleteEnrolments, { ids })).says).toBe(
    '所选数据中第3条不符合条件：已排考或已缴费的报考信息不能删除',
  )
  expect([await rowsOf(4), await rowsOf(5), await rowsOf(6)].map((r) => r.length)).toEqual([2, 2, 2])
  expect(await t.as(who.sch, deleteEnrolments, { ids: ids.filter((_, i) => i !== 2) })).toEqual({ deleted: 5 })
  expect([await rowsOf(4), await rowsOf(5), await rowsOf(6)].map((r) => r.length)).toEqual([1, 0, 0])
  expect([await countOf(4), await countOf(5), await countOf(6)]).toEqual([1, 0, 0])
  const r = await t.refused(who.sch, deleteEnrolments, { ids: [] })
  expect(r.fields?.[0]?.message).toBe('请先选择数据')
})

test('spec 7.1 deleting has no window: after 报考 it still works and the row says that it cannot be imported again', async () => {
  const p = await addPlan(t, '报考后删除')
  const [row] = await enrolled(9, p.id)
  expect(row?.isRegisterOver).toBe(false)
  const w = await windowsOf(t, p.id)
  await t.clock(shifted(w.registerEnd, 1))
  expect((await rowsOf(9))[0]?.isRegisterOver).toBe(true)
  await t.as(who.sch, deleteEnrolment, { id: row?.id as string })
  await t.clock(null)
})

test('P-0-02 another school, an awarding body and a role without the right delete nothing', async () => {
  const [row] = await enrolled(20, plan)
  expect((await t.refused(who.sch_b, deleteEnrolment, { id: row?.id })).code).toBe('not-found')
  expect((await t.refused(who.sch_b, deleteEnrolments, { ids: [row?.id] })).code).toBe('not-found')
  for (const p of [who.org_a, who.sch_cand, who.sch_fee])
    expect((await t.refused(p, deleteEnrolment, { id: row?.id })).status).toBe(403)
  expect(await rowsOf(20)).toHaveLength(2)
})
