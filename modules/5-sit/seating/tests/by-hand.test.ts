import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import * as op from '../index.ts'
import { aRoom, anExam, b, borrow, enrol, people, seatsIn } from './an-exam.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())

/** Four own candidates and two of 学校乙 in room 101 (seats 1–6 of 8); room 102 is empty and holds the written subject only. */
async function seated() {
  const exam = await anExam(t)
  await borrow(t, exam, b)
  await enrol(t, exam, await people(t, '北方工业大学', 4))
  await enrol(t, exam, await people(t, '学校乙', 2))
  const [one, two] = [await aRoom(t, exam, '101', 8), await aRoom(t, exam, '102', 4, { subjects: [exam.written] })]
  await t.clock(exam.open)
  await t.as(who.org_a, op.arrange, { ids: [exam.written, exam.practical] })
  return { exam, one, two, seats: await seatsIn(t, exam.written) }
}
type Seat = Awaited<ReturnType<typeof seatsIn>>[number]
const move = (s: Seat, roomId: string, seatNo: number) => ({ id: s.seatId, version: s.version, roomId, seatNo })
const at = async (subject: string, id: string) => {
  const s = (await seatsIn(t, subject)).find((x) => x.seatId === id)
  return s ? `${s.roomName} ${s.seatNo}` : null
}

test('P-5.2.8.1-06 a seat is moved by hand to a free one, also in another room; its school hears of it', async () => {
  const { exam, two, seats } = await seated()
  const [first] = seats as [Seat]
  expect(await t.as(who.org_a, op.moveSeat, move(first, two, 3))).toEqual({ id: first.seatId, version: 2 })
  expect(await at(exam.written, first.seatId)).toBe('102 3')
  const [letter] = await t.db((tx) => rows<{ text: string }>(tx, sql`select text from messages.messages where to_organisation = ${first.schoolId} and title = '考生座位已调整'`))
  expect(letter?.text).toContain('有1名考生的座位被调整')
  expect((await t.refused(who.org_a, op.moveSeat, move(first, two, 4))).says).toBe('数据状态已变更，请刷新后重试')
})
test('P-5.2.8.1-07 where a seat cannot go: taken, above 考位数, a room without the subject, of another plan, where it is already', async () => {
  const { exam, one, two, seats } = await seated()
  const [first, second] = seats as [Seat, Seat]
  const other = await aRoom(t, await anExam(t), '101', 8)
  await t.clock(exam.open)
  const says = async (roomId: string, seatNo: number, seat = first) => (await t.refused(who.org_a, op.moveSeat, move(seat, roomId, seatNo))).says
  expect(await says(one, second.seatNo)).toBe('该座位在考试时间内已有考生')
  expect(await says(one, 9)).toBe('座位号超出该考场的考位数')
  expect(await says(one, first.seatNo)).toBe('该考生已在该座位')
  expect(await says(other, 1)).toBe('该考场不能安排该考生')
  const [practical] = (await seatsIn(t, exam.practical)) as [Seat]
  expect(await says(two, 1, practical)).toBe('该考场不能安排该考生')
  expect((await t.refused(who.org_a, op.moveSeat, { ...move(first, one, 7), seatNo: 0 })).code).toBe('invalid')
})
test('P-5.2.8.1-06 two candidates change places in one act; not across subjects', async () => {
  const { exam, seats } = await seated()
  const [x, y] = seats as [Seat, Seat]
  const [practical] = (await seatsIn(t, exam.practical)) as [Seat]
  const seen = (s: Seat) => ({ id: s.seatId, version: s.version })
  await t.as(who.org_a, op.swapSeats, { a: seen(x), b: seen(y) })
  expect([await at(exam.written, x.seatId), await at(exam.written, y.seatId)]).toEqual(['101 2', '101 1'])
  expect((await t.refused(who.org_a, op.swapSeats, { a: seen(x), b: { ...seen(y), version: 2 } })).code).toBe('state-changed')
  expect((await t.refused(who.org_a, op.swapSeats, { a: { ...seen(x), version: 2 }, b: seen(practical) })).says).toBe('只能交换同一科目、同一考核站点的两名考生')
  expect((await t.refused(who.org_a, op.swapSeats, { a: seen(x), b: seen(x) })).code).toBe('invalid')
})
test('P-5.2.8.1-06 P-0-02 by hand too only in 排考时间, and by nobody else', async () => {
  const { exam, two, seats } = await seated()
  const [first] = seats as [Seat]
  expect((await t.refused(who.org_b, op.moveSeat, move(first, two, 1))).code).toBe('not-found')
  expect((await t.refused(who.sch, op.moveSeat, move(first, two, 1))).status).toBe(403)
  await t.clock(exam.closed)
  expect((await t.refused(who.org_a, op.moveSeat, move(first, two, 1))).code).toBe('outside-window')
})
test('the database has the last word: no double seat, no two places at once, no seat above 考位数, no second seat', async () => {
  const { exam, one, seats } = await seated()
  const [x, y] = seats as [Seat, Seat]
  const broken = (statement: ReturnType<typeof sql>) => t.db((tx) => run(tx, statement)).then(() => null, (e: { constraint?: string }) => e.constraint)
  expect(await broken(sql`update seating.seats set seat_no = ${y.seatNo} where id = ${x.seatId}`)).toBe('no_double_seat')
  expect(await broken(sql`update seating.seats set seat_no = 9 where id = ${x.seatId}`)).toBe('seat_within_room')
  const [px] = await t.db((tx) => rows<{ id: string }>(tx, sql`select person_id as id from seating.seats where id = ${x.seatId}`))
  expect(await broken(sql`update seating.seats set person_id = ${px?.id} where id = ${y.seatId}`)).toBe('no_time_clash')
  expect(await broken(sql`update seating.seats set enrolment_subject_id = ${x.enrolmentSubjectId} where id = ${y.seatId}`)).toBe('seated_once')
  expect(await broken(sql`update seating.seats set starts_at = ${exam.practicalStart}, ends_at = ${exam.practicalEnd} where room_id = ${one}`)).toBe('no_double_seat')
  expect(await broken(sql`update seating.tickets set ticket_no = ${y.ticketNo} where ticket_no = ${x.ticketNo}`)).toBe('ticket_no_unique')
})
