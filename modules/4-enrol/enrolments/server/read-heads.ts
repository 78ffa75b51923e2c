import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import { belongsTo } from '#kit/server/scope.ts'
import { contains, sql } from '#kit/server/sql.ts'
import type { HeadsRow } from '../model.ts'
import { listHeads } from '../operations.ts'

/** One row per major where numbers were approved per major, else one per declaration (A14); `m` is empty then. */
const from = sql`pilots.declarations d join pilots.plans p on p.id = d.plan_id join organisations.organisations o on o.id = d.school_id
  join credentials.credentials c on c.id = d.credential_id
  left join pilots.declaration_majors dm on dm.declaration_id = d.id and p.is_by_major left join credentials.majors m on m.id = dm.major_id`
/** Distinct 院校考生 of school, certificate and year, as 报考 counts them (P-4.3-16). */
const heads = sql`(select count(distinct e.person_id) from enrolments.enrolments e join sessions.sessions s on s.id = e.session_id
  where e.school_id = d.school_id and e.credential_id = d.credential_id and e.kind = 'student' and s.year = d.year and s.door = 'pilot'
    and (dm.major_id is null or e.major_id = dm.major_id))`
const id = sql`md5(d.id::text || coalesce(dm.major_id::text, ''))::uuid`

export const listHeadsHandler = handle(listHeads, ({ input, scope, tx }) => {
  const f = input.filter
  return listPage<HeadsRow>(tx, input, {
    columns: sql`${id} as id, d.year, o.name as "schoolName", c.name as "certName", c.level as "certLevel",
      m.name || '-' || m.code || '-' || m.version_name as "majorLabel", coalesce(dm.approved_count, d.approved_total) as approved, ${heads} as enrolled,
      d.created_at as "createdAt"`,
    from,
    where: [
      belongsTo(scope, {
        school: sql`d.school_id`,
        awardingBody: sql`d.awarding_body_id`,
        region: sql`d.region_code`,
        credential: sql`d.credential_id`,
      }),
      sql`d.status = 'approved'`,
      f.year ? sql`d.year::text = ${f.year}` : null,
      f.certName ? contains(sql`c.name`, f.certName) : null,
      f.schoolName ? contains(sql`o.name`, f.schoolName) : null,
    ],
    id,
    sorts: {
      createdAt: { by: sql`d.created_at`, type: 'timestamptz' },
      year: { by: sql`d.year`, type: 'int' },
      schoolName: { by: sql`o.name`, type: 'text' },
    },
    defaultSort: '-createdAt',
  })
})
