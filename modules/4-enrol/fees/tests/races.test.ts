import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteEnrolment, enrolByCertificate, enrolBySubject, listEnrolments, type EnrolmentRow } from '#enrolments'
import { setSeated } from '#enrolments/server'
import { rows, run, sql } from '#kit/server/sql.ts'
import type { Principal } from '#kit/pure/who.ts'
import { undoImport } from '#transfers'
import { addPlan, certificate, importRows, personOf } from '../../../../seeds/enrolling.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { addCandidates, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { confirmPayments, deletePayment, generateByCertificate, generateBySubject } from '../index.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())

async function enrolled(
  planId: string,
  from: number,
  count: number,
  mode: 'certificate' | 'subject' = 'certificate',
  p = who.sch,
  school = '北方工业大学',
): Promise<void> {
  for (const id of await addCandidates(t.url, school, count, from)) {
    const person = { planId, ...(await personOf(t, id)) }
    if (mode === 'certificate') await t.as(p, enrolByCertificate, { ...person, certNo: '50800001' })
    else
      for (const no of ['101', '102'])
        await t.as(p, enrolBySubject, { ...person, credentialId: certificate, subjectNo: `50800001${no}` })
  }
}
const rowsIn = async (name: string, p = who.sch): Promise<readonly EnrolmentRow[]> =>
  (await t.as(p, listEnrolments, { filter: { planName: name }, size: 100 })).rows
test('P-5.2.7-04 twenty parallel clicks make one request; the same key gets the same answer', async () => {
  const p = await addPlan(t, '连点')
  await enrolled(p.id, 50, 4)
  const input = { planId: p.id, credentialId: certificate }
  const clicks = await Promise.allSettled(Array.from({ length: 20 }, () => t.as(who.sch, generateByCertificate, input)))
  expect(clicks.filter((c) => c.status === 'fulfilled')).toHaveLength(1)
  expect(new Set(clicks.flatMap((c) => (c.status === 'rejected' ? [(c.reason as Error).message] : [])))).toEqual(
    new Set(['没有可生成缴费申请单的报考数据']),
  )
  const [items] = await t.db((tx) =>
    rows<{ n: number; once: number }>(
      tx,
      sql`select count(*) as n, count(distinct i.enrolment_id) as once from fees.payment_items i join fees.payment_requests r on r.id = i.request_id where r.session_id = ${p.id}`,
    ),
  )
  expect(items).toEqual({ n: 4, once: 4 })
  await enrolled(p.id, 54, 1)
  const keyed = await Promise.all(
    Array.from({ length: 5 }, () => t.as(who.sch, generateByCertificate, input, 'one click')),
  )
  expect(new Set(keyed.map((k) => k.number)).size).toBe(1)
})

test('P-5.2.7-08 confirming and deleting at the same moment: one of the two happens', async () => {
  const p = await addPlan(t, '确认与删除')
  for (let n = 60; n < 66; n++) {
    await enrolled(p.id, n, 1)
    const { id } = await t.as(who.sch, generateByCertificate, { planId: p.id, credentialId: certificate })
    const both = await Promise.allSettled([
      t.as(who.org_a, confirmPayments, { ids: [id] }),
      t.as(who.sch, deletePayment, { id }),
    ])
    expect(both.filter((b) => b.status === 'fulfilled')).toHaveLength(1)
  }
  const odd = await t.db((tx) =>
    rows(
      tx,
      sql`select 1 from enrolments.enrolment_subjects es left join fees.payment_requests r on r.number = es.payment_number
          where es.session_id = ${p.id} and (es.pay_status = 'paid') is distinct from (coalesce(r.status, 'pending') = 'confirmed')`,
    ),
  )
  expect(odd).toEqual([])
})

test('P-5.2.6-16 the foreign keys say no in words, should the kept columns ever be behind', async () => {
  const p = await addPlan(t, '外键')
  await enrolled(p.id, 90, 1)
  await enrolled(p.id, 91, 1, 'subject')
  await t.as(who.sch, generateByCertificate, { planId: p.id, credentialId: certificate })
  await t.as(who.sch, generateBySubject, { planId: p.id, credentialId: certificate })
  await t.db((tx) =>
    run(tx, sql`update enrolments.enrolment_subjects set payment_number = null where session_id = ${p.id}`),
  )
  for (const row of await rowsIn('外键'))
    expect((await t.refused(who.sch, deleteEnrolment, { id: row.id })).code).toBe('in-request')
  // And the other way: what is claimed twice is refused by the unique index.
  for (const op of [generateByCertificate, generateBySubject])
    expect((await t.refused(who.sch, op, { planId: p.id, credentialId: certificate })).says).toBe(
      '没有可生成缴费申请单的报考数据',
    )
})

test('P-0-06 an import whose rows stand in a request is not taken back; with the request gone it is', async () => {
  const p = await addPlan(t, '撤销与缴费')
  const [id] = await addCandidates(t.url, '北方工业大学', 1, 95)
  const person = await personOf(t, id as string)
  const head = ['考生姓名', '证件类型', '证件号码', '证书编号']
  const done = await importRows(t, who.sch, 'enrolments.byCertificate', { planId: p.id }, [
    head,
    [person.name, person.idType, person.idNo, '50800001'],
  ])
  const made = await t.as(who.sch, generateByCertificate, { planId: p.id, credentialId: certificate })
  expect((await t.refused(who.sch, undoImport, { importId: done.id })).says).toBe(
    '导入的报考中有2条已排考、已缴费或已生成缴费申请单，不能撤销',
  )
  await t.as(who.sch, deletePayment, { id: made.id })
  await t.as(who.sch, undoImport, { importId: done.id })
  expect(await rowsIn('撤销与缴费')).toEqual([])
})

test('S6.6 S6.2 under a race: deleting, seating and asking for payment at the same time never wait in a ring', async () => {
  const p = await addPlan(t, '三方同时')
  await enrolled(p.id, 100, 6)
  const all = await rowsIn('三方同时')
  const ids = all.map((r) => r.id)
  const results = await Promise.allSettled([
    ...ids.map((id) => t.as(who.sch, deleteEnrolment, { id })),
    t.as(who.sch, generateByCertificate, { planId: p.id, credentialId: certificate }),
    t.db(async (tx) => setSeated(tx, ids.toReversed(), tx.now)),
    ...ids.toReversed().map((id) => t.as(who.sch, deleteEnrolment, { id })),
  ])
  expect(
    results.flatMap((r) =>
      r.status === 'rejected' && (r.reason as Error).name !== 'Refusal' ? [String(r.reason)] : [],
    ),
  ).toEqual([])
  const [left] = await t.db((tx) =>
    rows<{ n: number; billed: number }>(
      tx,
      sql`select (select count(*) from enrolments.enrolments where session_id = ${p.id}) as n,
            (select count(*) from fees.payment_items i join fees.payment_requests r on r.id = i.request_id where r.session_id = ${p.id}) as billed`,
    ),
  )
  expect(left?.billed).toBeLessThanOrEqual(left?.n as number)
})
