import type { Tx } from '#kit/server/db.ts'
import { maybe, one, rows, run, sql, type Sql } from '#kit/server/sql.ts'
import { phaseSql } from '#kit/server/phases.ts'
import type { Door, Line, LineInput, Session, Windows } from '../model.ts'
import { sessionPhases } from '../workflow.ts'

const columns = sql`s.id, s.door, s.number, s.name, s.year, s.organiser_id as "organiserId", s.status, s.version,
  s.register_start as "registerStart", s.register_end as "registerEnd", s.arrange_start as "arrangeStart", s.arrange_end as "arrangeEnd",
  s.score_start as "scoreStart", s.score_end as "scoreEnd", s.public_start as "publicStart", s.public_end as "publicEnd",
  s.first_start as "firstStart", s.last_end as "lastEnd"`

/** 当前阶段 as SQL over `sessions.sessions s`: the same list as stageOf. */
export const stageSql = (now: Sql | string): Sql<string> =>
  sql<string>`(case when s.status <> 'published' then s.status else ${phaseSql(
    sessionPhases,
    {
      registerStart: sql`s.register_start`,
      registerEnd: sql`s.register_end`,
      arrangeStart: sql`s.arrange_start`,
      arrangeEnd: sql`s.arrange_end`,
      firstStart: sql`s.first_start`,
      lastEnd: sql`s.last_end`,
      scoreStart: sql`s.score_start`,
      scoreEnd: sql`s.score_end`,
      publicStart: sql`s.public_start`,
      publicEnd: sql`s.public_end`,
    },
    now,
  )} end)`

/**
 * The session, or null. `lock` holds it for the transaction: `share` lets others read with share too but keeps times and status
 * as they are (报考 against 取消), `update` is for whoever changes it.
 */
export const sessionOf = (tx: Tx, id: string, lock?: 'share' | 'update'): Promise<Session | null> =>
  maybe<Session>(
    tx,
    sql`select ${columns} from sessions.sessions s where s.id = ${id} ${lock ? sql.raw(`for ${lock} of s`) : sql``}`,
  )

/** JSON built by the database must spell instants as the driver does: text order is time order. */
const isoForm = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
/** Lines with subjects and sittings, lines by certificate number, subjects by subject number, sittings by time. */
export const linesOf = (tx: Tx, sessionId: string): Promise<Line[]> =>
  rows<Line>(
    tx,
    sql`select l.id, l.credential_id as "credentialId", l.register_start as "registerStart", l.register_end as "registerEnd",
          l.planned_on as "plannedOn", l.actual_on as "actualOn",
          coalesce((select json_agg(json_build_object('id', ls.id, 'subjectId', ls.subject_id, 'sittings',
              coalesce((select json_agg(json_build_object('id', t.id, 'startsAt', to_char(t.starts_at at time zone 'UTC', ${isoForm}), 'endsAt', to_char(t.ends_at at time zone 'UTC', ${isoForm})) order by t.starts_at, t.id)
                from sessions.sittings t where t.line_subject_id = ls.id), '[]')) order by u.subject_no)
            from sessions.line_subjects ls join credentials.subjects u on u.id = ls.subject_id where ls.line_id = l.id), '[]') as subjects
        from sessions.lines l join credentials.credentials c on c.id = l.credential_id where l.session_id = ${sessionId} order by c.cert_no`,
  )

export const insertSession = async (
  tx: Tx,
  s: { door: Door; number: string; name: string; year: number; organiserId: string },
): Promise<string> =>
  (
    await one<{ id: string }>(
      tx,
      sql`insert into sessions.sessions (door, number, name, year, organiser_id, version) values (${s.door}, ${s.number}, ${s.name}, ${s.year}, ${s.organiserId}, 0) returning id`,
    )
  ).id

/**
 * Puts the lines, subjects and sittings of a session to what is given. What stays keeps its id; what enrolments stand on
 * cannot go (foreign keys).
 */
export async function writeLines(tx: Tx, sessionId: string, lines: readonly LineInput[]): Promise<void> {
  const json = JSON.stringify(lines)
  await run(
    tx,
    sql`delete from sessions.lines l where l.session_id = ${sessionId} and not exists (select from json_array_elements(${json}::json) x where (x ->> 'credentialId')::uuid = l.credential_id)`,
  )
  await run(
    tx,
    sql`insert into sessions.lines as l (session_id, credential_id, register_start, register_end, planned_on, actual_on)
        select ${sessionId}, (x ->> 'credentialId')::uuid, (x ->> 'registerStart')::timestamptz, (x ->> 'registerEnd')::timestamptz, (x ->> 'plannedOn')::date, (x ->> 'actualOn')::date
        from json_array_elements(${json}::json) x
        on conflict on constraint line_once do update set register_start = excluded.register_start, register_end = excluded.register_end, planned_on = excluded.planned_on, actual_on = excluded.actual_on`,
  )
  const given = sql`(select l.id as line_id, (u ->> 'subjectId')::uuid as subject_id, u -> 'sittings' as sittings from json_array_elements(${json}::json) x
    join sessions.lines l on l.session_id = ${sessionId} and l.credential_id = (x ->> 'credentialId')::uuid, json_array_elements(x -> 'subjects') u)`
  await run(
    tx,
    sql`delete from sessions.line_subjects ls using sessions.lines l where l.id = ls.line_id and l.session_id = ${sessionId}
        and not exists (select from ${given} g where g.line_id = ls.line_id and g.subject_id = ls.subject_id)`,
  )
  await run(
    tx,
    sql`insert into sessions.line_subjects (line_id, subject_id) select g.line_id, g.subject_id from ${given} g on conflict on constraint line_subject_once do nothing`,
  )
  await run(
    tx,
    sql`delete from sessions.sittings t using sessions.line_subjects ls, sessions.lines l where t.line_subject_id = ls.id and ls.line_id = l.id and l.session_id = ${sessionId}`,
  )
  await run(
    tx,
    sql`insert into sessions.sittings (line_subject_id, starts_at, ends_at)
        select ls.id, (t ->> 'startsAt')::timestamptz, (t ->> 'endsAt')::timestamptz from ${given} g
        join sessions.line_subjects ls on ls.line_id = g.line_id and ls.subject_id = g.subject_id, json_array_elements(g.sittings) t`,
  )
}

export const writeSittings = (
  tx: Tx,
  sittings: readonly { id: string; startsAt: string; endsAt: string }[],
): Promise<number> =>
  run(
    tx,
    sql`update sessions.sittings t set starts_at = n.s, ends_at = n.e
        from unnest(${sittings.map((s) => s.id)}::uuid[], ${sittings.map((s) => s.startsAt)}::timestamptz[], ${sittings.map((s) => s.endsAt)}::timestamptz[]) as n(id, s, e) where t.id = n.id`,
  )

/** Replaces the sittings of one subject (a class adds 考次 one by one) without touching the others. */
export async function writeSittingsOf(
  tx: Tx,
  lineSubjectId: string,
  sittings: readonly { startsAt: string; endsAt: string }[],
): Promise<void> {
  await run(tx, sql`delete from sessions.sittings where line_subject_id = ${lineSubjectId}`)
  await run(
    tx,
    sql`insert into sessions.sittings (line_subject_id, starts_at, ends_at) select ${lineSubjectId}, n.s, n.e
        from unnest(${sittings.map((s) => s.startsAt)}::timestamptz[], ${sittings.map((s) => s.endsAt)}::timestamptz[]) as n(s, e)`,
  )
}

/**
 * The one statement that writes windows and the bounds of the sittings: both together, since the database checks their order.
 * `windows` null leaves them as they are.
 */
export const settle = (
  tx: Tx,
  id: string,
  head: { name: string; year: number } | null,
  windows: Windows | null,
): Promise<number> =>
  run(
    tx,
    sql`update sessions.sessions s set version = s.version + 1, first_start = x.first, last_end = x.last
          ${head ? sql`, name = ${head.name}, year = ${head.year}` : sql``}
          ${
            windows
              ? sql`, register_start = ${windows.registerStart}, register_end = ${windows.registerEnd}, arrange_start = ${windows.arrangeStart}, arrange_end = ${windows.arrangeEnd},
            score_start = ${windows.scoreStart}, score_end = ${windows.scoreEnd}, public_start = ${windows.publicStart}, public_end = ${windows.publicEnd}`
              : sql``
          }
        from (select min(t.starts_at) as first, max(t.ends_at) as last from sessions.sittings t
          join sessions.line_subjects ls on ls.id = t.line_subject_id join sessions.lines l on l.id = ls.line_id where l.session_id = ${id}) x
        where s.id = ${id}`,
  )

export const sessionOfSubject = (tx: Tx, lineSubjectId: string): Promise<{ sessionId: string } | null> =>
  maybe<{ sessionId: string }>(
    tx,
    sql`select l.session_id as "sessionId" from sessions.line_subjects ls join sessions.lines l on l.id = ls.line_id where ls.id = ${lineSubjectId}`,
  )
