import { pilotCredentials } from '#pilots/server'
import type { Tx } from '#kit/server/db.ts'
import { handle } from '#kit/server/handle.ts'
import { one, rows, sql } from '#kit/server/sql.ts'
import type { Principal } from '#kit/pure/who.ts'
import type { SiteChoices } from '../model.ts'
import { siteChoices } from '../operations.ts'
import { siteName } from '../rules.ts'

export interface Declarable {
  readonly id: string
  readonly certNo: string
  readonly certName: string
  readonly certLevel: string
  readonly awardingBodyId: string
  readonly awardingBodyName: string
  /** The school's site for it, in whatever state (A18). */
  readonly siteId: string | null
}
/**
 * P-5.2.4.1-05: 试点证书 of the own school in whatever year, within 负责的证书. A certificate that is 已停用 gets no new site
 * (P-4.1-07).
 */
export async function declarables(tx: Tx, principal: Principal): Promise<Declarable[]> {
  const schoolId = principal.organisationId as string
  const held = await pilotCredentials(tx, schoolId)
  const ids = principal.charge ? held.filter((id) => principal.charge?.includes(id)) : held
  return rows<Declarable>(
    tx,
    sql`select c.id, c.cert_no as "certNo", c.name as "certName", c.level as "certLevel", c.awarding_body_id as "awardingBodyId", o.name as "awardingBodyName", s.id as "siteId"
        from credentials.credentials c join organisations.organisations o on o.id = c.awarding_body_id
        left join sites.sites s on s.credential_id = c.id and s.school_id = ${schoolId}
        where c.status = 'published' and c.id = any (${ids}::uuid[]) order by c.cert_no`,
  )
}
export const homeOf = (tx: Tx, schoolId: string): Promise<{ name: string; regionCode: string }> =>
  one<{ name: string; regionCode: string }>(
    tx,
    sql`select o.name, s.city_code as "regionCode" from organisations.schools s join organisations.organisations o on o.id = s.id where s.id = ${schoolId}`,
  )

/** P-5.2.4.1-02, -04: what the school may still declare a site for. */
export const siteChoicesHandler = handle(siteChoices, async ({ tx, principal }): Promise<SiteChoices> => {
  const home = await homeOf(tx, principal.organisationId as string)
  const open = (await declarables(tx, principal)).filter((c) => c.siteId === null)
  return {
    credentials: open.map(({ id, certNo, certName, certLevel, awardingBodyName }) => ({
      id,
      certNo,
      certName,
      certLevel,
      awardingBodyName,
      siteName: siteName(home.name, certName, certLevel),
    })),
    regionCode: home.regionCode,
  }
})
