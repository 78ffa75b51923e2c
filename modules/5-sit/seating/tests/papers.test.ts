import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { run, sql } from '#kit/server/sql.ts'
import { startPrint } from '#transfers'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import * as op from '../index.ts'
import { closePrinter } from '../server/printer.ts'
import { aRoom, anExam, b, borrow, enrol, people, seatsIn, type Exam } from './an-exam.ts'
import { givePhotos, hasReader, pagesOf, printed, takePhotos, unread } from './making.ts'

let t: TestHouse
let who: Record<Login, Principal>
let exam: Exam
let own: string[]
let theirs: { written: string[] }
const rare = '古丽·𰻝䶮'
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  exam = await anExam(t, { notice: '<p>请携带<strong>身份证</strong>和准考证。</p><ol><li>提前30分钟到达考场。</li></ol>' })
  own = await people(t, '北方工业大学', 9)
  const guests = await people(t, '学校乙', 2)
  await givePhotos(t, [...own, ...guests])
  await takePhotos(t, own.slice(0, 1))
  await borrow(t, exam, b)
  await enrol(t, exam, own)
  theirs = await enrol(t, exam, guests)
  await t.db((tx) => run(tx, sql`update enrolments.enrolments set name = ${rare} where session_id = ${exam.sessionId} and candidate_id = ${own[1]}`))
  await aRoom(t, exam, '笔试实操考场101', 30)
  await t.clock(exam.open)
  await t.as(who.org_a, op.arrange, { ids: [exam.written, exam.practical] })
})
afterAll(async () => {
  await closePrinter()
  await t.close()
})
const placeId = async (p: Principal, subjectName = '笔试科目') =>
  (await t.as(p, op.listPlaces, { filter: { planName: exam.number, subjectName } })).rows[0]?.id as string
const squeezed = (text: string): string => text.replace(/\s+/g, ' ')

test.skipIf(!hasReader)(`SC-08 P-5.2.8.2-03 D1 考场门贴: one page per room and subject with everybody, numbers from first to last${unread}`, async () => {
  const made = await printed(t, who.sch, 'doorSheet', [await placeId(who.sch)])
  expect(made).toMatchObject({ warning: null, error: null, name: expect.stringMatching(/^考场门贴_\d{14}\.pdf$/) })
  const pages = pagesOf(made.bytes)
  const seats = await seatsIn(t, exam.written)
  expect(pages).toHaveLength(1)
  const text = squeezed(pages[0] as string)
  const numbers = seats.map((s) => s.ticketNo).toSorted()
  for (const part of ['考 场 门 贴', '笔试实操考场 101', '不知名街道 120 号', '智能新能源汽车职业技能等级证书(初级)', '11 人', `${numbers[0]} 至 ${numbers.at(-1)}`, rare])
    expect(text.replaceAll(' ', '')).toContain(part.replaceAll(' ', ''))
  for (const s of seats) expect(text).toContain(s.ticketNo)
})
test.skipIf(!hasReader)(`SC-08 P-5.2.8.2-05 D3 考场签到表 by 座位号; a borrower has its own candidates only${unread}`, async () => {
  const made = await printed(t, who.sch, 'signInSheet', [await placeId(who.sch)])
  const [page] = pagesOf(made.bytes)
  const seats = await seatsIn(t, exam.written)
  const order = seats.map((s) => (page as string).indexOf(s.ticketNo))
  expect(order.every((at, i) => at >= 0 && (i === 0 || at > (order[i - 1] as number)))).toBe(true)
  for (const head of ['准考证号', '所属院校', '座位号', '考试时间', '考生姓名', '签名']) expect(page).toContain(head)
  const [small] = pagesOf((await printed(t, who.sch_b, 'signInSheet', [await placeId(who.sch_b)])).bytes)
  const seen = seats.filter((s) => (small as string).includes(s.ticketNo)).map((s) => s.schoolId)
  expect(seen).toEqual([b, b])
  expect(squeezed(small as string)).toContain('应到 2 人')
})
test.skipIf(!hasReader)(`SC-08 P-5.2.8.2-04 P-5.2.8.2-08 D2 考场桌贴: 8 labels a page, with photos; who has none is named${unread}`, async () => {
  const made = await printed(t, who.sch, 'deskLabels', [await placeId(who.sch)])
  expect(made.warning).toMatch(/^1名考生无照片：考生/)
  const pages = pagesOf(made.bytes)
  expect(pages).toHaveLength(2)
  expect(pages.map((p) => p.match(/号座位/g)?.length)).toEqual([8, 3])
  expect(pages[0]).toMatch(/\d{3}\*{5}\w{4}/)
  expect(made.bytes.toString('latin1')).toContain('/DCTDecode')
})
test.skipIf(!hasReader)(`SC-08 P-5.2.8.2-06 D4 导出准考证: own candidates, both subjects on one sheet, one number, masked; 考试须知 of the plan${unread}`, async () => {
  const made = await printed(t, who.sch, 'roomTickets', [await placeId(who.sch), await placeId(who.sch, '实操科目')])
  const pages = pagesOf(made.bytes)
  expect(pages).toHaveLength(9)
  const written = await seatsIn(t, exam.written)
  const first = squeezed(pages[0] as string)
  for (const part of ['学生姓名', '性别', '身份证号', '考生编号', '准考证号', '所属院校', '考核站点', '考点地址', '考试须知', '提前 30 分钟到达考场', '笔试科目', '实操科目', '北方工业大学'])
    expect(first.replaceAll(' ', '')).toContain(part.replaceAll(' ', ''))
  const numbers = written.filter((s) => s.schoolId !== b).map((s) => s.ticketNo)
  expect(pages.map((p) => numbers.find((no) => p.includes(no))).toSorted()).toEqual(numbers.toSorted())
  expect(first).toMatch(/\d{3}\*{5}\w{4}/)
  expect(pages.some((p) => p.includes(rare))).toBe(true)
  expect(made.warning).toBe('1名考生无照片：考生零甲')
})
test.skipIf(!hasReader)(`P-5.2.8.2-10 P-5.2.8.2-06 the awarding body exports all; a host without own candidates in the room is told so${unread}`, async () => {
  expect(pagesOf((await printed(t, who.org_a, 'roomTickets', [await placeId(who.org_a)])).bytes)).toHaveLength(11)
  const lone = await anExam(t)
  await borrow(t, lone, b)
  await enrol(t, lone, await people(t, '学校乙', 1))
  await aRoom(t, lone, '101', 5)
  await t.clock(lone.open)
  await t.as(who.org_a, op.arrange, { ids: [lone.written] })
  const id = (await t.as(who.sch, op.listPlaces, { filter: { planName: lone.number } })).rows[0]?.id as string
  const made = await printed(t, who.sch, 'roomTickets', [id])
  await t.clock(exam.open)
  expect(made.error).toBe('该考场没有本校考生')
})
test.skipIf(!hasReader)(`P-5.2.8.2-08 a 准考证 with a subject that is not arranged yet is named; single ones from 排考明细${unread}`, async () => {
  await t.as(who.org_a, op.withdrawSubject, { id: exam.practical, reason: '测试' })
  const made = await printed(t, who.sch_b, 'tickets', theirs.written)
  await t.as(who.org_a, op.arrange, { ids: [exam.practical] })
  expect(made.warning).toMatch(/^2名考生尚有科目未排考：考生/)
  const pages = pagesOf(made.bytes)
  expect(pages).toHaveLength(2)
  expect(squeezed(pages[0] as string)).toContain('未排考')
})
test('P-0-02 others print nothing: foreign rows, a school without candidates, a role without the right, unfinished rooms', async () => {
  const id = await placeId(who.sch)
  for (const p of [who.sch_c, who.org_b]) expect((await printed(t, p, 'doorSheet', [id])).error).toMatch(/^数据不存在或无权查看/)
  expect((await printed(t, who.sch_c, 'tickets', theirs.written)).error).toMatch(/^数据不存在或无权查看/)
  expect((await t.refused(who.sch_fee, startPrint, { print: 'seating.doorSheet', input: { ids: [id] } })).status).toBe(403)
  expect((await t.refused(who.sch, startPrint, { print: 'seating.doorSheet', input: { ids: [] } })).fields?.[0]?.message).toBe('请先选择数据')
  const open = await anExam(t)
  const mine = await enrol(t, open, await people(t, '北方工业大学', 2))
  await aRoom(t, open, '101', 1)
  await t.clock(open.open)
  await t.as(who.org_a, op.arrange, { ids: [open.written] })
  const early = await printed(t, who.sch, 'tickets', mine.written)
  await t.clock(exam.open)
  expect(early.error).toMatch(/^所选考生的考场尚未排完，不能打印准考证/)
})
test('spec 7.1 after 排考时间 and after the exam the papers stay printable', async () => {
  const id = await placeId(who.sch)
  for (const at of [exam.closed, exam.practicalEnd]) {
    await t.clock(at)
    expect((await printed(t, who.sch, 'doorSheet', [id])).error).toBeNull()
  }
  await t.clock(exam.open)
})
