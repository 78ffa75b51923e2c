import type { Inside } from '#kit/server/context.ts'
import type { Tx } from '#kit/server/db.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { maybe, one, run, sql } from '#kit/server/sql.ts'
import type { AwardingBody, Organisation, School } from '../model.ts'

const base = sql`o.id, o.kind, o.name, o.region_code as "regionCode", o.status`
export const schoolColumns = sql`${base}, s.code, s.city_code as "cityCode", s.school_type as "schoolType", s.address, s.legal_person as "legalPerson",
  s.contact_name as "contactName", s.contact_mobile as "contactMobile", s.contact_email as "contactEmail", s.seal_file_id as "sealFileId",
  s.is_base_info_completed as "isBaseInfoCompleted", s.is_pilot as "isPilot", s.version`
export const bodyColumns = sql`${base}, b.org_code as "orgCode", b.credit_code as "creditCode", b.contact_name as "contactName", b.contact_phone as "contactPhone",
  b.address, b.intro, b.official_seal_file_id as "officialSealFileId", b.signature_seal_file_id as "signatureSealFileId", b.version`
export const schoolFrom = sql`organisations.organisations o join organisations.schools s on s.id = o.id`
export const bodyFrom = sql`organisations.organisations o join organisations.awarding_bodies b on b.id = o.id`

/** Doors for modules below: names are no secret, so these take no scope. */
export const organisationOf = (tx: Tx, id: string): Promise<Organisation | null> =>
  maybe<Organisation>(tx, sql`select ${base} from organisations.organisations o where o.id = ${id}`)
export const schoolOf = (tx: Tx, id: string): Promise<School | null> => maybe<School>(tx, sql`select ${schoolColumns} from ${schoolFrom} where o.id = ${id}`)
export const awardingBodyOf = (tx: Tx, id: string): Promise<AwardingBody | null> =>
  maybe<AwardingBody>(tx, sql`select ${bodyColumns} from ${bodyFrom} where o.id = ${id}`)
/** The authority that reviews a region: province by its first two digits, city by its first four; null when there is none active. */
export const authorityOf = (tx: Tx, kind: 'province' | 'city', regionCode: string): Promise<Organisation | null> =>
  maybe<Organisation>(
    tx,
    sql`select ${base} from organisations.organisations o where o.kind = ${kind} and o.status = 'active' and o.region_code = ${kind === 'province' ? `${regionCode.slice(0, 2)}0000` : `${regionCode.slice(0, 4)}00`}`,
  )
/** S16: kept here so that a session knows it without asking further down. Idempotent. */
export async function setPilot(inside: Inside, schoolId: string, isPilot: boolean): Promise<boolean> {
  const n = await run(inside.tx, sql`update organisations.schools set is_pilot = ${isPilot} where id = ${schoolId} and is_pilot <> ${isPilot}`)
  if (n) await inside.trail({ entity: 'school', id: schoolId, to: isPilot ? '试点院校' : '非试点院校' })
  return n > 0
}

export const seenSchool = (tx: Tx, scope: Scope, id: string): Promise<School | null> =>
  maybe<School>(
    tx,
    sql`select ${schoolColumns} from ${schoolFrom} where o.id = ${id} and ${belongsTo(scope, { school: sql`o.id`, region: sql`s.city_code` })}`,
  )
export const seenBody = (tx: Tx, scope: Scope, id: string): Promise<AwardingBody | null> =>
  maybe<AwardingBody>(tx, sql`select ${bodyColumns} from ${bodyFrom} where o.id = ${id} and ${belongsTo(scope, { awardingBody: sql`o.id` })}`)

export interface SchoolEdit {
  schoolType: string
  address: string
  legalPerson?: string | undefined
  contactName: string
  contactMobile: string
  contactEmail?: string | undefined
}
/** Returns the new version, or null when somebody else was faster. */
export const saveSchool = (tx: Tx, id: string, version: number, e: SchoolEdit, sealFileId: string | null): Promise<{ version: number } | null> =>
  maybe<{ version: number }>(
    tx,
    sql`update organisations.schools set school_type = ${e.schoolType}, address = ${e.address}, legal_person = ${e.legalPerson ?? null}, contact_name = ${e.contactName},
          contact_mobile = ${e.contactMobile}, contact_email = ${e.contactEmail ?? null}, seal_file_id = coalesce(${sealFileId}::uuid, seal_file_id),
          is_base_info_completed = true, version = version + 1 where id = ${id} and version = ${version} returning version`,
  )
export interface BodyEdit {
  contactName: string
  contactPhone: string
  address?: string | undefined
  intro?: string | undefined
}
export const saveBody = (tx: Tx, id: string, version: number, e: BodyEdit, seals: { official: string | null; signature: string | null }): Promise<{ version: number } | null> =>
  maybe<{ version: number }>(
    tx,
    sql`update organisations.awarding_bodies set contact_name = ${e.contactName}, contact_phone = ${e.contactPhone}, address = ${e.address ?? null}, intro = ${e.intro ?? null},
          official_seal_file_id = coalesce(${seals.official}::uuid, official_seal_file_id), signature_seal_file_id = coalesce(${seals.signature}::uuid, signature_seal_file_id),
          version = version + 1 where id = ${id} and version = ${version} returning version`,
  )
export const saveBodyNames = (tx: Tx, id: string, name: string, creditCode: string): Promise<number> =>
  run(
    tx,
    sql`with n as (update organisations.organisations set name = ${name} where id = ${id}) update organisations.awarding_bodies set credit_code = ${creditCode} where id = ${id}`,
  )
export const setStatus = (tx: Tx, id: string, status: 'active' | 'suspended'): Promise<number> =>
  run(tx, sql`update organisations.organisations set status = ${status}, version = version + 1 where id = ${id} and status <> ${status}`)

// --- making organisations, for the accounts module, which gives each its first account
export const addOrganisation = (tx: Tx, o: { kind: string; name: string; regionCode: string; parentId?: string | null }): Promise<{ id: string }> =>
  one<{ id: string }>(
    tx,
    sql`insert into organisations.organisations (kind, name, region_code, parent_id) values (${o.kind}, ${o.name}, ${o.regionCode}, ${o.parentId ?? null}) returning id`,
  )
export const addAwardingBodyRow = (tx: Tx, b: { id: string; orgCode: string; creditCode: string; contactName: string; contactPhone: string }): Promise<number> =>
  run(
    tx,
    sql`insert into organisations.awarding_bodies (id, org_code, credit_code, contact_name, contact_phone) values (${b.id}, ${b.orgCode}, ${b.creditCode}, ${b.contactName}, ${b.contactPhone})`,
  )
export interface Entry {
  readonly id: string
  readonly name: string
  readonly code: string
  readonly provinceCode: string
  readonly cityCode: string
  readonly status: string
  readonly schoolId: string | null
}
export const entryOf = (tx: Tx, id: string): Promise<Entry | null> =>
  maybe<Entry>(
    tx,
    sql`select e.id, n.name, n.code, e.province_code as "provinceCode", e.city_code as "cityCode", e.status, s.id as "schoolId"
        from organisations.library_entries e join organisations.national_schools n on n.id = e.national_school_id left join organisations.schools s on s.library_entry_id = e.id where e.id = ${id}`,
  )
/** The unique library entry makes two parallel registrations one (P3-2.2-03). */
export async function addSchool(tx: Tx, e: Entry, contactMobile: string): Promise<{ id: string }> {
  const o = await addOrganisation(tx, { kind: 'school', name: e.name, regionCode: e.provinceCode })
  await run(
    tx,
    sql`insert into organisations.schools (id, library_entry_id, code, city_code, contact_mobile) values (${o.id}, ${e.id}, ${e.code}, ${e.cityCode}, ${contactMobile})`,
  )
  return o
}
export const removeSchool = (tx: Tx, id: string): Promise<number> =>
  run(tx, sql`with s as (delete from organisations.schools where id = ${id} returning id) delete from organisations.organisations o using s where o.id = s.id`)
export const setContactMobile = (tx: Tx, schoolId: string, mobile: string): Promise<number> =>
  run(tx, sql`update organisations.schools set contact_mobile = ${mobile}, version = version + 1 where id = ${schoolId}`)
