import { pilotCredentials } from '#pilots/server'
import type { Inside } from '#kit/server/context.ts'
import { rows, sql } from '#kit/server/sql.ts'
import type { CertificateChoice } from '../model.ts'
import type { CertificateFact } from '../rules.ts'

type Fact = CertificateFact & { readonly awardingBodyName: string }
const factsWhere = (inside: Inside, where: ReturnType<typeof sql>, offered: readonly string[]): Promise<Fact[]> => {
  const { charge } = inside.principal
  const may = charge ? offered.filter((o) => charge.includes(o)) : [...offered]
  return rows<Fact>(
    inside.tx,
    sql`select c.id as "credentialId", c.cert_no as "certNo", c.name as "certName", c.level as "certLevel", c.awarding_body_id as "awardingBodyId",
          o.name as "awardingBodyName", c.id = any (${may}::uuid[]) as "isOffered"
        from credentials.credentials c join organisations.organisations o on o.id = c.awarding_body_id where ${where} order by c.cert_no`,
  )
}
const own = (inside: Inside): Promise<string[]> => pilotCredentials(inside.tx, inside.principal.organisationId ?? '')

/** Pilot certificates of the school (P-5.2.11-02) that the account is in charge of. */
export async function offeredCertificates(inside: Inside): Promise<CertificateChoice[]> {
  const offered = await own(inside)
  const facts = await factsWhere(inside, sql`c.id = any (${offered}::uuid[])`, offered)
  return facts
    .filter((f) => f.isOffered)
    .map(({ credentialId, certNo, certName, certLevel, awardingBodyName }) => ({ credentialId, certNo, certName, certLevel, awardingBodyName }))
}
/** By 证书编号, for I7. */
export const certificatesByNo = async (inside: Inside, numbers: readonly string[]): Promise<Map<string, CertificateFact>> => {
  const facts = await factsWhere(inside, sql`c.cert_no = any (${numbers as string[]}::text[])`, await own(inside))
  return new Map(facts.map((f) => [f.certNo, f]))
}
/** By id; null when one of them may not be chosen. */
export async function certificatesToAsk(inside: Inside, credentialIds: readonly string[]): Promise<CertificateFact[] | null> {
  const ids = [...new Set(credentialIds)]
  const facts = await factsWhere(inside, sql`c.id = any (${ids}::uuid[])`, await own(inside))
  return facts.length === ids.length && facts.every((f) => f.isOffered) ? facts : null
}
