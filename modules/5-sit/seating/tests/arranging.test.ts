import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { enrolment } from '#enrolments'
import { editRoom, room } from '#rooms'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import * as op from '../index.ts'
import { aRoom, anExam, b, borrow, c, enrol, north, people, seatsIn, site, type Exam } from './an-exam.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())

const arrange = (exam: Exam, ...ids: string[]) => t.as(who.org_a, op.arrange, { ids: ids.length ? ids : [exam.written] })
const status = async (exam: Exam, by: Principal = who.sch) => (await t.as(by, op.arrangement, { id: exam.written })).status
const letters = (to: string, title: string) =>
  t.db((tx) => rows<{ text: string }>(tx, sql`select text from messages.messages where to_organisation = ${to} and title = ${title} order by at desc, id`))

test('SC-08 S8 P-5.2.8.1-02 未开始 → 未排考 → 排考中 → 已排完 → 已结束, to the second; the school sees the same', async () => {
  const exam = await anExam(t)
  const mine = await enrol(t, exam, await people(t, '北方工业大学', 4))
  await aRoom(t, exam, '101', 30)
  await t.clock(exam.before)
  expect(await status(exam)).toBe('not-begun')
  expect((await t.refused(who.org_a, op.arrange, { ids: [exam.written] })).says).toBe('当前不在排考时间内')
  await t.clock(exam.opens)
  expect(await status(exam)).toBe('unarranged')
  await t.as(who.org_a, op.arrangeCandidates, { ids: mine.written.slice(0, 2) })
  expect(await status(exam, who.org_a)).toBe('arranging')
  expect((await arrange(exam)).subjects[0]).toMatchObject({ given: 2, unseated: [], enrolled: 4, seated: 4 })
  await t.clock(exam.closes)
  expect(await status(exam)).toBe('arranged')
  await t.clock(exam.closed)
  expect(await status(exam)).toBe('over')
  expect((await t.refused(who.org_a, op.arrange, { ids: [exam.practical] })).way).toMatch(/^排考时间为 \d{4}-/)
})

test('P-5.2.8.1-06 A10 seats in the order of 考生编号; one 26-digit number for all subjects; serials of plan, region and site', async () => {
  const exam = await anExam(t)
  await enrol(t, exam, await people(t, '北方工业大学', 5))
  await aRoom(t, exam, '101', 30)
  await t.clock(exam.open)
  await arrange(exam, exam.written, exam.practical)
  const [written, practical] = [await seatsIn(t, exam.written), await seatsIn(t, exam.practical)]
  expect(written.map((s) => s.seatNo)).toEqual([1, 2, 3, 4, 5])
  expect(written.map((s) => s.candidateNo)).toEqual(written.map((s) => s.candidateNo).toSorted())
  expect(written.map((s) => s.ticketNo)).toEqual([1, 2, 3, 4, 5].map((i) => `${exam.number}110100001${String(i).padStart(5, '0')}`))
  expect(new Map(practical.map((s) => [s.enrolmentId, s.ticketNo]))).toEqual(new Map(written.map((s) => [s.enrolmentId, s.ticketNo])))
})

test('S6.2 S6.4 S6.5 报考状态 goes 未排考 → 待考试 → 考试中 → 已结束 with the seat and the clock; without a seat it stays (A39)', async () => {
  const exam = await anExam(t)
  const mine = await enrol(t, exam, await people(t, '北方工业大学', 1))
  await aRoom(t, exam, '101', 30)
  const states = async () => (await t.as(who.sch, enrolment, { id: mine.written[0] as string })).subjects.map((s) => s.status)
  await t.clock(exam.open)
  expect(await states()).toEqual(['unseated', 'unseated'])
  await arrange(exam)
  const seen: string[][] = []
  for (const at of [exam.open, exam.writtenStart, exam.writtenEnd, exam.practicalEnd]) {
    await t.clock(at)
    seen.push(await states())
  }
  expect(seen).toEqual([['awaiting', 'unseated'], ['examining', 'unseated'], ['examining', 'unseated'], ['over', 'unseated']])
})

test('SC-08 P-5.2.8.1-07 考位不足，缺少N个考位: whoever can be seated is; the host enlarges the room; again → 已排完', async () => {
  const exam = await anExam(t)
  await enrol(t, exam, await people(t, '北方工业大学', 8))
  const roomId = await aRoom(t, exam, '101', 5)
  await t.clock(exam.open)
  const outlook = await t.as(who.org_a, op.arrangementOutlook, { id: exam.written })
  const [done] = (await arrange(exam)).subjects
  const short = { reason: 'no-seat', says: '北方工业大学智能新能源汽车职业技能等级证书(初级)考核站点：考位不足，缺少3个考位', count: 3 }
  expect(outlook).toMatchObject({ seatable: 5, unseated: [short] })
  expect(done).toMatchObject({ given: 5, unseated: [short] })
  expect(done?.unseated[0]?.people).toHaveLength(3)
  const { id, version, sessionId, siteId, credentialId, name, subjectList } = await t.as(who.sch, room, { id: roomId })
  await t.as(who.sch, editRoom, { id, version, sessionId, siteId, credentialId, name, lineSubjectIds: subjectList.map((s) => s.id), seatCount: 8, acceptMixedModes: true })
  const held = await seatsIn(t, exam.written)
  expect((await arrange(exam)).subjects[0]).toMatchObject({ given: 3, unseated: [] })
  expect((await seatsIn(t, exam.written)).filter((s) => s.seatNo <= 5)).toEqual(held)
  expect((await letters(north, '考试科目已排完'))[0]?.text).toContain(`“考试计划${exam.number}”的智能新能源汽车职业技能等级证书(初级)笔试科目已全部排考`)
})

test('SC-08 P-5.2.4.1-14 P-5.2.8.1-07 借考: 该院校未分配考核站点 until the school is assigned; schools alternate in the room', async () => {
  const exam = await anExam(t)
  await borrow(t, exam, b)
  await enrol(t, exam, await people(t, '北方工业大学', 4))
  await enrol(t, exam, await people(t, '学校乙', 4))
  await enrol(t, exam, await people(t, '学校丙', 2))
  await aRoom(t, exam, '101', 30)
  await t.clock(exam.open)
  const [first] = (await arrange(exam)).subjects
  expect(first).toMatchObject({ given: 8, unseated: [{ reason: 'no-site', says: '学校丙：该院校未分配考核站点', count: 2 }] })
  const line = (await seatsIn(t, exam.written)).map((s) => s.schoolId)
  expect(line.some((school, i) => school === line[i + 1])).toBe(false)
  expect(await status(exam)).toBe('arranging')
  await borrow(t, exam, c)
  expect((await arrange(exam)).subjects[0]).toMatchObject({ given: 2, unseated: [] })
  const tickets = (await seatsIn(t, exam.written)).toSorted((x, y) => (x.ticketNo < y.ticketNo ? -1 : 1))
  expect(tickets.map((s) => s.schoolId)).toEqual([...Array(4).fill(north), ...Array(4).fill(b), ...Array(2).fill(c)])
})

test('P-5.2.8.1-07 a site that was 停用 after it was assigned takes nobody', async () => {
  const exam = await anExam(t)
  await borrow(t, exam, b)
  await enrol(t, exam, await people(t, '学校乙', 1))
  await aRoom(t, exam, '101', 30)
  await t.db((tx) => run(tx, sql`update sites.sites set is_enabled = false where id = ${site}`))
  await t.clock(exam.open)
  const [done] = (await arrange(exam)).subjects
  await t.db((tx) => run(tx, sql`update sites.sites set is_enabled = true where id = ${site}`))
  expect(done).toMatchObject({ given: 0, unseated: [{ says: '北方工业大学智能新能源汽车职业技能等级证书(初级)考核站点：考核站点未启用' }] })
})

test('P-5.2.8.1-07 A21 考生未缴费: only where the plan asks for it', async () => {
  const [strict, free] = [await anExam(t, { isPayRequired: true }), await anExam(t)]
  const ids = await people(t, '北方工业大学', 3)
  for (const exam of [strict, free]) {
    await enrol(t, exam, ids.slice(0, 2))
    await enrol(t, exam, ids.slice(2), { paid: false })
    await aRoom(t, exam, '101', 30)
  }
  await t.clock(strict.open)
  expect((await arrange(strict)).subjects[0]).toMatchObject({ given: 2, unseated: [{ reason: 'unpaid', says: '考生未缴费', count: 1 }] })
  await t.clock(free.open)
  expect((await arrange(free)).subjects[0]).toMatchObject({ given: 3, unseated: [] })
})

test('P-5.2.8.1-07 考生考试时间冲突: with a seat in another plan of the same time', async () => {
  const [one, two] = [await anExam(t, { day: 500 }), await anExam(t, { day: 500 })]
  const ids = await people(t, '北方工业大学', 3)
  await enrol(t, one, ids.slice(0, 2))
  await enrol(t, two, ids)
  for (const exam of [one, two]) await aRoom(t, exam, '101', 30)
  await t.clock(one.open)
  await arrange(one)
  expect((await arrange(two)).subjects[0]).toMatchObject({ given: 1, unseated: [{ reason: 'time-clash', says: '考生考试时间冲突', count: 2 }] })
})

test('P-5.2.8.1-07 subjects of a room that overlap in time are counted together', async () => {
  const exam = await anExam(t, { gap: 1 })
  const ids = await people(t, '北方工业大学', 6)
  await t.db((tx) => run(tx, sql`delete from enrolments.enrolment_subjects where session_id = ${exam.sessionId}`))
  const mine = await enrol(t, exam, ids)
  await t.db((tx) => run(tx, sql`delete from enrolments.enrolment_subjects where id = any (${[...mine.written.slice(3), ...mine.practical.slice(0, 3)]}::uuid[])`))
  await aRoom(t, exam, '101', 5)
  await t.clock(exam.open)
  const done = (await arrange(exam, exam.written, exam.practical)).subjects
  expect(done.map((d) => d.given)).toEqual([3, 2])
  expect((await seatsIn(t, exam.practical)).map((s) => s.seatNo)).toEqual([4, 5])
})

test('P-5.2.8.1-06 one site alone can be arranged: 对所属的部分考点进行排考', async () => {
  const exam = await anExam(t)
  await enrol(t, exam, await people(t, '北方工业大学', 2))
  await aRoom(t, exam, '101', 30)
  await t.clock(exam.open)
  expect((await t.as(who.org_a, op.arrange, { ids: [exam.written], siteId: idOf('nowhere') })).subjects[0]?.given).toBe(0)
  expect((await t.as(who.org_a, op.arrange, { ids: [exam.written], siteId: site })).subjects[0]?.given).toBe(2)
  expect((await t.refused(who.org_a, op.arrange, { ids: [exam.written, exam.practical], siteId: site })).code).toBe('invalid')
})

test('P-0-02 who may not: another awarding body, a school, a reader; rows of two plans at once', async () => {
  const [exam, other] = [await anExam(t), await anExam(t)]
  await t.clock(exam.open)
  const ids = [exam.written]
  expect((await t.refused(who.org_b, op.arrange, { ids })).code).toBe('not-found')
  expect((await t.refused(who.sch, op.arrange, { ids })).status).toBe(403)
  expect((await t.refused({ ...who.org_a, rights: ['seating.read'] }, op.arrange, { ids })).status).toBe(403)
  expect((await t.refused(who.org_a, op.arrange, { ids: [exam.written, other.written] })).says).toBe('一次只能排同一个考试计划的科目')
  expect((await t.refused({ ...who.org_a, charge: [idOf('credential 50800003')] }, op.arrange, { ids })).code).toBe('not-found')
  expect((await t.refused(who.sch_gd, op.arrangement, { id: idOf('nothing') })).code).toBe('not-found')
})

test('P-5.2.8.1-08 S6.3 S8.8 withdraw a seat, a room, the subject: 准考证号 stay, the schools are told why, the next arranging gives the same numbers', async () => {
  const exam = await anExam(t)
  const mine = await enrol(t, exam, await people(t, '北方工业大学', 6))
  await aRoom(t, exam, '101', 3)
  const two = await aRoom(t, exam, '102', 3)
  await t.clock(exam.open)
  await arrange(exam)
  const before = await seatsIn(t, exam.written)
  const reason = '考场停电'
  expect((await t.refused(who.org_a, op.withdrawSeats, { ids: mine.written, reason: ' ' })).fields?.[0]?.message).toBe('请填写撤回原因')
  expect(await t.as(who.org_a, op.withdrawSeats, { ids: mine.written.slice(0, 1), reason })).toEqual({ withdrawn: 1 })
  expect(await status(exam)).toBe('arranging')
  expect((await t.refused(who.org_a, op.withdrawSeats, { ids: mine.written.slice(0, 2), reason })).says).toBe('所选数据中第1条不符合条件：未排考')
  expect((await t.refused(who.org_a, op.arrangeCandidates, { ids: mine.written.slice(0, 2) })).says).toBe('所选数据中第2条不符合条件：已排考')
  expect(await t.as(who.org_a, op.withdrawRoom, { roomId: two, lineSubjectId: exam.written, reason })).toEqual({ withdrawn: 3 })
  expect((await t.refused(who.org_a, op.withdrawRoom, { roomId: two, lineSubjectId: exam.written, reason })).says).toBe('没有可撤回的排考')
  expect(await t.as(who.org_a, op.withdrawSubject, { id: exam.written, reason })).toEqual({ withdrawn: 2 })
  expect(await status(exam)).toBe('unarranged')
  expect((await letters(north, '排考已撤回'))[0]?.text).toContain('原因：考场停电')
  await arrange(exam)
  expect(await seatsIn(t, exam.written)).toMatchObject(before.map(({ ticketNo, candidateNo }) => ({ ticketNo, candidateNo })))
  await t.clock(exam.closed)
  expect((await t.refused(who.org_a, op.withdrawSubject, { id: exam.written, reason })).says).toBe('当前不在排考时间内')
})

test('P-5.2.8.1-03 查看: per 考核站点 报考人数, 已排人数, 考场数; a borrower is told of its own heads only, the record tells what was done', async () => {
  const exam = await anExam(t)
  await borrow(t, exam, b)
  await enrol(t, exam, await people(t, '北方工业大学', 3))
  await enrol(t, exam, await people(t, '学校乙', 2))
  await enrol(t, exam, await people(t, '学校丙', 1))
  await aRoom(t, exam, '101', 30)
  await t.clock(exam.open)
  await arrange(exam)
  const sites = async (p: Principal) => (await t.as(p, op.arrangement, { id: exam.written })).sites.map((s) => [s.siteId, s.schools, s.enrolled, s.seated, s.rooms])
  expect(await sites(who.org_a)).toEqual([[site, '北方工业大学、学校乙', 5, 5, 1], [null, '学校丙', 1, 0, 0]])
  expect(await sites(who.sch)).toEqual([[site, '北方工业大学、学校乙', 5, 5, 1]])
  expect(await sites(who.sch_b)).toEqual([[site, '学校乙', 2, 2, 1]])
  const detail = await t.as(who.sch_b, op.arrangement, { id: exam.written })
  expect(detail).toMatchObject({ enrolled: 6, seated: 5, status: 'arranging' })
  expect(detail.timeline.map((e) => [e.label, e.reason])).toEqual([['排考', '已排5人，1人未能排考']])
})

test('P-5.2.8.1-01 the list: every subject of the plans of P-5.2.2-01, by 状态 and query', async () => {
  const exam = await anExam(t)
  await enrol(t, exam, await people(t, '北方工业大学', 1))
  await aRoom(t, exam, '101', 30)
  await t.clock(exam.open)
  await arrange(exam)
  const list = async (p: Principal, more: object) => (await t.as(p, op.listArrangements, { filter: { planName: exam.number }, ...more })).rows.map((r) => [r.subjectName, r.mode, r.status])
  expect(await list(who.sch, {})).toEqual([['笔试科目', '笔试', 'arranged'], ['实操科目', '实操', 'unarranged']])
  expect(await list(who.org_a, { tab: 'arranged' })).toEqual([['笔试科目', '笔试', 'arranged']])
  expect(await list(who.sch, { filter: { planName: exam.number, mode: '实操' } })).toHaveLength(1)
  expect(await list(who.org_b, {})).toEqual([])
  expect((await t.refused(who.sch_fee, op.listArrangements, { filter: {} })).status).toBe(403)
})
