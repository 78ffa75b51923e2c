import type { Tx } from '#kit/server/db.ts'
import { rows, run, sql, type Sql } from '#kit/server/sql.ts'
import type { PlaceKind } from '../model.ts'

/** Where a school's candidates of one certificate sit: the assignment, else the own site while it is 审核通过 and 已启用. */
export interface Place {
  readonly schoolId: string
  readonly siteId: string
  readonly siteName: string
  readonly address: string
  readonly regionCode: string
  readonly hostSchoolId: string
  readonly kind: PlaceKind
  readonly isAssigned: boolean
  /** false: an assigned site was 停用 or 退回 meanwhile and takes nobody. */
  readonly isUsable: boolean
}
/** The rule of P-5.2.4.2-03 as joins: `a` the assignment, `t` the site it comes to. Over session, credential and school columns. */
export const placeJoins = (session: Sql, credential: Sql, school: Sql): Sql => sql`
  left join exam_plans.site_assignments a on a.session_id = ${session} and a.credential_id = ${credential} and a.school_id = ${school}
  left join sites.sites own on own.school_id = ${school} and own.credential_id = ${credential} and own.status = 'approved' and own.is_enabled
  left join sites.sites t on t.id = coalesce(a.site_id, own.id)`

/** Places of several schools, by school id; a school without one is not in it. */
export async function sitesFor(
  tx: Tx,
  sessionId: string,
  credentialId: string,
  schoolIds: readonly string[],
): Promise<Map<string, Place>> {
  const found = await rows<Place>(
    tx,
    sql`select x.id as "schoolId", t.id as "siteId", t.name as "siteName", t.address, t.region_code as "regionCode", t.school_id as "hostSchoolId",
          case when t.school_id = x.id then 'own' else 'borrowed' end as kind, a.id is not null as "isAssigned",
          t.status = 'approved' and t.is_enabled as "isUsable"
        from unnest(${schoolIds as string[]}::uuid[]) x(id) ${placeJoins(sql`${sessionId}::uuid`, sql`${credentialId}::uuid`, sql`x.id`)} where t.id is not null`,
  )
  return new Map(found.map((p) => [p.schoolId, p]))
}
export const siteFor = async (
  tx: Tx,
  sessionId: string,
  credentialId: string,
  schoolId: string,
): Promise<Place | null> => (await sitesFor(tx, sessionId, credentialId, [schoolId])).get(schoolId) ?? null

export interface Participant {
  readonly id: string
  readonly name: string
  /** The site assigned now; null = none by 考核站点分配. */
  readonly siteId: string | null
  readonly hostSchoolId: string | null
}
/**
 * Of the schools given, those that take part in the plan with this certificate (in the list or all, and 试点院校 of the
 * certificate), by name, with what is assigned to them now. The declarations are looked through once, not once per school.
 */
export const participants = (
  tx: Tx,
  sessionId: string,
  credentialId: string,
  schoolIds: readonly string[],
): Promise<Participant[]> =>
  rows<Participant>(
    tx,
    sql`select o.id, o.name, a.site_id as "siteId", a.host_school_id as "hostSchoolId"
        from (select distinct d.school_id as id from pilots.declarations d
              where d.credential_id = ${credentialId} and d.status = 'approved' and d.school_id = any (${schoolIds as string[]}::uuid[])) x
        join organisations.organisations o on o.id = x.id
        join exam_plans.plans p on p.session_id = ${sessionId}
        left join exam_plans.site_assignments a on a.session_id = p.session_id and a.credential_id = ${credentialId} and a.school_id = o.id
        where p.is_all_schools or exists (select from exam_plans.plan_schools ps where ps.session_id = p.session_id and ps.school_id = o.id)
        order by o.name`,
  )

export const writeAssignments = (
  tx: Tx,
  a: {
    sessionId: string
    credentialId: string
    siteId: string
    hostSchoolId: string
    awardingBodyId: string
    by: string
    schoolIds: readonly string[]
  },
): Promise<number> =>
  run(
    tx,
    sql`insert into exam_plans.site_assignments (session_id, credential_id, school_id, site_id, host_school_id, awarding_body_id, assigned_by, assigned_at)
        select ${a.sessionId}, ${a.credentialId}, x, ${a.siteId}, ${a.hostSchoolId}, ${a.awardingBodyId}, ${a.by}, ${tx.now} from unnest(${a.schoolIds as string[]}::uuid[]) x
        on conflict on constraint assigned_once do update set site_id = excluded.site_id, host_school_id = excluded.host_school_id, assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at`,
  )
export const removeAssignments = (
  tx: Tx,
  sessionId: string,
  credentialId: string,
  schoolIds: readonly string[],
): Promise<number> =>
  run(
    tx,
    sql`delete from exam_plans.site_assignments where session_id = ${sessionId} and credential_id = ${credentialId} and school_id = any (${schoolIds as string[]}::uuid[])`,
  )
