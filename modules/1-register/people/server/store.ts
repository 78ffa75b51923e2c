import type { Inside } from '#kit/server/context.ts'
import { maybe, rows, run, sql } from '#kit/server/sql.ts'
import type { IdDocument } from '../model.ts'

/** Person ids in the order of the documents: found by blind index or added. Set-based, one round trip. */
export async function personsOf(inside: Inside, documents: readonly IdDocument[]): Promise<string[]> {
  if (!documents.length) return []
  const { secrets } = inside.house
  const found = await rows<{ ord: number; id: string }>(
    inside.tx,
    sql`select ord, id from people.persons_of(${documents.map((d) => d.idType)}::text[],
          ${documents.map((d) => secrets.blind('id', d.idNo))}::bytea[], ${documents.map((d) => secrets.seal(d.idNo))}::bytea[])`,
  )
  const ids: string[] = []
  for (const f of found) ids[f.ord - 1] = f.id
  return ids
}

/** The clear number of one person; leaves an access row (P-0-03). Row policies decide whether the person is visible at all. */
export async function identityOf(inside: Inside, personId: string, why: string): Promise<string | null> {
  const m = await identitiesOf(inside, [personId], why)
  return m.get(personId) ?? null
}

/** Many at once, for exports that are meant to hold clear numbers; one access row each. */
export async function identitiesOf(inside: Inside, personIds: readonly string[], why: string): Promise<Map<string, string>> {
  const ids = [...new Set(personIds)]
  const found = await rows<{ id: string; sealed: Buffer }>(
    inside.tx,
    sql`select id, id_sealed as sealed from people.persons where id = any (${ids}::uuid[])`,
  )
  const p = inside.principal
  await run(
    inside.tx,
    sql`insert into people.unmaskings (at, account_id, account_name, organisation_id, person_id, what, why)
        select ${inside.now}, ${p.accountId}::uuid, ${p.name}, ${p.organisationId}::uuid, x, '证件号码', ${why} from unnest(${found.map((f) => f.id)}::uuid[]) x`,
  )
  return new Map(found.map((f) => [f.id, inside.house.secrets.openText(f.sealed)]))
}

/** The person with this document, if the platform knows one; for public queries and exact search. */
export const personByDocument = (inside: Inside, d: IdDocument): Promise<{ id: string } | null> =>
  maybe<{ id: string }>(
    inside.tx,
    sql`select id from people.persons where id_type = ${d.idType} and id_blind = ${inside.house.secrets.blind('id', d.idNo)}`,
  )
