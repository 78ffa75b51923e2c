import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import { belongsTo } from '#kit/server/scope.ts'
import { contains, sql } from '#kit/server/sql.ts'
import type { AwardingBody, School } from '../model.ts'
import { authorities, awardingBodies, awardingBody, school, schools } from '../operations.ts'
import { bodyColumns, bodyFrom, schoolColumns, schoolFrom, seenBody, seenSchool } from './store.ts'

export const readSchool = handle(school, async ({ input, scope, tx, principal, refuse }) => {
  const found = await seenSchool(tx, scope, input.id ?? principal.organisationId ?? '')
  return found ?? refuse('not-found')
})
export const readSchools = handle(schools, ({ input, scope, tx }) =>
  listPage<School>(tx, input, {
    columns: schoolColumns,
    from: schoolFrom,
    where: [
      belongsTo(scope, { school: sql`o.id`, region: sql`s.city_code` }),
      input.filter.name ? contains(sql`o.name`, input.filter.name) : null,
      input.filter.isPilot ? sql`s.is_pilot = ${input.filter.isPilot === 'yes'}` : null,
    ],
    id: sql`o.id`,
    sorts: { createdAt: { by: sql`o.created_at`, type: 'timestamptz' }, name: { by: sql`o.name`, type: 'text' } },
    defaultSort: '-createdAt',
  }),
)
export const readAwardingBody = handle(awardingBody, async ({ input, scope, tx, principal, refuse }) => {
  const found = await seenBody(tx, scope, input.id ?? principal.organisationId ?? '')
  return found ?? refuse('not-found')
})
export const readAwardingBodies = handle(awardingBodies, ({ input, scope, tx }) =>
  listPage<AwardingBody>(tx, input, {
    columns: bodyColumns,
    from: bodyFrom,
    where: [belongsTo(scope, { awardingBody: sql`o.id` }), input.filter.name ? contains(sql`o.name`, input.filter.name) : null],
    id: sql`o.id`,
    sorts: { createdAt: { by: sql`o.created_at`, type: 'timestamptz' }, name: { by: sql`o.name`, type: 'text' } },
    defaultSort: '-createdAt',
  }),
)
export const readAuthorities = handle(authorities, ({ input, scope, tx }) =>
  listPage(tx, input, {
    columns: sql`o.id, o.kind, o.name, o.region_code as "regionCode", o.status, o.version`,
    from: sql`organisations.organisations o`,
    where: [sql`o.kind in ('province', 'city')`, belongsTo(scope, { region: sql`o.region_code` }), input.filter.name ? contains(sql`o.name`, input.filter.name) : null],
    id: sql`o.id`,
    sorts: { createdAt: { by: sql`o.created_at`, type: 'timestamptz' }, name: { by: sql`o.name`, type: 'text' } },
    defaultSort: '-createdAt',
  }),
)
