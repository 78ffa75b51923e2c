import { enrolmentStatuses, type EnrolmentStatus } from '#enrolments'
import { statusSql } from '#enrolments/server'
import { idTypes } from '#people'
import { handle } from '#kit/server/handle.ts'
import type { Inside } from '#kit/server/context.ts'
import { listPage, type ListSource } from '#kit/server/list.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { contains, sql, type Sql } from '#kit/server/sql.ts'
import { normaliseIdNumber } from '#packages/id-number/index.ts'
import type { SeatRow } from '../model.ts'
import { listSeats } from '../operations-places.ts'
import { subjectConditions, type Filter } from './read-arrangements.ts'
import { sitting, subjectColumns } from './store.ts'

/** 证件号码 by equality through the blind index, whatever the document's type. */
const bearing = (inside: Inside, typed: string): Sql =>
  sql`es.person_id in (select p.id from people.persons p where p.id_type = any (${[...idTypes]}::text[]) and p.id_blind = ${inside.house.secrets.blind('id', normaliseIdNumber(typed))})`

const columns = (now: string): Sql => sql`es.id, ${subjectColumns}, e.name, e.candidate_no as "candidateNo", e.id_masked as "idMasked", e.school_name as "schoolName",
  k.name as "siteName", k.address as "siteAddress", r.name as "roomName", t.seat_no as "seatNo", n.ticket_no as "ticketNo", ${statusSql(now)} as status,
  ${now}::timestamptz between s.arrange_start and s.arrange_end as "isWindowOpen", es.created_at as "createdAt"`
/** The list of 排考明细 and its export: registrations with their seats, also those without one (P-5.2.8.3-01, -03). */
export const seatSource = (inside: Inside, scope: Scope, f: Filter, more: Sql = sql``): ListSource => ({
  columns: sql`${columns(inside.now)}${more}`,
  from: sql`enrolments.enrolment_subjects es join enrolments.enrolments e on e.id = es.enrolment_id join sessions.sessions s on s.id = es.session_id
    join credentials.credentials c on c.id = e.credential_id join credentials.subjects u on u.id = es.subject_id
    join sessions.line_subjects ls on ls.id = es.line_subject_id ${sitting}
    left join seating.seats t on t.enrolment_subject_id = es.id left join sites.sites k on k.id = t.site_id left join rooms.rooms r on r.id = t.room_id
    left join seating.tickets n on n.id = t.ticket_id`,
  where: [
    belongsTo(scope, { school: sql`es.school_id`, awardingBody: sql`es.awarding_body_id`, region: sql`es.region_code`, credential: sql`e.credential_id` }),
    ...subjectConditions(f),
    f['name'] ? contains(sql`e.name`, f['name']) : null,
    f['candidateNo'] ? sql`e.candidate_no = ${f['candidateNo']}` : null,
    f['idNo'] ? bearing(inside, f['idNo']) : null,
    f['ticketNo'] ? sql`n.ticket_no = ${f['ticketNo']}` : null,
    f['schoolName'] ? contains(sql`e.school_name`, f['schoolName']) : null,
    f['siteName'] ? contains(sql`k.name`, f['siteName']) : null,
    f['roomName'] ? contains(sql`r.name`, f['roomName']) : null,
  ],
  id: sql`es.id`,
  sorts: {
    createdAt: { by: sql`es.created_at`, type: 'timestamptz' },
    name: { by: sql`e.name`, type: 'text' },
    candidateNo: { by: sql`e.candidate_no`, type: 'text' },
    startsAt: { by: sql`g.starts_at`, type: 'timestamptz' },
    ticketNo: { by: sql`coalesce(n.ticket_no, '')`, type: 'text' },
  },
  defaultSort: '-createdAt',
  tab: { by: statusSql(inside.now), codes: enrolmentStatuses.map((x): EnrolmentStatus => x.code) },
})
export const listSeatsHandler = handle(listSeats, (ctx) => listPage<SeatRow>(ctx.tx, ctx.input, seatSource(ctx, ctx.scope, ctx.input.filter)))
