import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { contains, maybe, rows, sql } from '#kit/server/sql.ts'
import {
  certificateKeepers,
  listPartners,
  listPilotSchools,
  partner,
  type CertificateKeeper,
  type PartnerDetail,
  type PartnerRow,
  type PilotSchoolRow,
} from '../operations-bodies.ts'

const approved = (scope: Scope) =>
  sql`d.status = 'approved' and ${belongsTo(scope, { school: sql`d.school_id`, awardingBody: sql`d.awarding_body_id`, credential: sql`d.credential_id` })}`
const partnerColumns = (scope: Scope) =>
  sql`o.id, o.name, b.org_code as "orgCode", b.contact_name as "contactName", b.contact_phone as "contactPhone",
      (select count(distinct d.credential_id) from pilots.declarations d where d.awarding_body_id = o.id and ${approved(scope)}) as certificates`
const partnerFrom = sql`organisations.organisations o join organisations.awarding_bodies b on b.id = o.id`
const isPartner = (scope: Scope) =>
  sql`exists (select from pilots.declarations d where d.awarding_body_id = o.id and ${approved(scope)})`

export const readPartners = handle(listPartners, ({ input, scope, tx }) =>
  listPage<PartnerRow>(tx, input, {
    columns: partnerColumns(scope),
    from: partnerFrom,
    where: [isPartner(scope), input.filter.name ? contains(sql`o.name`, input.filter.name) : null],
    id: sql`o.id`,
    sorts: { name: { by: sql`o.name`, type: 'text' } },
    defaultSort: 'name',
  }),
)
export const readPartner = handle(partner, async ({ input, scope, tx, refuse }) => {
  const found = await maybe<Omit<PartnerDetail, 'piloted'>>(
    tx,
    sql`select ${partnerColumns(scope)}, b.credit_code as "creditCode", b.address, b.intro from ${partnerFrom} where o.id = ${input.id} and ${isPartner(scope)}`,
  )
  if (!found) return refuse('not-found')
  const piloted = await rows<PartnerDetail['piloted'][number]>(
    tx,
    sql`select c.cert_no as "certNo", c.name, c.level, string_agg(d.year::text, '、' order by d.year) as years from pilots.declarations d join credentials.credentials c on c.id = d.credential_id
        where d.awarding_body_id = ${input.id} and ${approved(scope)} group by c.id order by c.cert_no`,
  )
  return { ...found, piloted }
})
// 二级账户 of the own school; the row policy of accounts shows no others.
export const readCertificateKeepers = handle(certificateKeepers, ({ scope, tx }) =>
  rows<CertificateKeeper>(
    tx,
    sql`select a.name, a.mobile_masked as mobile, coalesce(string_agg(c.name || '(' || c.level || ')', '、' order by c.cert_no), '全部') as certificates
        from accounts.accounts a left join credentials.credentials c on c.id = any (a.charge)
        where a.is_cert_manager and a.status <> 'deleted' and a.organisation_id = ${scope.principal.organisationId}::uuid group by a.id order by a.name`,
  ),
)
export const readPilotSchools = handle(listPilotSchools, ({ input, scope, tx }) => {
  const year = input.filter.year ? sql` and d.year::text = ${input.filter.year}` : sql``
  return listPage<PilotSchoolRow>(tx, input, {
    columns: sql`o.id, o.name, s.code, o.region_code as "regionCode", s.city_code as "cityCode",
      (select string_agg(distinct d.year::text, '、') from pilots.declarations d where d.school_id = o.id and ${approved(scope)}) as years,
      (select count(distinct d.credential_id) from pilots.declarations d where d.school_id = o.id and ${approved(scope)}${year}) as certificates`,
    from: sql`organisations.organisations o join organisations.schools s on s.id = o.id`,
    where: [
      sql`exists (select from pilots.declarations d where d.school_id = o.id and ${approved(scope)}${year})`,
      input.filter.name ? contains(sql`o.name`, input.filter.name) : null,
    ],
    id: sql`o.id`,
    sorts: { name: { by: sql`o.name`, type: 'text' } },
    defaultSort: 'name',
  })
})
