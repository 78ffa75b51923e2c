import { rows, run, sql } from '#kit/server/sql.ts'
import type { TestHouse } from '../../../../seeds/test-house.ts'
import { addCandidates, idOf } from '../../../../seeds/test-world.ts'

/** A plan of the stories: two subjects of the first certificate, its windows in minutes from `base`. */
export interface Exam {
  readonly sessionId: string
  readonly lineId: string
  readonly number: string
  readonly written: string
  readonly practical: string
  /** ISO instants: in 排考时间, before it, after it, the starts and ends of the subjects. */
  readonly before: string
  readonly opens: string
  readonly open: string
  readonly closes: string
  readonly closed: string
  readonly writtenStart: string
  readonly writtenEnd: string
  readonly practicalStart: string
  readonly practicalEnd: string
}
export const site = idOf('site')
export const credentialId = idOf('credential 50800001')
export const [north, b, c] = ['北方工业大学', '学校乙', '学校丙'].map(idOf) as [string, string, string]
let n = 0
const hour = 3_600_000

export interface ExamWish {
  /** The plan lies that many days later than the usual next one; give the same to two plans and their exams are at one time. */
  readonly day?: number
  readonly isPayRequired?: boolean
  readonly notice?: string
  /** Hours from the start of the written subject to that of the practical one; under 2 they overlap. */
  readonly gap?: number
}
/** A published plan of its own; every plan lies on days of its own, so that people of several tests do not clash. */
export async function anExam(t: TestHouse, wish: ExamWish = {}): Promise<Exam> {
  n++
  const base = Date.UTC(2031, 0, 1) + (wish.day ?? n) * 20 * 24 * hour
  const at = (hours: number): string => new Date(base + hours * hour).toISOString()
  const number = `20310101${String(n).padStart(4, '0')}`
  const sessionId = idOf(`session ${number}`)
  const lineId = idOf(`line ${number}`)
  const [written, practical] = [idOf(`written ${number}`), idOf(`practical ${number}`)]
  const begin = 120
  const second = begin + (wish.gap ?? 4)
  await t.db(async (tx) => {
    await run(
      tx,
      sql`insert into sessions.sessions (id, door, number, name, year, organiser_id, status, register_start, register_end, arrange_start, arrange_end, score_start, score_end, public_start, public_end, first_start, last_end)
          values (${sessionId}, 'pilot', ${number}, ${`考试计划${number}`}, 2031, ${idOf('评价组织甲')}, 'published', ${at(0)}, ${at(24)}, ${at(48)}, ${at(72)}, ${at(200)}, ${at(210)}, ${at(220)}, ${at(230)}, ${at(begin)}, ${at(Math.max(begin, second) + 2)})`,
    )
    await run(tx, sql`insert into exam_plans.plans (session_id, is_all_schools, is_pay_required, notice) values (${sessionId}, true, ${wish.isPayRequired ?? false}, ${wish.notice ?? '请携带身份证和准考证'})`)
    await run(tx, sql`insert into sessions.lines (id, session_id, credential_id) values (${lineId}, ${sessionId}, ${credentialId})`)
    await run(tx, sql`insert into exam_plans.line_fees (line_id, fee) values (${lineId}, 200)`)
    for (const [id, suffix, from] of [[written, '101', begin], [practical, '102', second]] as const) {
      await run(tx, sql`insert into sessions.line_subjects (id, line_id, subject_id) values (${id}, ${lineId}, ${idOf(`subject 50800001${suffix}`)})`)
      await run(tx, sql`insert into sessions.sittings (line_subject_id, starts_at, ends_at) values (${id}, ${at(from)}, ${at(from + 2)})`)
    }
  })
  return {
    sessionId, lineId, number, written, practical,
    before: at(48 - 1 / 3600), opens: at(48), open: at(60), closes: at(72), closed: at(72 + 1 / 3600),
    writtenStart: at(begin), writtenEnd: at(begin + 2), practicalStart: at(second), practicalEnd: at(second + 2),
  }
}

const known = new Map<string, string[]>()
/** The first `count` candidates of a school after `skip`, made when first asked for. */
export async function people(t: TestHouse, school: string, count: number, skip = 0): Promise<string[]> {
  const key = `${t.url} ${school}`
  const have = known.get(key) ?? []
  const from = { 北方工业大学: 0, 学校乙: 401, 学校丙: 701 }[school] ?? 0
  if (have.length < skip + count) have.push(...(await addCandidates(t.url, school, skip + count - have.length, from + have.length)))
  known.set(key, have)
  return have.slice(skip, skip + count)
}

/** Registers candidates for the whole certificate of the plan. Gives the registrations of the written and the practical subject. */
export async function enrol(t: TestHouse, exam: Exam, candidateIds: readonly string[], more: { paid?: boolean; at?: string } = {}): Promise<{ enrolments: string[]; written: string[]; practical: string[] }> {
  const pay = more.paid === false ? 'unpaid' : 'paid'
  return t.db(async (tx) => {
    const made = await rows<{ id: string; candidateId: string }>(
      tx,
      sql`insert into enrolments.enrolments (session_id, line_id, credential_id, awarding_body_id, school_id, region_code, candidate_id, person_id, mode, name, name_pinyin, id_type, id_masked, gender, mobile_sealed, mobile_masked, major_id, major_name, edu_level, enroll_year, kind, candidate_no, school_name, pay_status, created_at)
          select ${exam.sessionId}, ${exam.lineId}, ${credentialId}, ${idOf('评价组织甲')}, c.school_id, c.region_code, c.id, c.person_id, 'certificate', c.name, c.name_pinyin, c.id_type, c.id_masked, c.gender, c.mobile_sealed, c.mobile_masked, c.major_id, c.major_name, c.edu_level, c.enroll_year, c.kind, c.candidate_no, o.name, ${pay}, ${more.at ?? exam.before}
          from candidates.candidates c join organisations.organisations o on o.id = c.school_id where c.id = any (${candidateIds as string[]}::uuid[])
          returning id, candidate_id as "candidateId"`,
    )
    const subjects = await rows<{ id: string; enrolmentId: string; lineSubjectId: string }>(
      tx,
      sql`insert into enrolments.enrolment_subjects (enrolment_id, line_subject_id, subject_id, session_id, school_id, awarding_body_id, region_code, person_id, pay_status, payment_number, created_at)
          select e.id, ls.id, ls.subject_id, e.session_id, e.school_id, e.awarding_body_id, e.region_code, e.person_id, ${pay}, ${pay === 'paid' ? 'JF20310101000001' : null}, ${more.at ?? exam.before}
          from enrolments.enrolments e join sessions.line_subjects ls on ls.line_id = e.line_id where e.id = any (${made.map((m) => m.id)}::uuid[])
          returning id, enrolment_id as "enrolmentId", line_subject_id as "lineSubjectId"`,
    )
    const enrolments = candidateIds.map((id) => made.find((m) => m.candidateId === id)?.id as string)
    const of = (subject: string): string[] => enrolments.map((e) => subjects.find((s) => s.enrolmentId === e && s.lineSubjectId === subject)?.id as string)
    return { enrolments, written: of(exam.written), practical: of(exam.practical) }
  })
}

export async function aRoom(t: TestHouse, exam: Exam, name: string, seatCount: number, more: { siteId?: string; subjects?: string[] } = {}): Promise<string> {
  return t.db(async (tx) => {
    const [made] = await rows<{ id: string }>(
      tx,
      sql`insert into rooms.rooms (session_id, line_id, site_id, school_id, credential_id, awarding_body_id, region_code, name, seat_count, room_type)
          select ${exam.sessionId}, ${exam.lineId}, t.id, t.school_id, t.credential_id, t.awarding_body_id, t.region_code, ${name}, ${seatCount}, '笔试考场、实操考场' from sites.sites t where t.id = ${more.siteId ?? site} returning id`,
    )
    const id = made?.id as string
    await run(tx, sql`insert into rooms.room_subjects (room_id, line_subject_id) select ${id}::uuid, x from unnest(${more.subjects ?? [exam.written, exam.practical]}::uuid[]) x`)
    return id
  })
}
/** 借考: the candidates of the school sit at the site. */
export const borrow = (t: TestHouse, exam: Exam, schoolId: string, siteId = site): Promise<unknown> =>
  t.db((tx) =>
    run(
      tx,
      sql`insert into exam_plans.site_assignments (session_id, credential_id, school_id, site_id, host_school_id, awarding_body_id, assigned_by)
          select ${exam.sessionId}, ${credentialId}, ${schoolId}, t.id, t.school_id, t.awarding_body_id, '甲管理' from sites.sites t where t.id = ${siteId}`,
    ),
  )

export interface SeatFact {
  readonly seatId: string
  readonly enrolmentSubjectId: string
  readonly enrolmentId: string
  readonly schoolId: string
  readonly roomId: string
  readonly roomName: string
  readonly seatNo: number
  readonly ticketNo: string
  readonly candidateNo: string
  readonly version: number
}
/** Seats of a subject as they lie there, by room and seat. */
export const seatsIn = (t: TestHouse, lineSubjectId: string): Promise<SeatFact[]> =>
  t.db((tx) =>
    rows<SeatFact>(
      tx,
      sql`select s.id as "seatId", s.enrolment_subject_id as "enrolmentSubjectId", s.enrolment_id as "enrolmentId", s.school_id as "schoolId", s.room_id as "roomId", r.name as "roomName",
            s.seat_no as "seatNo", n.ticket_no as "ticketNo", e.candidate_no as "candidateNo", s.version
          from seating.seats s join rooms.rooms r on r.id = s.room_id join seating.tickets n on n.id = s.ticket_id join enrolments.enrolments e on e.id = s.enrolment_id
          where s.line_subject_id = ${lineSubjectId} order by r.name, s.seat_no`,
    ),
  )
