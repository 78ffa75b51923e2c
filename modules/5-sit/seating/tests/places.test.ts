import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { addInvigilator, certifyQualifications, invigilator } from '#invigilators'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idNumber, idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import * as op from '../index.ts'
import { aRoom, anExam, b, borrow, credentialId, enrol, people, type Exam } from './an-exam.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())

async function seated(more: { unseated?: boolean } = {}) {
  const exam = await anExam(t)
  await borrow(t, exam, b)
  await enrol(t, exam, await people(t, '北方工业大学', 3))
  const theirs = await enrol(t, exam, await people(t, '学校乙', 2))
  const roomId = await aRoom(t, exam, '101', more.unseated ? 4 : 30)
  await t.clock(exam.open)
  await t.as(who.org_a, op.arrange, { ids: [exam.written] })
  return { exam, roomId, theirs, where: { roomId, lineSubjectId: exam.written } }
}
const listed = async (p: Principal, exam: Exam) => (await t.as(p, op.listPlaces, { filter: { planName: exam.number } })).rows

test('SC-08 P-5.2.8.2-01 A24 the host sees the room with all, a borrower with its own candidates only, others nothing', async () => {
  const { exam, where } = await seated()
  const seen = async (p: Principal) => (await listed(p, exam)).map((r) => [r.roomName, r.subjectName, r.seated])
  expect(await seen(who.sch)).toEqual([['101', '笔试科目', 5]])
  expect(await seen(who.org_a)).toEqual([['101', '笔试科目', 5]])
  expect(await seen(who.sch_b)).toEqual([['101', '笔试科目', 2]])
  expect(await seen(who.sch_c)).toEqual([])
  expect(await seen(who.org_b)).toEqual([])
  const id = (await listed(who.sch_b, exam))[0]?.id as string
  const theirs = await t.as(who.sch_b, op.place, { id })
  expect(theirs.sitters.map((s) => s.schoolName)).toEqual(['学校乙', '学校乙'])
  expect(theirs).toMatchObject({ isWhole: false, isDone: true, watchProblem: 'not-host', seated: 2 })
  const whole = await t.as(who.sch, op.place, where)
  expect(whole.sitters.map((s) => s.seatNo)).toEqual([1, 2, 3, 4, 5])
  expect(new Set(whole.sitters.map((s) => s.schoolName))).toEqual(new Set(['北方工业大学', '学校乙']))
  expect(whole.sitters[0]?.idMasked).toMatch(/^\d{3}\*{5}\w{4}$/)
  for (const p of [who.sch_c, who.sch_gd, who.org_b]) expect((await t.refused(p, op.place, where)).code).toBe('not-found')
  expect((await t.refused(who.sch_c, op.place, { id })).code).toBe('not-found')
})
test('A24 a room is listed when its whole site sits, whatever other sites do, or when the window closes with seats in it', async () => {
  const { exam } = await seated({ unseated: true })
  expect(await listed(who.sch, exam)).toEqual([])
  expect(await listed(who.sch_b, exam)).toEqual([])
  await t.clock(exam.closed)
  expect((await listed(who.sch, exam)).map((r) => r.seated)).toEqual([4])
  const other = await seated()
  await enrol(t, other.exam, await people(t, '学校丙', 1))
  expect((await listed(who.sch, other.exam)).map((r) => r.seated)).toEqual([5])
})
test('P-5.2.8.1-04 考核站点排考详情: rooms of the site; a borrower those in which its candidates sit', async () => {
  const { exam } = await seated()
  await aRoom(t, exam, '102', 10)
  const rooms = async (p: Principal) => (await t.as(p, op.siteArrangement, { lineSubjectId: exam.written, siteId: idOf('site') })).rooms.map((r) => [r.name, r.seatCount, r.seated])
  expect(await rooms(who.sch)).toEqual([['101', 30, 5], ['102', 10, 0]])
  expect(await rooms(who.org_a)).toEqual([['101', 30, 5], ['102', 10, 0]])
  expect(await rooms(who.sch_b)).toEqual([['101', 30, 2]])
  expect((await t.refused(who.sch_c, op.siteArrangement, { lineSubjectId: exam.written, siteId: idOf('site') })).code).toBe('not-found')
})

let last = 300
async function teacher(by: Principal, name: string, certified = true): Promise<string> {
  const { id } = await t.as(by, addInvigilator, { name, idType: '身份证', idNo: idNumber(++last), mobile: '18512340926', credentialIds: [credentialId] })
  const q = (await t.as(by, invigilator, { id })).qualifications[0]?.id as string
  if (certified) await t.as(who.org_a, certifyQualifications, { ids: [q] })
  return id
}
test('SC-08 P-5.2.8.2-09 P-5.2.11-10 P-5.1-02 监考安排: 待认证 refused, certified ok, the same one in a second room at the same time refused', async () => {
  const { exam, where } = await seated()
  const [waiting, ready] = [await teacher(who.sch, '待认证的', false), await teacher(who.sch, '李伟')]
  expect((await t.refused(who.sch, op.assignWatcher, { ...where, invigilatorId: waiting })).says).toBe('该人员未通过该证书监考认证')
  const { id } = await t.as(who.sch, op.assignWatcher, { ...where, invigilatorId: ready })
  expect((await t.refused(who.sch, op.assignWatcher, { ...where, invigilatorId: ready })).says).toBe('该人员已安排在该考场')
  expect((await t.as(who.sch, op.place, where)).watches.map((w) => w.name)).toEqual(['李伟'])
  expect((await t.as(who.sch_b, op.place, where)).watches.map((w) => [w.name, w.schoolName])).toEqual([['李伟', '北方工业大学']])
  const second = await aRoom(t, exam, '102', 10)
  await t.db((tx) => run(tx, sql`update seating.seats set room_id = ${second}, seat_no = 1 where line_subject_id = ${exam.written} and seat_no = 5`))
  const there = { roomId: second, lineSubjectId: exam.written }
  expect(await t.refused(who.org_a, op.assignWatcher, { ...there, invigilatorId: ready })).toMatchObject({ says: '监考时间冲突', way: expect.stringContaining('李伟（JE') })
  const offered = await t.as(who.sch, op.watcherChoices, { ...there, name: '李' })
  expect(offered.watchers.map((w) => [w.name, w.isBusy])).toEqual([['李伟', true]])
  await t.as(who.sch, op.removeWatcher, { id })
  await t.as(who.sch, op.assignWatcher, { ...there, invigilatorId: ready })
})
test('P-5.2.8.2-09 SCH own teachers only, ORG any; a borrower arranges nothing', async () => {
  const { where } = await seated()
  const [own, foreign] = [await teacher(who.sch, '本校教师'), await teacher(who.sch_b, '外校教师')]
  expect((await t.refused(who.sch, op.assignWatcher, { ...where, invigilatorId: foreign })).code).toBe('not-found')
  const { id } = await t.as(who.org_a, op.assignWatcher, { ...where, invigilatorId: foreign })
  expect((await t.as(who.sch, op.watcherChoices, { ...where, name: '教师' })).watchers.map((w) => w.name)).toEqual(['本校教师'])
  expect((await t.as(who.org_a, op.watcherChoices, { ...where, name: '校教师' })).watchers.map((w) => w.name).toSorted()).toEqual(['外校教师', '本校教师'])
  expect(await t.refused(who.sch_b, op.assignWatcher, { ...where, invigilatorId: own })).toMatchObject({ code: 'not-host', status: 403 })
  expect((await t.refused(who.sch_b, op.removeWatcher, { id })).code).toBe('not-found')
  expect((await t.refused(who.sch_read, op.assignWatcher, { ...where, invigilatorId: own })).status).toBe(403)
  const [letter] = await t.db((tx) => rows<{ text: string }>(tx, sql`select text from messages.messages where to_organisation = ${b} and title = '监考安排' order by at desc limit 1`))
  expect(letter?.text).toMatch(/^外校教师（JE\d+）已安排在.+101监考智能新能源汽车职业技能等级证书\(初级\)笔试科目，考试时间 \d{4}-/)
})
test('P-5.2.8.2-09 监考安排 from 已排完 until 考试开始, to the second', async () => {
  const { exam, where } = await seated({ unseated: true })
  const watcher = await teacher(who.sch, '王宏伟')
  const assign = { ...where, invigilatorId: watcher }
  expect((await t.refused(who.sch, op.assignWatcher, assign)).says).toBe('该考场尚未排完，不能安排监考')
  await t.clock(new Date(Date.parse(exam.writtenStart) - 1000).toISOString())
  const { id } = await t.as(who.sch, op.assignWatcher, assign)
  await t.clock(exam.writtenStart)
  expect((await t.refused(who.sch, op.removeWatcher, { id })).says).toBe('考试已开始，不能调整监考安排')
  expect((await t.refused(who.sch, op.assignWatcher, { ...where, invigilatorId: await teacher(who.sch, '迟到的') })).code).toBe('exam-begun')
})
test('P-5.2.8.2-09 two rooms reach for one teacher in the same moment: one gets them', async () => {
  const { exam, where } = await seated()
  const second = await aRoom(t, exam, '102', 10)
  await t.db((tx) => run(tx, sql`update seating.seats set room_id = ${second}, seat_no = 1 where line_subject_id = ${exam.written} and seat_no = 5`))
  const invigilatorId = await teacher(who.sch, '抢手的')
  const tries = await Promise.allSettled([where, { roomId: second, lineSubjectId: exam.written }].flatMap((w) => [w, w]).map((w) => t.as(who.org_a, op.assignWatcher, { ...w, invigilatorId })))
  expect(tries.filter((x) => x.status === 'fulfilled')).toHaveLength(1)
  const [count] = await t.db((tx) => rows<{ n: number }>(tx, sql`select count(*)::int as n from seating.watches where invigilator_id = ${invigilatorId}`))
  expect(count?.n).toBe(1)
})
test('P-5.2.8.1-08 when all seats of a room are withdrawn its 监考安排 goes too', async () => {
  const { exam, where } = await seated()
  await t.as(who.sch, op.assignWatcher, { ...where, invigilatorId: await teacher(who.sch, '空闲的') })
  await t.as(who.org_a, op.withdrawSubject, { id: exam.written, reason: '重排' })
  expect(await t.db((tx) => rows(tx, sql`select 1 from seating.watches where line_subject_id = ${exam.written}`))).toEqual([])
})

test('SC-08 P-5.2.8.3-01 P-5.2.8.3-03 排考明细: own candidates only, also in 借考; rows without a seat are shown empty; query', async () => {
  const { exam, theirs } = await seated()
  const list = async (p: Principal, more: object = {}) => (await t.as(p, op.listSeats, { size: 50, sort: 'candidateNo', ...more, filter: { planName: exam.number, ...(more as { filter?: object }).filter } })).rows
  expect((await list(who.sch_b)).map((r) => [r.schoolName, r.subjectName, r.roomName, r.seatNo !== null, r.ticketNo !== null]).toSorted()).toEqual(
    [['笔试科目', '101', true, true], ['实操科目', null, false, false]].flatMap((x) => [['学校乙', ...x], ['学校乙', ...x]]).toSorted(),
  )
  expect(await list(who.org_a)).toHaveLength(10)
  expect(await list(who.org_b)).toEqual([])
  expect((await list(who.org_a, { tab: 'unseated' })).every((r) => r.siteName === null)).toBe(true)
  const [row] = await list(who.sch_b, { tab: 'awaiting' })
  expect(await list(who.sch_b, { filter: { ticketNo: row?.ticketNo } })).toHaveLength(1)
  expect(await list(who.sch, { filter: { ticketNo: row?.ticketNo } })).toEqual([])
  expect(await list(who.sch_b, { filter: { idNo: idNumber(401) } })).toHaveLength(2)
  expect((await list(who.sch_b, { filter: { roomName: '101' } })).map((r) => r.id).toSorted()).toEqual(theirs.written.toSorted())
  expect((await t.refused(who.sch_cand, op.listSeats, { filter: {} })).status).toBe(403)
})
