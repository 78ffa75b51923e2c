import type { Inside } from '#kit/server/context.ts'
import type { Tx } from '#kit/server/db.ts'
import { one, rows, run, sql } from '#kit/server/sql.ts'
import type { KnownTeacher } from '../rules.ts'

export interface Known extends KnownTeacher {
  readonly personId: string
}
/** Teachers of the school by document in the order asked, null where there is none; two documents may be one teacher. */
export async function knownTeachers(
  inside: Inside,
  schoolId: string,
  documents: readonly { readonly idType: string; readonly idNo: string }[],
): Promise<(Known | null)[]> {
  const { secrets } = inside.house
  const found = await rows<Known & { n: number }>(
    inside.tx,
    sql`select t.n::int as n, i.id, i.person_id as "personId", i.name,
          array(select q.credential_id from invigilators.qualifications q where q.invigilator_id = i.id) as "credentialIds"
        from unnest(${documents.map((d) => d.idType)}::text[], ${documents.map((d) => secrets.blind('id', d.idNo))}::bytea[]) with ordinality as t(id_type, blind, n)
        join people.persons p on p.id_type = t.id_type and p.id_blind = t.blind
        join invigilators.invigilators i on i.person_id = p.id and i.school_id = ${schoolId}`,
  )
  const known = documents.map((): Known | null => null)
  for (const { n, ...teacher } of found) known[n - 1] = teacher
  return known
}

/** How many 监考证书 of an import an awarding body has decided on. */
export const judgedOfImport = async (tx: Tx, importId: string): Promise<number> =>
  (
    await one<{ n: number }>(
      tx,
      sql`select count(*) as n from (select status from invigilators.qualifications where import_id = ${importId} for update) q where q.status <> 'pending'`,
    )
  ).n
/** Teachers that came with this import and have no 监考证书 left. */
export const removeBareOfImport = (tx: Tx, importId: string): Promise<number> =>
  run(
    tx,
    sql`delete from invigilators.invigilators i where i.import_id = ${importId}
          and not exists (select from invigilators.qualifications q where q.invigilator_id = i.id)`,
  )
