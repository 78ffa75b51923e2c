import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  deleteEnrolment,
  deleteEnrolments,
  enrolByCertificate,
  enrolBySubject,
  enrolment,
  listEnrolments,
  type EnrolmentRow,
} from '#enrolments'
import { myMessages } from '#messages'
import type { Principal } from '#kit/pure/who.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { startExport } from '#transfers'
import { addPlan, certificate, exportedRows, personOf, plan, shifted, windowsOf } from '../../../../seeds/enrolling.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { addCandidates, idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import {
  confirmPayments,
  deletePayment,
  generateByCertificate,
  generateBySubject,
  listPaymentItems,
  listPayments,
  payChoices,
  payment,
} from '../index.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())
afterEach(() => t.clock(null))

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
const offered = async (mode: 'certificate' | 'subject', p = who.sch) =>
  Object.fromEntries(
    (await t.as(p, payChoices, { mode })).plans.map((x) => [
      x.name,
      x.credentials.map((c) => `${c.certNo} ${c.count} ${c.total ?? '无'}`).join(),
    ]),
  )

test('SC-07.1 P-5.2.7-02 P-5.2.7-03 P-5.2.7-04 S7.1 two by certificate at 200: one request of 400.00; again there is nothing left', async () => {
  await enrolled(plan, 1, 2)
  await enrolled(plan, 3, 1, 'subject')
  const name = '第一批次职业技能等级证书考试'
  expect(await offered('certificate')).toEqual({ [name]: '50800001 2 400.00' })
  expect(await offered('subject')).toEqual({ [name]: '50800001 2 240.00' })
  const made = await t.as(who.sch, generateByCertificate, { planId: plan, credentialId: certificate })
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
  expect(made.number).toMatch(new RegExp(`^JF${today}\\d{6}$`))
  expect(await t.as(who.sch, payment, { id: made.id })).toMatchObject({
    headcount: 2,
    unitFee: '200.00',
    totalFee: '400.00',
    status: 'pending',
    mode: 'certificate',
    payMethod: '转账到 0200 0000 0000',
    confirmedAt: null,
    planName: name,
  })
  const again = await t.refused(who.sch, generateByCertificate, { planId: plan, credentialId: certificate })
  expect(again.says).toBe('没有可生成缴费申请单的报考数据')
  // 按科目 takes what was registered 按科目 alone, at the price of each 科目.
  const bySubject = await t.as(who.sch, generateBySubject, { planId: plan, credentialId: certificate })
  expect(await t.as(who.sch, payment, { id: bySubject.id })).toMatchObject({
    headcount: 2,
    unitFee: '120.00',
    totalFee: '240.00',
    mode: 'subject',
  })
  expect([await offered('certificate'), await offered('subject')]).toEqual([{}, {}])
  expect((await t.as(who.org_a, myMessages, {})).rows.map((m) => m.title)).toEqual(['新的缴费申请单', '新的缴费申请单'])
})

test('P-5.2.7-05 查看: the candidates of the request, masked, with the price frozen for each', async () => {
  const [bySubject, byCertificate] = (await t.as(who.sch, listPayments, {})).rows
  const items = await t.as(who.sch, listPaymentItems, { filter: { requestId: byCertificate?.id } })
  expect(items.rows.map((i) => [i.subjectName, i.fee])).toEqual([
    [null, '200.00'],
    [null, '200.00'],
  ])
  expect(items.rows[0]?.idMasked).toMatch(/^110\*{5}\d{3}[\dX]$/)
  const subjects = await t.as(who.org_a, listPaymentItems, { filter: { requestId: bySubject?.id } })
  expect(subjects.rows.map((i) => String(i.subjectName)).toSorted()).toEqual(['实操科目', '笔试科目'])
  expect((await t.as(who.sch_b, listPaymentItems, { filter: { requestId: byCertificate?.id } })).rows).toEqual([])
  expect((await t.refused(who.sch_b, payment, { id: byCertificate?.id })).code).toBe('not-found')
})

test('SC-07.2 P-5.2.6-16 P-5.2.7-07 S7.3 what stands in a request is not deleted; the request deleted, it is free and gets a new number', async () => {
  const p = await addPlan(t, '删除申请单')
  await enrolled(p.id, 10, 2)
  const first = await t.as(who.sch, generateByCertificate, { planId: p.id, credentialId: certificate })
  const [row] = await rowsIn('删除申请单')
  expect(row?.paymentNumber).toBe(first.number)
  expect((await t.refused(who.sch, deleteEnrolment, { id: row?.id })).says).toBe(
    '该报考信息已生成缴费申请单，请先删除缴费申请单',
  )
  expect((await t.refused(who.sch, deleteEnrolments, { ids: [row?.id] })).says).toBe(
    '所选数据中第1条不符合条件：该报考信息已生成缴费申请单，请先删除缴费申请单',
  )
  expect((await t.refused(who.sch_b, deletePayment, { id: first.id })).code).toBe('not-found')
  await t.as(who.sch, deletePayment, { id: first.id })
  expect((await rowsIn('删除申请单')).map((r) => r.paymentNumber)).toEqual([null, null, null, null])
  expect((await t.refused(who.sch, deletePayment, { id: first.id })).code).toBe('not-found')
  expect((await t.as(who.org_a, myMessages, {})).rows[0]?.title).toBe('缴费申请单已删除')
  const second = await t.as(who.sch, generateByCertificate, { planId: p.id, credentialId: certificate })
  expect(second.number).not.toBe(first.number)
  await t.as(who.sch, deletePayment, { id: second.id })
  await t.as(who.sch, deleteEnrolment, { id: row?.id as string })
})

test('SC-07.3 P-5.2.7-08 P-5.2.7-09 S7.2 S6.7 确认: the registrations are 已缴费, and neither they nor the request are deleted', async () => {
  const p = await addPlan(t, '确认缴费')
  await enrolled(p.id, 20, 2)
  await enrolled(p.id, 22, 1, 'subject')
  const a = await t.as(who.sch, generateByCertificate, { planId: p.id, credentialId: certificate })
  const b = await t.as(who.sch, generateBySubject, { planId: p.id, credentialId: certificate })
  expect(await t.as(who.org_a, confirmPayments, { ids: [a.id, b.id], remark: '3月1日到账' })).toEqual({ confirmed: 2 })
  expect(await t.as(who.sch, payment, { id: a.id })).toMatchObject({
    status: 'confirmed',
    confirmedBy: '甲管理',
    remark: '3月1日到账',
  })
  const rowsNow = await rowsIn('确认缴费')
  expect(rowsNow.every((r) => r.payStatus === 'paid' && r.paymentNumber !== null)).toBe(true)
  const heads = await t.db((tx) =>
    rows<{ s: string }>(tx, sql`select distinct pay_status as s from enrolments.enrolments where session_id = ${p.id}`),
  )
  expect(heads).toEqual([{ s: 'paid' }])
  const shown = await t.as(who.sch, enrolment, { id: rowsNow[0]?.id as string })
  expect(shown.timeline.map((e) => e.label)).toEqual(expect.arrayContaining(['确认缴费']))
  expect((await t.refused(who.sch, deletePayment, { id: a.id })).says).toBe('已确认的缴费申请单不能删除')
  expect((await t.refused(who.sch, deleteEnrolment, { id: rowsNow[0]?.id })).says).toBe(
    '已排考或已缴费的报考信息不能删除',
  )
  expect((await t.as(who.sch, myMessages, {})).rows.slice(0, 2).map((m) => m.title)).toEqual([
    '缴费申请单已确认',
    '缴费申请单已确认',
  ])
})

test('S6.7 a registration by 科目 of which one is paid is not wholly paid; the rest gets a request of its own', async () => {
  const p = await addPlan(t, '部分科目')
  const [id] = await addCandidates(t.url, '北方工业大学', 1, 30)
  const person = { planId: p.id, credentialId: certificate, ...(await personOf(t, id as string)) }
  await t.as(who.sch, enrolBySubject, { ...person, subjectNo: '50800001101' })
  const first = await t.as(who.sch, generateBySubject, { planId: p.id, credentialId: certificate })
  await t.as(who.sch, enrolBySubject, { ...person, subjectNo: '50800001102' })
  await t.as(who.org_a, confirmPayments, { ids: [first.id] })
  const head = async () =>
    (
      await t.db((tx) =>
        rows<{ s: string }>(tx, sql`select pay_status as s from enrolments.enrolments where session_id = ${p.id}`),
      )
    )[0]?.s
  expect(await head()).toBe('unpaid')
  expect((await rowsIn('部分科目')).map((r) => `${r.subjectName} ${r.payStatus}`).toSorted()).toEqual([
    '实操科目 unpaid',
    '笔试科目 paid',
  ])
  const second = await t.as(who.sch, generateBySubject, { planId: p.id, credentialId: certificate })
  expect((await t.as(who.sch, payment, { id: second.id })).headcount).toBe(1)
  await t.as(who.org_a, confirmPayments, { ids: [second.id] })
  expect(await head()).toBe('paid')
})

test('P-5.2.7-08 P-0-08 one request that is confirmed or deleted already stops the batch and is named', async () => {
  const p = await addPlan(t, '批量确认')
  await enrolled(p.id, 40, 1)
  const a = await t.as(who.sch, generateByCertificate, { planId: p.id, credentialId: certificate })
  await enrolled(p.id, 41, 1, 'certificate', who.sch_b, '学校乙')
  const b = await t.as(who.sch_b, generateByCertificate, { planId: p.id, credentialId: certificate })
  await enrolled(p.id, 42, 1, 'certificate', who.sch_c, '学校丙')
  const c = await t.as(who.sch_c, generateByCertificate, { planId: p.id, credentialId: certificate })
  await t.as(who.org_a, confirmPayments, { ids: [b.id] })
  await t.as(who.sch_c, deletePayment, { id: c.id })
  const r = await t.refused(who.org_a, confirmPayments, { ids: [a.id, b.id, c.id] })
  expect(r.says).toBe('所选数据中第2、3条不符合条件：缴费申请单已确认或已删除')
  expect((await t.as(who.sch, payment, { id: a.id })).status).toBe('pending')
  expect((await t.refused(who.org_a, confirmPayments, { ids: [] })).fields?.[0]?.message).toBe('请先选择数据')
  // Another awarding body's request looks like a missing one.
  expect((await t.refused(who.org_b, confirmPayments, { ids: [a.id] })).code).toBe('not-found')
})

test('SC-07.4 A22 spec 7.1 from 报考开始 to the second before 排考开始; confirming and deleting have no window', async () => {
  const p = await addPlan(t, '缴费窗口')
  await enrolled(p.id, 70, 3)
  const w = await windowsOf(t, p.id)
  const input = { planId: p.id, credentialId: certificate }
  const isOffered = async () => '缴费窗口' in (await offered('certificate'))
  await t.clock(shifted(w.registerStart, -1))
  expect(await isOffered()).toBe(false)
  expect((await t.refused(who.sch, generateByCertificate, input)).says).toBe('考试计划不在报考阶段内')
  for (const open of [w.registerStart, shifted(w.registerEnd, 1), shifted(w.arrangeStart, -1)]) {
    await t.clock(open)
    expect(await isOffered()).toBe(true)
    const { id } = await t.as(who.sch, generateByCertificate, input)
    expect((await t.as(who.sch, payment, { id })).isArrangeBegun).toBe(false)
    if (open !== shifted(w.arrangeStart, -1)) await t.as(who.sch, deletePayment, { id })
  }
  await t.clock(w.arrangeStart)
  expect(await isOffered()).toBe(false)
  expect((await t.refused(who.sch, generateByCertificate, input)).code).toBe('plan-closed')
  const [old] = (await t.as(who.sch, listPayments, { filter: { planName: '缴费窗口' } })).rows
  expect(old?.isArrangeBegun).toBe(true)
  await t.clock(shifted(w.arrangeEnd, 3600))
  await t.as(who.org_a, confirmPayments, { ids: [old?.id as string] })
  expect((await rowsIn('缴费窗口')).every((r) => r.payStatus === 'paid')).toBe(true)
})

test('P-5.2.7-04 without a 费用标准 there is no request; P-5.2.7-10 a later price does not touch what was made', async () => {
  const p = await addPlan(t, '未定价', { fee: null, subjectFee: null })
  await enrolled(p.id, 80, 1)
  await enrolled(p.id, 81, 1, 'subject')
  expect((await offered('certificate'))['未定价']).toBe('50800001 1 无')
  for (const op of [generateByCertificate, generateBySubject])
    expect((await t.refused(who.sch, op, { planId: p.id, credentialId: certificate })).says).toBe(
      '该证书未设置费用标准，请联系培训评价组织',
    )
  await t.db((tx) => run(tx, sql`update exam_plans.line_fees set fee = 99.5 where line_id = ${p.line}`))
  const { id } = await t.as(who.sch, generateByCertificate, { planId: p.id, credentialId: certificate })
  await t.db((tx) => run(tx, sql`update exam_plans.line_fees set fee = 300 where line_id = ${p.line}`))
  expect((await t.as(who.sch, payment, { id })).totalFee).toBe('99.50')
})

test('P-5.2.7-02 a plan or certificate that is not there, not the school’s or not in charge cannot be chosen', async () => {
  const input = { planId: plan, credentialId: idOf('credential 50900001') }
  expect((await t.refused(who.sch, generateByCertificate, input)).says).toBe('考核证书不在该考试计划内')
  const bound: Principal = { ...who.sch_fee, charge: [idOf('credential 50800003')] }
  expect((await t.refused(bound, generateByCertificate, { planId: plan, credentialId: certificate })).code).toBe(
    'credential-not-in-plan',
  )
  expect((await t.refused(who.sch, generateByCertificate, {})).fields?.map((f) => f.message)).toEqual([
    '请先选择考试计划',
    '请先选择考核证书',
  ])
  expect(
    (await t.refused(who.sch, generateByCertificate, { planId: idOf('nothing'), credentialId: certificate })).code,
  ).toBe('plan-closed')
  for (const p of [who.sch_exam, who.sch_read, who.org_a])
    expect((await t.refused(p, generateByCertificate, { planId: plan, credentialId: certificate })).status).toBe(403)
  for (const p of [who.sch, who.org_a_sign, who.prv])
    expect((await t.refused(p, confirmPayments, { ids: [idOf('x')] })).status).toBe(403)
  expect((await t.refused(who.prv, listPayments, {})).status).toBe(403)
})

test('P-5.2.7-01 the list: own requests, newest first, asked by 缴费单号, 考试计划, 状态', async () => {
  const all = await t.as(who.sch, listPayments, { size: 50 })
  const [newest] = all.rows
  expect(all.rows.map((r) => r.createdAt)).toEqual(
    all.rows
      .map((r) => r.createdAt)
      .toSorted()
      .toReversed(),
  )
  expect(
    (await t.as(who.sch, listPayments, { filter: { number: newest?.number.toLowerCase() } })).rows.map((r) => r.id),
  ).toEqual([newest?.id])
  expect((await t.as(who.sch, listPayments, { filter: { planName: '确认缴费' } })).rows).toHaveLength(2)
  const confirmed = await t.as(who.sch, listPayments, { tab: 'confirmed', size: 50 })
  expect(confirmed.rows.every((r) => r.status === 'confirmed')).toBe(true)
  expect(confirmed.tabs?.['confirmed']).toBe(confirmed.total)
  expect((await t.as(who.org_a, listPayments, { filter: { schoolName: '学校乙' } })).rows).toHaveLength(1)
  expect((await t.as(who.org_b, listPayments, {})).rows).toEqual([])
})

test('P-5.2.7-06 X5: without a tick every request, with a tick this one; money as numbers', async () => {
  const [one] = (await t.as(who.sch, listPayments, { filter: { planName: '确认缴费', mode: 'certificate' } })).rows
  const lines = await exportedRows(t, who.sch, 'fees.payments', { filter: {}, size: 10, ids: [one?.id] })
  expect(lines[0]).toEqual([
    '缴费单号',
    '考试计划',
    '考核证书',
    '证书等级',
    '颁证机构',
    '报考方式',
    '人数',
    '费用标准',
    '总费用',
    '状态',
    '生成时间',
    '确认时间',
  ])
  expect(lines[1]?.slice(0, 10)).toEqual([
    one?.number,
    '确认缴费',
    '智能新能源汽车职业技能等级证书',
    '初级',
    '评价组织甲',
    '按证书',
    '2',
    '200',
    '400',
    '已确认',
  ])
  expect(lines[1]?.[11]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
  const all = await t.as(who.sch, listPayments, { size: 1 })
  expect(await exportedRows(t, who.sch, 'fees.payments', { filter: {}, size: 10 })).toHaveLength((all.total ?? 0) + 1)
  expect((await t.refused(who.sch_exam, startExport, { export: 'fees.payments', query: { size: 'x' } })).code).toBe(
    'invalid',
  )
})
