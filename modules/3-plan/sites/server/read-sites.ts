import type { FileDoor } from '#kit/server/room.ts'
import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import { contains, maybe, rows, sql } from '#kit/server/sql.ts'
import { timelineOf } from '#kit/server/steps.ts'
import { holds } from '#kit/pure/who.ts'
import { maskMobile } from '#packages/id-number/index.ts'
import type { Attachment, SiteDetail, SiteRow } from '../model.ts'
import { listSites, site } from '../operations.ts'
import { siteWorkflow } from '../workflow.ts'
import { seen } from './store.ts'

const columns = sql`s.id, s.name, s.credential_id as "credentialId", c.cert_no as "certNo", c.name as "certName", c.level as "certLevel",
  so.name as "schoolName", bo.name as "awardingBodyName", s.address, s.capacity, s.status, s.is_enabled as "isEnabled", s.version, s.created_at as "createdAt"`
const from = sql`sites.sites s join credentials.credentials c on c.id = s.credential_id
  join organisations.organisations so on so.id = s.school_id join organisations.organisations bo on bo.id = s.awarding_body_id`

/** P-5.2.4.1-01, -12 */
export const listSitesHandler = handle(listSites, ({ input, scope, tx }) => {
  const f = input.filter
  return listPage<SiteRow>(tx, input, {
    columns,
    from,
    where: [
      seen(scope),
      f.name ? contains(sql`s.name`, f.name) : null,
      f.certName ? contains(sql`c.name`, f.certName) : null,
      f.certLevel ? sql`c.level = ${f.certLevel}` : null,
      f.schoolName ? contains(sql`so.name`, f.schoolName) : null,
      f.status ? sql`s.status = ${f.status}` : null,
      f.enabled ? sql`s.is_enabled = ${f.enabled === 'enabled'}` : null,
    ],
    id: sql`s.id`,
    sorts: {
      createdAt: { by: sql`s.created_at`, type: 'timestamptz' },
      name: { by: sql`s.name`, type: 'text' },
      schoolName: { by: sql`so.name`, type: 'text' },
      certName: { by: sql`c.name`, type: 'text' },
    },
    defaultSort: '-createdAt',
    tab: { by: sql`s.status`, codes: ['draft', 'pending', 'approved', 'returned'] },
  })
})

/** P-5.2.4.1-07, -12: details, 审核记录, and the 建设标准 the review is held against. */
export const siteHandler = handle(site, async ({ input, scope, tx, principal, refuse }) => {
  const found = await maybe<Omit<SiteDetail, 'attachments' | 'timeline' | 'managerMobileMasked'>>(
    tx,
    sql`select ${columns}, s.region_code as "regionCode", s.manager_name as "managerName", s.manager_mobile as "managerMobile", s.facilities,
          t.id as "standardId", t.title as "standardTitle"
        from ${from} left join credentials.standards t on t.kind = 'site' and t.status = 'enabled' and t.credential_id = s.credential_id
        where s.id = ${input.id} and ${seen(scope)}`,
  )
  if (!found) return refuse('not-found')
  const attachments = await rows<Attachment>(
    tx,
    sql`select file_id as id, name, size from sites.attachments where site_id = ${input.id} order by position`,
  )
  const mayEdit = principal.actor === 'school' && holds(principal, 'sites.write')
  return {
    ...found,
    managerMobileMasked: found.managerMobile === null ? null : maskMobile(found.managerMobile),
    managerMobile: mayEdit ? found.managerMobile : null,
    attachments,
    timeline: await timelineOf(tx, siteWorkflow, input.id),
  }
})

/** The awarding body reads what the school attached. */
export const attachmentDoor: FileDoor = {
  purpose: 'site-attachment',
  who: site.who,
  mayOpen: async ({ tx }, scope, fileId) =>
    (await maybe(
      tx,
      sql`select 1 from sites.attachments a join sites.sites s on s.id = a.site_id where a.file_id = ${fileId} and ${seen(scope)} limit 1`,
    )) !== null,
}
