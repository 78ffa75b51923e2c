import { publishedSubjects } from '#credentials/server'
import { handle } from '#kit/server/handle.ts'
import type { Tx } from '#kit/server/db.ts'
import { contains, rows, sql } from '#kit/server/sql.ts'
import type { PlanChoices } from '../model.ts'
import { planChoices, schoolChoices } from '../operations.ts'
import type { Catalogue } from '../rules.ts'

interface OwnCredential {
  readonly id: string
  readonly certNo: string
  readonly certName: string
  readonly certLevel: string
}
/** Own certificates that are 已发布, within 负责的证书 when the account is bound to some. */
const ownPublished = (tx: Tx, awardingBodyId: string, charge: readonly string[] | null): Promise<OwnCredential[]> =>
  rows<OwnCredential>(
    tx,
    sql`select c.id, c.cert_no as "certNo", c.name as "certName", c.level as "certLevel" from credentials.credentials c
        where c.awarding_body_id = ${awardingBodyId} and c.status = 'published'
          and (${charge as string[] | null}::uuid[] is null or c.id = any (${charge as string[] | null}::uuid[])) order by c.cert_no`,
  )

/** What the rules judge a plan by. */
export async function catalogueOf(
  tx: Tx,
  awardingBodyId: string,
  charge: readonly string[] | null,
): Promise<Catalogue> {
  const credentials = (await ownPublished(tx, awardingBodyId, charge)).map((c) => c.id)
  const subjects = await publishedSubjects(tx, credentials)
  return { credentials: new Set(credentials), subjects: new Map(subjects.map((s) => [s.id, s])) }
}

export const planChoicesHandler = handle(planChoices, async ({ tx, principal, now }): Promise<PlanChoices> => {
  const credentials = await ownPublished(tx, principal.organisationId as string, principal.charge)
  const subjects = await publishedSubjects(
    tx,
    credentials.map((c) => c.id),
  )
  const names = new Map(
    (
      await rows<{ id: string; name: string }>(
        tx,
        sql`select t.id, t.name from credentials.target_types t where t.credential_id = any (${credentials.map((c) => c.id)}::uuid[])`,
      )
    ).map((t) => [t.id, t.name]),
  )
  return {
    now,
    credentials: credentials.map((c) => ({
      ...c,
      subjects: subjects
        .filter((s) => s.credentialId === c.id)
        .map((s) => ({
          subjectId: s.id,
          subjectNo: s.subjectNo,
          name: s.name,
          mode: s.mode,
          targetTypeIds: s.targetTypeIds,
          targetNames: s.targetTypeIds.map((t) => names.get(t) ?? ''),
        })),
    })),
  }
})

/** spec 3.11: 参考院校 are schools with the pilot certificate; the first 200 by name. */
export const schoolChoicesHandler = handle(schoolChoices, async ({ input, tx }) => ({
  schools: await rows<{ id: string; name: string }>(
    tx,
    sql`select o.id, o.name from organisations.organisations o where o.kind = 'school' and o.status = 'active'
          and exists (select from pilots.declarations d where d.school_id = o.id and d.status = 'approved' and d.credential_id = any (${input.credentialIds}::uuid[]))
          and ${input.name ? contains(sql`o.name`, input.name) : sql`true`} order by o.name limit 200`,
  ),
}))
