import { enrolByCertificate, enrolBySubject } from '#enrolments'
import type { Principal } from '#kit/pure/who.ts'
import { maybe, one, rows, run, sql } from '#kit/server/sql.ts'
import { certificate, personOf, plan } from './enrolling.ts'
import type { TestHouse } from './test-house.ts'
import { addCandidates, idOf } from './test-world.ts'

export interface Seated {
  readonly candidateId: string
  readonly enrolmentId: string
  readonly name: string
  readonly idNo: string
  readonly ticketNo: string
  /** Registration of each 科目 by the last three digits of its number. */
  readonly subjects: Readonly<Record<string, string>>
}
let tickets = 0

/** Registers verified candidates through the operation (in 报考时间) and seats them by hand. Numbers of candidates from `from`. */
export async function seatCandidates(
  t: TestHouse,
  by: Principal,
  count: number,
  from: number,
  more: { planId?: string; subjects?: readonly string[]; candidates?: readonly string[] } = {},
): Promise<Seated[]> {
  const planId = more.planId ?? plan
  const candidates = more.candidates ?? (await addCandidates(t.url, by.organisationName, count, from))
  const seated: Seated[] = []
  for (const candidateId of candidates) {
    const person = await personOf(t, candidateId)
    if (more.subjects)
      for (const no of more.subjects)
        await t.as(by, enrolBySubject, { planId, credentialId: certificate, ...person, subjectNo: `50800001${no}` })
    else await t.as(by, enrolByCertificate, { planId, ...person, certNo: '50800001' })
    seated.push(await seat(t, planId, candidateId, person))
  }
  return seated
}
/** Seats all 科目 of the candidate's registration in the plan. */
async function seat(t: TestHouse, planId: string, candidateId: string, person: { name: string; idNo: string }): Promise<Seated> {
  return t.db(async (tx) => {
    const room =
      (await maybe<{ id: string }>(tx, sql`select id from rooms.rooms where session_id = ${planId} limit 1`)) ??
      (await one<{ id: string }>(
        tx,
        sql`insert into rooms.rooms (session_id, line_id, site_id, school_id, credential_id, awarding_body_id, region_code, name, seat_count, room_type)
            select ${planId}, l.id, ${idOf('site')}, ${idOf('北方工业大学')}, l.credential_id, ${idOf('评价组织甲')}, '110100', '笔试实操考场101', 9000, '笔试考场'
            from sessions.lines l where l.session_id = ${planId} returning id`,
      ))
    const no = ++tickets
    const ticketNo = `20260101000111010000${String(no).padStart(6, '0')}`
    const ticket = await one<{ id: string }>(
      tx,
      sql`insert into seating.tickets (ticket_no, session_id, site_id, person_id, school_id, host_school_id, awarding_body_id, region_code)
          select ${ticketNo}, session_id, ${idOf('site')}, person_id, school_id, ${idOf('北方工业大学')}, awarding_body_id, region_code
          from enrolments.enrolments where session_id = ${planId} and candidate_id = ${candidateId} returning id`,
    )
    await run(
      tx,
      sql`insert into seating.seats (enrolment_subject_id, enrolment_id, session_id, line_subject_id, site_id, room_id, seat_no, starts_at, ends_at, person_id, ticket_id, school_id, host_school_id, awarding_body_id, region_code)
          select es.id, es.enrolment_id, es.session_id, es.line_subject_id, ${idOf('site')}, ${room.id}, ${no}, x.starts_at, x.ends_at, es.person_id, ${ticket.id}, es.school_id, ${idOf('北方工业大学')}, es.awarding_body_id, es.region_code
          from enrolments.enrolment_subjects es join enrolments.enrolments e on e.id = es.enrolment_id join sessions.sittings x on x.line_subject_id = es.line_subject_id
          where e.session_id = ${planId} and e.candidate_id = ${candidateId}`,
    )
    const found = await rows<{ id: string; enrolmentId: string; no: string }>(
      tx,
      sql`update enrolments.enrolment_subjects es set seated_at = kit.now() from enrolments.enrolments e, credentials.subjects u
          where e.id = es.enrolment_id and u.id = es.subject_id and e.session_id = ${planId} and e.candidate_id = ${candidateId}
          returning es.id, es.enrolment_id as "enrolmentId", right(u.subject_no, 3) as no`,
    )
    return {
      candidateId,
      enrolmentId: found[0]?.enrolmentId as string,
      ...person,
      ticketNo,
      subjects: Object.fromEntries(found.map((f) => [f.no, f.id])),
    }
  })
}
export interface JudgingWindows {
  readonly scoreStart: string
  readonly scoreEnd: string
  readonly publicStart: string
  readonly publicEnd: string
}
export const judgingWindows = (t: TestHouse, planId = plan): Promise<JudgingWindows> =>
  t.db((tx) =>
    one<JudgingWindows>(
      tx,
      sql`select score_start as "scoreStart", score_end as "scoreEnd", public_start as "publicStart", public_end as "publicEnd" from sessions.sessions where id = ${planId}`,
    ),
  )
/** The 科目 of a plan by the last three digits of its number. */
export const lineSubjectOf = async (t: TestHouse, no: string, planId = plan): Promise<string> =>
  (
    await t.db((tx) =>
      one<{ id: string }>(
        tx,
        sql`select ls.id from sessions.line_subjects ls join sessions.lines l on l.id = ls.line_id join credentials.subjects u on u.id = ls.subject_id
            where l.session_id = ${planId} and u.subject_no like ${`%${no}`}`,
      ),
    )
  ).id
