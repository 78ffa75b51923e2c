import type { Tx } from '#kit/server/db.ts'
import { rows, sql } from '#kit/server/sql.ts'
import type { Quota } from '../quota.ts'

interface Row {
  declarationId: string
  credentialId: string
  total: number
  isByMajor: boolean
  credentialMajors: string[]
  declared: { id: string; n: number | null }[]
}
/**
 * Door for enrolments (P-4.3-15…17, P-5.2.6-05, -06): what the school's approved declarations of the year allow, by certificate. A
 * certificate that is missing in the answer is no pilot certificate of the year. With `lock` the declarations are held until the
 * end of the transaction, in the order of their ids: whoever counts heads and writes registrations under it cannot be overtaken.
 */
export async function quotasOf(
  tx: Tx,
  of: { schoolId: string; year: number; credentialIds: readonly string[] },
  options: { lock: boolean },
): Promise<Map<string, Quota>> {
  const held = await rows<{ id: string }>(
    tx,
    sql`select id from pilots.declarations where school_id = ${of.schoolId} and year = ${of.year} and status = 'approved'
          and credential_id = any (${of.credentialIds as string[]}::uuid[]) order by id ${options.lock ? sql`for no key update` : sql``}`,
  )
  // Read after the lock was got: a correction that was waited for is seen.
  const found = await rows<Row>(
    tx,
    sql`select d.id as "declarationId", d.credential_id as "credentialId", d.approved_total as total, p.is_by_major as "isByMajor",
          (select coalesce(array_agg(cm.major_id), '{}') from credentials.credential_majors cm where cm.credential_id = d.credential_id) as "credentialMajors",
          (select coalesce(json_agg(json_build_object('id', dm.major_id, 'n', dm.approved_count)), '[]') from pilots.declaration_majors dm where dm.declaration_id = d.id) as declared
        from pilots.declarations d join pilots.plans p on p.id = d.plan_id where d.id = any (${held.map((h) => h.id)}::uuid[]) and d.status = 'approved'`,
  )
  return new Map(
    found.map((r) => [
      r.credentialId,
      {
        declarationId: r.declarationId,
        credentialId: r.credentialId,
        credentialMajorIds: new Set(r.credentialMajors),
        declaredMajorIds: new Set(r.declared.map((m) => m.id)),
        total: r.total,
        perMajor: r.isByMajor ? new Map(r.declared.map((m) => [m.id, m.n ?? 0])) : null,
      },
    ]),
  )
}

/** Door: certificates the school pilots (≥ 1 审核通过 declaration), of one year or of any. */
export const pilotCredentials = async (tx: Tx, schoolId: string, year?: number): Promise<string[]> =>
  (
    await rows<{ id: string }>(
      tx,
      sql`select distinct credential_id as id from pilots.declarations where school_id = ${schoolId} and status = 'approved'
            and ${year === undefined ? sql`true` : sql`year = ${year}`}`,
    )
  ).map((r) => r.id)

/** Door for exam plans (参考院校): schools that pilot a certificate in a year. Narrowed by whose eyes the transaction has. */
export const pilotSchools = (
  tx: Tx,
  credentialIds: readonly string[],
  year: number,
): Promise<{ schoolId: string; name: string; credentialId: string }[]> =>
  rows<{ schoolId: string; name: string; credentialId: string }>(
    tx,
    sql`select d.school_id as "schoolId", s.name, d.credential_id as "credentialId" from pilots.declarations d join organisations.organisations s on s.id = d.school_id
        where d.credential_id = any (${credentialIds as string[]}::uuid[]) and d.year = ${year} and d.status = 'approved' order by s.name`,
  )

/** P-4.1-06: names of those of these majors that a live declaration of the certificate holds. */
export const majorsInDeclarations = async (
  tx: Tx,
  credentialId: string,
  majorIds: readonly string[],
): Promise<string[]> =>
  (
    await rows<{ name: string }>(
      tx,
      sql`select distinct m.name from pilots.declaration_majors dm join pilots.declarations d on d.id = dm.declaration_id join credentials.majors m on m.id = dm.major_id
          where d.credential_id = ${credentialId} and dm.major_id = any (${majorIds as string[]}::uuid[]) and d.status in ('first-review', 'second-review', 'approved') order by m.name`,
    )
  ).map((r) => r.name)
