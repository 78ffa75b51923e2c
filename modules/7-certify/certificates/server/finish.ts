import { createHash, randomBytes } from 'node:crypto'
import { appendLeaves } from '#log/server'
import type { Inside } from '#kit/server/context.ts'
import { maskName, publicText, type PublicFacts } from '../model.ts'
import { addVersion, type Certificate } from './store.ts'

export interface Finished {
  readonly certificate: Certificate
  readonly pdf: Buffer
  readonly mode: string
  readonly issuedAt: string
  readonly holderName: string
  readonly idMasked: string
  readonly certName: string
  readonly certLevel: string
  readonly awardingBodyName: string
  readonly owner: string
}
export const newCode = (): string => randomBytes(18).toString('base64url')

export function commitmentOf(salt: Buffer, facts: PublicFacts): string {
  return createHash('sha256').update(salt).update(publicText(facts)).digest('hex')
}
/** PDF, version, and leaf of each, with one signed head over all, in the caller's transaction. */
export async function finishCertificates(inside: Inside, list: readonly Finished[]): Promise<void> {
  const prepared = list.map((f) => {
    const sha256 = createHash('sha256').update(f.pdf).digest()
    const salt = randomBytes(16)
    const facts: PublicFacts = {
      serialNo: f.certificate.serialNo, holder: maskName(f.holderName), idMasked: f.idMasked, certName: f.certName, certLevel: f.certLevel, awardingBody: f.awardingBodyName,
      issuedAt: f.issuedAt, status: 'valid', pdfVersion: f.certificate.pdfVersion + 1, pdfSha256: sha256.toString('hex'),
    }
    return { f, sha256, salt, commitment: commitmentOf(salt, facts) }
  })
  const leaves = await appendLeaves(inside, prepared.map((p) => ({ kind: 'certificate', commitment: p.commitment })))
  for (const [i, p] of prepared.entries()) {
    const file = await inside.house.files.save(inside.tx, { purpose: 'certificate', name: `${p.f.certificate.serialNo}.pdf`, type: 'application/pdf', bytes: p.f.pdf, owner: p.f.owner })
    const added = await addVersion(inside.tx, { certificateId: p.f.certificate.id, pdfVersion: p.f.certificate.pdfVersion + 1, fileId: file.id, sha256: p.sha256, salt: p.salt, leafIndex: leaves[i]?.index as number, mode: p.f.mode, issuedAt: p.f.issuedAt })
    if (added !== 1) throw new Error(`certificate ${p.f.certificate.serialNo} was finished by somebody else`)
  }
}
