import { X509Certificate } from 'node:crypto'

/**
 * The certificates from the signer's up to the one that a trusted root issued, or to the last that is present. `leftOver`
 * are certificates of the chain that lead nowhere: nothing vouches for them, so nobody would notice if they were changed.
 */
export type Path = { certificates: X509Certificate[]; root: X509Certificate | undefined; leftOver: number }

/** Follows the chain of a signature. `trusted` are roots, or single certificates that are trusted themselves. */
export function pathOf(
  certificate: X509Certificate,
  chain: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
): Path {
  const certificates = [certificate]
  const left = new Set(chain)
  for (;;) {
    const current = certificates.at(-1)!
    const issuer = [...left].find((candidate) => isIssuedBy(current, candidate))
    if (!issuer) break
    left.delete(issuer)
    certificates.push(issuer)
  }
  const last = certificates.at(-1)!
  const root = trusted.find((candidate) => candidate.raw.equals(last.raw) || isIssuedBy(last, candidate))
  return { certificates, root, leftOver: left.size }
}

/** Were all certificates of the path, the root too, valid at this time? */
export function isValidAt(path: Path, time: Date): boolean {
  const all = path.root ? [...path.certificates, path.root] : path.certificates
  return all.every((certificate) => certificate.validFromDate <= time && time <= certificate.validToDate)
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}
