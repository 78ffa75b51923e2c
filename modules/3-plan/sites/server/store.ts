import type { Tx } from '#kit/server/db.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { maybe, one, rows, run, sql, type Sql } from '#kit/server/sql.ts'
import type { SiteStatus } from '../model.ts'
import { siteWorkflow } from '../workflow.ts'

/** A school sees its own sites; an awarding body those that were handed to it: a draft is the school's alone. */
export const seen = (scope: Scope): Sql =>
  sql`${belongsTo(scope, {
    school: sql`s.school_id`,
    awardingBody: sql`s.awarding_body_id`,
    credential: sql`s.credential_id`,
  })} ${scope.principal.actor === 'awarding-body' ? sql`and s.status <> 'draft'` : sql``}`

export interface Site {
  readonly id: string
  readonly name: string
  readonly schoolId: string
  readonly credentialId: string
  readonly awardingBodyId: string
  readonly regionCode: string
  readonly address: string | null
  readonly status: SiteStatus
  readonly isEnabled: boolean | null
  readonly version: number
}
const columns = sql`s.id, s.name, s.school_id as "schoolId", s.credential_id as "credentialId", s.awarding_body_id as "awardingBodyId",
  s.region_code as "regionCode", s.address, s.status, s.is_enabled as "isEnabled", s.version`

/** Held for change: a review and a 撤销 of the same moment come one after the other (P-5.2.4.1-11). */
export const siteForChange = (tx: Tx, scope: Scope, id: string): Promise<Site | null> =>
  maybe<Site>(tx, sql`select ${columns} from sites.sites s where s.id = ${id} and (${seen(scope)} or ${takenBack(scope)}) for update of s`)
/** A site that was withdrawn under a reviewer's hands: it hears that the state has changed, not that there never was such a site. */
const takenBack = (scope: Scope): Sql =>
  sql`${belongsTo(scope, { awardingBody: sql`s.awarding_body_id`, credential: sql`s.credential_id` })}
      and exists (select from kit.steps t where t.workflow = ${siteWorkflow.name} and t.entity_id = s.id and t.step = 'submit')`
/** In the order of the ids; missing and foreign ones are left out. */
export const sitesForChange = (tx: Tx, scope: Scope, ids: readonly string[]): Promise<Site[]> =>
  rows<Site>(
    tx,
    sql`select ${columns} from sites.sites s where s.id = any (${ids as string[]}::uuid[]) and ${seen(scope)}
        order by array_position(${ids as string[]}::uuid[], s.id) for update of s`,
  )

// --- doors for modules below; names and addresses of sites are no secret, so these take no scope
export const siteOf = (tx: Tx, id: string): Promise<Site | null> =>
  maybe<Site>(tx, sql`select ${columns} from sites.sites s where s.id = ${id}`)
/** Sites of one school, in every state: whoever asks judges 审核通过 and 已启用 and says so in words. */
export const sitesOfSchool = (tx: Tx, schoolId: string): Promise<Site[]> =>
  rows<Site>(tx, sql`select ${columns} from sites.sites s where s.school_id = ${schoolId} order by s.name`)
/** 审核通过 and 已启用 (P-5.2.4.1-06). */
export const isUsable = (s: Pick<Site, 'status' | 'isEnabled'>): boolean =>
  s.status === 'approved' && s.isEnabled === true

export interface SiteFields {
  readonly regionCode?: string | undefined
  readonly address?: string | undefined
  readonly capacity?: number | undefined
  readonly managerName?: string | undefined
  readonly managerMobile?: string | undefined
  readonly facilities?: string | undefined
}
export const insertSite = (
  tx: Tx,
  s: { name: string; schoolId: string; credentialId: string; awardingBodyId: string; regionCode: string } & SiteFields,
): Promise<{ id: string }> =>
  one<{ id: string }>(
    tx,
    sql`insert into sites.sites (name, school_id, credential_id, awarding_body_id, region_code, address, capacity, manager_name, manager_mobile, facilities, status)
        values (${s.name}, ${s.schoolId}, ${s.credentialId}, ${s.awardingBodyId}, ${s.regionCode}, ${s.address ?? null}, ${s.capacity ?? null},
                ${s.managerName ?? null}, ${s.managerMobile ?? null}, ${s.facilities ?? null}, 'draft') returning id`,
  )
export const writeSite = (tx: Tx, id: string, s: SiteFields): Promise<number> =>
  run(
    tx,
    sql`update sites.sites set region_code = coalesce(${s.regionCode ?? null}, region_code), address = ${s.address ?? null}, capacity = ${s.capacity ?? null},
          manager_name = ${s.managerName ?? null}, manager_mobile = ${s.managerMobile ?? null}, facilities = ${s.facilities ?? null}, version = version + 1
        where id = ${id}`,
  )
/** Puts the attachments to what is given; returns how many are there. New ones must be files the acting organisation uploaded. */
export async function writeAttachments(tx: Tx, siteId: string, fileIds: readonly string[]): Promise<number> {
  const given = fileIds as string[]
  await run(tx, sql`delete from sites.attachments where site_id = ${siteId} and file_id <> all (${given}::uuid[])`)
  await run(
    tx,
    sql`insert into sites.attachments (site_id, file_id, name, size, position)
        select ${siteId}, f.id, f.name, f.size, g.n from unnest(${given}::uuid[]) with ordinality as g(id, n)
        join kit.files f on f.id = g.id and f.purpose = 'site-attachment' on conflict (site_id, file_id) do update set position = excluded.position`,
  )
  const { n } = await one<{ n: number }>(tx, sql`select count(*) as n from sites.attachments where site_id = ${siteId}`)
  return n
}
export const setEnabled = (tx: Tx, id: string, isEnabled: boolean): Promise<number> =>
  run(tx, sql`update sites.sites set is_enabled = ${isEnabled} where id = ${id}`)
export const removeSites = (tx: Tx, ids: readonly string[]): Promise<number> =>
  run(tx, sql`delete from sites.sites where id = any (${ids as string[]}::uuid[])`)
