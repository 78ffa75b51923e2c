import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { assignSite, changePlanTimes, plan } from '#exam-plans'
import { suspendSite } from '#sites'
import { deleteEnrolment } from '#enrolments'
import { one, rows, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import * as op from '../index.ts'
import { aRoom, anExam, b, borrow, c, credentialId, enrol, people, site, type Exam } from './an-exam.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())

async function seated(more: { day?: number } = {}) {
  const exam = await anExam(t, more)
  await borrow(t, exam, b)
  const mine = await enrol(t, exam, await people(t, '北方工业大学', 2))
  await enrol(t, exam, await people(t, '学校乙', 1))
  await aRoom(t, exam, '101', 30)
  await t.clock(exam.open)
  await t.as(who.org_a, op.arrange, { ids: [exam.written, exam.practical] })
  return { exam, mine }
}
const siteVersion = () => t.db((tx) => one<{ version: number }>(tx, sql`select version from sites.sites where id = ${site}`))
const suspend = async () => ({ id: site, version: (await siteVersion()).version, reason: '整改' })

test('S3.8 P-5.2.4.1-13 a site with seats in an unfinished plan is not 停用; after its exams it may be', async () => {
  const { exam } = await seated()
  expect((await t.refused(who.org_a, suspendSite, await suspend())).says).toBe('该考核站点有未结束的考试，不能停用')
  await t.clock(exam.practicalEnd)
  expect((await t.refused(who.org_a, suspendSite, await suspend())).code).toBe('seats-unfinished')
  await t.clock(new Date(Date.parse(exam.practicalEnd) + 1000).toISOString())
  await t.as(who.org_a, suspendSite, await suspend())
  await t.db((tx) => rows(tx, sql`update sites.sites set is_enabled = true, version = version + 1 where id = ${site}`))
})
test('P-5.2.4.2-03 a school whose candidates have seats keeps its site; withdrawn, it may be assigned elsewhere', async () => {
  const { exam } = await seated()
  const elsewhere = await t.db((tx) =>
    one<{ id: string }>(
      tx,
      sql`insert into sites.sites (name, school_id, credential_id, awarding_body_id, region_code, address, capacity, manager_name, manager_mobile, status)
          select '学校丙考核站点', ${c}, credential_id, awarding_body_id, '110200', address, 50, '站长', '13900000001', 'approved' from sites.sites where id = ${site} returning id`,
    ),
  )
  const assign = { sessionId: exam.sessionId, credentialId, schoolIds: [b], siteId: elsewhere.id }
  expect(await t.refused(who.org_a, assignSite, assign)).toMatchObject({ says: '该院校考生已排考，不能调整分配', way: '撤回学校乙考生的排考后再调整' })
  for (const id of [exam.written, exam.practical]) await t.as(who.org_a, op.withdrawSubject, { id, reason: '调整站点' })
  await t.as(who.org_a, assignSite, assign)
})
test('P-5.2.6-14 a registration that has a seat is not deleted', async () => {
  const { mine } = await seated()
  expect((await t.refused(who.sch, deleteEnrolment, { id: mine.written[0] as string })).says).toBe('已排考或已缴费的报考信息不能删除')
})

const times = async (exam: Exam, written: [string, string], practical: [string, string]) => {
  const p = await t.as(who.org_a, plan, { id: exam.sessionId })
  const sitting = (id: string) => p.lines[0]?.subjects.find((s) => s.id === id)?.sittingId as string
  const { registerStart, registerEnd, arrangeStart, arrangeEnd, scoreStart, scoreEnd, publicStart, publicEnd } = p
  return {
    id: exam.sessionId,
    version: p.version,
    windows: { registerStart, registerEnd, arrangeStart, arrangeEnd, scoreStart, scoreEnd, publicStart, publicEnd } as never,
    sittings: [
      { id: sitting(exam.written), startsAt: written[0], endsAt: written[1] },
      { id: sitting(exam.practical), startsAt: practical[0], endsAt: practical[1] },
    ],
  }
}
const seatTimes = (exam: Exam) =>
  t.db((tx) => rows<{ subject: string; a: string; b: string }>(tx, sql`select distinct line_subject_id as subject, starts_at as a, ends_at as b from seating.seats where session_id = ${exam.sessionId} order by starts_at`))

test('S15.3 seats follow the exam times, also when two subjects change places', async () => {
  const { exam } = await seated()
  await t.as(who.org_a, changePlanTimes, await times(exam, [exam.practicalStart, exam.practicalEnd], [exam.writtenStart, exam.writtenEnd]))
  expect((await seatTimes(exam)).map((s) => [s.subject, s.a])).toEqual([[exam.practical, exam.writtenStart], [exam.written, exam.practicalStart]])
})
test('S15.3 exam times that would put a candidate in two places at once are refused whole', async () => {
  const { exam } = await seated({ day: 900 })
  const other = await anExam(t, { day: 900, gap: 10 })
  await enrol(t, other, await people(t, '北方工业大学', 1))
  await aRoom(t, other, '101', 30)
  await t.as(who.org_a, op.arrange, { ids: [other.practical] })
  const before = await seatTimes(exam)
  const clash = await times(exam, [exam.writtenStart, exam.writtenEnd], [other.practicalStart, other.practicalEnd])
  expect((await t.refused(who.org_a, changePlanTimes, clash)).says).toBe('考试时间调整后与已排的座位或监考冲突')
  expect(await seatTimes(exam)).toEqual(before)
})
