import type { Tx } from '#kit/server/db.ts'
import { handle } from '#kit/server/handle.ts'
import { maybe, one, rows, sql, type Sql } from '#kit/server/sql.ts'
import type { SiteChoices } from '../model.ts'
import { siteChoices } from '../operations.ts'
import { siteName } from '../rules.ts'

/** 试点证书 of a school: at least one 审核通过 declaration of it, in whatever year (P-5.2.4.1-05). Over the alias `c`. */
const isPilotOf = (schoolId: string): Sql =>
  sql`exists (select from pilots.declarations d where d.credential_id = c.id and d.school_id = ${schoolId} and d.status = 'approved')`

export interface Declarable {
  readonly awardingBodyId: string
  readonly certName: string
  readonly certLevel: string
}
/** The certificate when the school may declare a site for it, else null. P-4.1-07: a certificate that is 已停用 gets no new site. */
export const declarable = (tx: Tx, schoolId: string, credentialId: string): Promise<Declarable | null> =>
  maybe<Declarable>(
    tx,
    sql`select c.awarding_body_id as "awardingBodyId", c.name as "certName", c.level as "certLevel" from credentials.credentials c
        where c.id = ${credentialId} and c.status = 'published' and ${isPilotOf(schoolId)}`,
  )
export const homeOf = (tx: Tx, schoolId: string): Promise<{ name: string; regionCode: string }> =>
  one<{ name: string; regionCode: string }>(
    tx,
    sql`select o.name, s.city_code as "regionCode" from organisations.schools s join organisations.organisations o on o.id = s.id where s.id = ${schoolId}`,
  )

/** P-5.2.4.1-02, -04, -05: pilot certificates of the own school that have no site yet. */
export const siteChoicesHandler = handle(siteChoices, async ({ tx, principal }) => {
  const schoolId = principal.organisationId as string
  const home = await homeOf(tx, schoolId)
  const charge = principal.charge ? sql`and c.id = any (${principal.charge as string[]}::uuid[])` : sql``
  const found = await rows<Omit<SiteChoices['credentials'][number], 'siteName'>>(
    tx,
    sql`select c.id, c.cert_no as "certNo", c.name as "certName", c.level as "certLevel", o.name as "awardingBodyName"
        from credentials.credentials c join organisations.organisations o on o.id = c.awarding_body_id
        where c.status = 'published' and ${isPilotOf(schoolId)} ${charge}
          and not exists (select from sites.sites s where s.credential_id = c.id and s.school_id = ${schoolId}) order by c.cert_no`,
  )
  return {
    credentials: found.map((c) => ({ ...c, siteName: siteName(home.name, c.certName, c.certLevel) })),
    regionCode: home.regionCode,
  }
})
