import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { contains, rows, sql, type Sql } from '#kit/server/sql.ts'
import type { AssignableSite, PlaceRow } from '../model.ts'
import { assignableSites, listPlaces } from '../operations.ts'
import { placeJoins } from './store-places.ts'

/**
 * ORG: every 参考院校 of every certificate of its published plans whose exams are not over, also those without a site. Who pilots
 * what is looked through once and joined; asked per plan it would cost seconds.
 */
const ofAwardingBody = (scope: Scope, now: string): Sql => sql`
  (select s.id as session_id, l.id as line_id, l.credential_id, x.school_id, t.id as site_id, a.id is not null as is_assigned
   from sessions.sessions s join exam_plans.plans p on p.session_id = s.id join sessions.lines l on l.session_id = s.id
   join (select distinct d.credential_id, d.school_id from pilots.declarations d where d.status = 'approved') x on x.credential_id = l.credential_id
   left join exam_plans.plan_schools ps on ps.session_id = s.id and ps.school_id = x.school_id
   ${placeJoins(sql`s.id`, sql`l.credential_id`, sql`x.school_id`)}
   where s.door = 'pilot' and s.status = 'published' and (s.last_end is null or s.last_end >= ${now}) and (p.is_all_schools or ps.school_id is not null)
     and ${belongsTo(scope, { awardingBody: sql`s.organiser_id`, credential: sql`l.credential_id` })})`

/** SCH: where the own candidates sit, and whose candidates sit at the own sites (P-5.2.4.2-01). */
function ofSchool(scope: Scope): Sql {
  const own = sql`${scope.principal.organisationId}::uuid`
  const charge = belongsTo(scope, { school: own, credential: sql`l.credential_id` })
  return sql`
  (select s.id as session_id, l.id as line_id, l.credential_id, ${own} as school_id, t.id as site_id, a.id is not null as is_assigned
   from sessions.sessions s join exam_plans.plans p on p.session_id = s.id join sessions.lines l on l.session_id = s.id
   ${placeJoins(sql`s.id`, sql`l.credential_id`, own)}
   where s.door = 'pilot' and s.status = 'published' and t.id is not null and ${charge}
     and exists (select from pilots.declarations d where d.school_id = ${own} and d.credential_id = l.credential_id and d.status = 'approved')
     and (p.is_all_schools or exists (select from exam_plans.plan_schools ps where ps.session_id = s.id and ps.school_id = ${own}))
   union all
   select a.session_id, l.id, a.credential_id, a.school_id, a.site_id, true
   from exam_plans.site_assignments a join sessions.sessions s on s.id = a.session_id and s.status = 'published'
   join sessions.lines l on l.session_id = a.session_id and l.credential_id = a.credential_id
   where a.host_school_id = ${own} and a.school_id <> ${own} and ${charge})`
}

const columns = sql`r.id, r.session_id as "sessionId", s.number as "planNumber", s.name as "planName", r.credential_id as "credentialId", c.name as "certName", c.level as "certLevel",
  r.school_id as "schoolId", so.name as "schoolName", t.id as "siteId", t.name as "siteName", ho.name as "hostName", t.address,
  case when t.id is null then null when t.school_id = r.school_id then 'own' else 'borrowed' end as kind, r.is_assigned as "isAssigned",
  case when t.id is null then null else t.status = 'approved' and t.is_enabled end as "isUsable"`

/** 考核站点分配 and 考核站点分配查询 (P-5.2.4.2-01, -03) */
export const listPlacesHandler = handle(listPlaces, ({ input, scope, tx, now, principal }) => {
  const f = input.filter
  const source = principal.actor === 'school' ? ofSchool(scope) : ofAwardingBody(scope, now)
  return listPage<PlaceRow>(tx, input, {
    columns,
    from: sql`(select x.*, md5(x.line_id::text || x.school_id::text)::uuid as id from ${source} x) r
      join sessions.sessions s on s.id = r.session_id join credentials.credentials c on c.id = r.credential_id
      join organisations.organisations so on so.id = r.school_id
      left join sites.sites t on t.id = r.site_id left join organisations.organisations ho on ho.id = t.school_id`,
    where: [
      f.planName ? contains(sql`s.name`, f.planName) : null,
      f.planNumber ? sql`starts_with(s.number, ${f.planNumber})` : null,
      f.certName ? contains(sql`c.name`, f.certName) : null,
      f.schoolName ? contains(sql`so.name`, f.schoolName) : null,
      f.siteName ? contains(sql`t.name`, f.siteName) : null,
      f.kind === 'none' ? sql`t.id is null` : null,
      f.kind === 'own' ? sql`t.school_id = r.school_id` : null,
      f.kind === 'borrowed' ? sql`t.school_id <> r.school_id` : null,
    ],
    id: sql`r.id`,
    sorts: {
      planNumber: { by: sql`s.number`, type: 'text' },
      schoolName: { by: sql`so.name`, type: 'text' },
    },
    defaultSort: '-planNumber',
  })
})

/** 审核通过 + 已启用 sites of one certificate, the first 100 by name. */
export const assignableSitesHandler = handle(assignableSites, async ({ input, tx, scope }) => ({
  sites: await rows<AssignableSite>(
    tx,
    sql`select t.id, t.name, o.name as "schoolName", t.address, t.capacity from sites.sites t join organisations.organisations o on o.id = t.school_id
        where t.credential_id = ${input.credentialId} and t.status = 'approved' and t.is_enabled
          and ${belongsTo(scope, { awardingBody: sql`t.awarding_body_id`, credential: sql`t.credential_id` })}
          and ${input.name ? contains(sql`t.name`, input.name) : sql`true`} order by t.name limit 100`,
  ),
}))
