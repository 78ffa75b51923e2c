import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { one, rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import * as op from '../index.ts'
import { aRoom, anExam, b, borrow, enrol, people, seatsIn, type Exam } from './an-exam.ts'

let t: TestHouse
let who: Record<Login, Principal>
let candidates: string[]
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  candidates = [...(await people(t, '北方工业大学', 401)), ...(await people(t, '学校乙', 300)), ...(await people(t, '学校丙', 299))]
})
afterAll(() => t.close())

const groups = <T>(list: readonly T[], size: number): T[][] => Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))
/** Everything that may never happen, asked of the tables and not of the rules. */
async function soundness(exam: Exam) {
  return t.db((tx) =>
    one<{ seats: number; people: number; over: number; flagged: number; tickets: number; holders: number }>(
      tx,
      sql`select count(distinct (s.room_id, s.seat_no))::int as seats, count(distinct s.person_id)::int as people, count(*) filter (where s.seat_no > r.seat_count)::int as over,
            (select count(*)::int from enrolments.enrolment_subjects es where es.line_subject_id = ${exam.written} and es.seated_at is not null) as flagged,
            count(distinct n.ticket_no)::int as tickets, count(distinct n.person_id)::int as holders
          from seating.seats s join rooms.rooms r on r.id = s.room_id join seating.tickets n on n.id = s.ticket_id where s.line_subject_id = ${exam.written}`,
    ),
  )
}
async function aRush(seatCounts: readonly number[]) {
  const exam = await anExam(t)
  for (const school of ['学校乙', '学校丙']) await borrow(t, exam, (await t.db((tx) => one<{ id: string }>(tx, sql`select id from organisations.organisations where name = ${school}`))).id)
  const { written } = await enrol(t, exam, candidates)
  const rooms: string[] = []
  for (const [i, n] of seatCounts.entries()) rooms.push(await aRoom(t, exam, `考场${i + 1}`, n, { subjects: [exam.written] }))
  await t.clock(exam.open)
  return { exam, written, rooms }
}

test('1,000 candidates race for 950 seats in parallel requests, three rounds: never a double seat, never over capacity, 950 sit', async () => {
  for (let round = 0; round < 3; round++) {
    const { exam, written } = await aRush([...Array(9).fill(100), 50])
    const shuffled = written.toSorted((x, y) => (x.slice(round + 1) < y.slice(round + 1) ? -1 : 1))
    const answers = await Promise.all(groups(shuffled, 40).map((ids) => t.as(who.org_a, op.arrangeCandidates, { ids })))
    const given = answers.reduce((sum, a) => sum + (a.subjects[0]?.given ?? 0), 0)
    expect(given).toBe(950)
    expect(await soundness(exam)).toEqual({ seats: 950, people: 950, over: 0, flagged: 950, tickets: 950, holders: 950 })
    expect((await t.as(who.org_a, op.arrange, { ids: [exam.written] })).subjects[0]).toMatchObject({ given: 0, unseated: [{ reason: 'no-seat', count: 50 }] })
  }
}, 240_000)

test('whole arranging, withdrawing and moving at once: whatever comes first, what stands is sound and numbers are kept', async () => {
  const { exam, written, rooms } = await aRush([300, 300, 350])
  await t.as(who.org_a, op.arrange, { ids: [exam.written] })
  const numbers = new Map((await seatsIn(t, exam.written)).map((s) => [s.enrolmentSubjectId, s.ticketNo]))
  const tries = await Promise.allSettled([
    t.as(who.org_a, op.arrange, { ids: [exam.written] }),
    t.as(who.org_a, op.withdrawRoom, { roomId: rooms[0] as string, lineSubjectId: exam.written, reason: '重排' }),
    t.as(who.org_a, op.arrange, { ids: [exam.written] }),
    t.as(who.org_a, op.withdrawRoom, { roomId: rooms[1] as string, lineSubjectId: exam.written, reason: '重排' }),
    t.as(who.org_a, op.arrangeCandidates, { ids: written.slice(0, 1) }),
    t.as(who.org_a, op.arrange, { ids: [exam.written] }),
    t.as(who.org_a, op.arrange, { ids: [exam.written] }),
  ])
  const defects = tries.flatMap((x) => (x.status === 'rejected' && !('answer' in (x.reason as object)) ? [x.reason] : []))
  expect(defects).toEqual([])
  await t.as(who.org_a, op.arrange, { ids: [exam.written] })
  expect(await soundness(exam)).toMatchObject({ seats: 950, people: 950, over: 0, flagged: 950 })
  const after = await seatsIn(t, exam.written)
  expect(after.filter((s) => numbers.has(s.enrolmentSubjectId) && numbers.get(s.enrolmentSubjectId) !== s.ticketNo)).toEqual([])
}, 240_000)

test('one person in two plans of the same hour, arranged at once: exactly one seat each', async () => {
  const plans = [await anExam(t, { day: 950 }), await anExam(t, { day: 950 })] as const
  const ids = candidates.slice(0, 60)
  for (const exam of plans) {
    await enrol(t, exam, ids)
    await aRoom(t, exam, '101', 60, { subjects: [exam.written] })
  }
  await t.clock(plans[0].open)
  const answers = await Promise.all(plans.map((exam) => t.as(who.org_a, op.arrange, { ids: [exam.written] })))
  const given = answers.map((a) => a.subjects[0]?.given)
  expect(given.toSorted()).toEqual([0, 60])
  expect(answers.flatMap((a) => a.subjects[0]?.unseated ?? [])).toMatchObject([{ reason: 'time-clash', count: 60 }])
})

test('without the rules and the locks the tables still refuse: 40 writers for one seat, one gets it', async () => {
  const exam = await anExam(t)
  await borrow(t, exam, b)
  const { written } = await enrol(t, exam, candidates.slice(0, 41))
  const roomId = await aRoom(t, exam, '101', 1, { subjects: [exam.written] })
  await t.clock(exam.open)
  await t.as(who.org_a, op.arrangeCandidates, { ids: written.slice(0, 1) })
  const [seat] = await t.db((tx) => rows<{ id: string }>(tx, sql`delete from seating.seats where line_subject_id = ${exam.written} returning ticket_id as id`))
  const write = (es: string) =>
    t.db((tx) =>
      run(
        tx,
        sql`insert into seating.seats (enrolment_subject_id, enrolment_id, session_id, line_subject_id, site_id, room_id, seat_no, starts_at, ends_at, person_id, ticket_id, school_id, host_school_id, awarding_body_id, region_code)
            select es.id, es.enrolment_id, es.session_id, es.line_subject_id, r.site_id, r.id, 1, ${exam.writtenStart}, ${exam.writtenEnd}, es.person_id, ${seat?.id}, es.school_id, r.school_id, es.awarding_body_id, es.region_code
            from enrolments.enrolment_subjects es, rooms.rooms r where es.id = ${es} and r.id = ${roomId}`,
      ),
    )
  const tries = await Promise.allSettled(written.slice(1).map(write))
  expect(tries.filter((x) => x.status === 'fulfilled')).toHaveLength(1)
  expect(await seatsIn(t, exam.written)).toHaveLength(1)
})
