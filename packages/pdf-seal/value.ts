import { createHash, hash, verify, X509Certificate } from 'node:crypto'
import { cms, cmsFrame, namesCertificate, readCms, signedAttributes } from './cms.ts'
import type { SignatureEntry } from './fields.ts'
import { signatureAlgorithm } from './oid.ts'
import type { SealFault } from './reason.ts'
import { isValidAt, pathOf } from './trust.ts'

/** What the value of a signature proves. */
export type CheckedValue = {
  faults: SealFault[]
  trusted: boolean
  subject?: { commonName: string; organisation?: string; country?: string }
  fingerprint?: string
}

/** Checks the CMS in the gap of a signature over the bytes before the gap and those behind it up to `end`. */
export function checkValue(
  pdf: Buffer,
  entry: SignatureEntry,
  end: number,
  trusted: readonly X509Certificate[],
): CheckedValue {
  const { gap, time } = entry
  try {
    const { der, isPadded } = unwrapped(pdf.toString('latin1', gap.start + 1, gap.end - 1))
    const digest = createHash('sha256').update(pdf.subarray(0, gap.start)).update(pdf.subarray(gap.end, end)).digest()
    const checked = checkCms(der, digest, time, trusted)
    return isPadded ? checked : { ...checked, faults: ['padding', ...checked.faults] }
  } catch {
    // Whatever cannot be taken apart is not of our form.
    return { faults: ['form'], trusted: false }
  }
}

/** The CMS at the beginning of the hexadecimal text. The rest is not protected by anything, so it must be zeros. */
function unwrapped(hex: string): { der: Buffer; isPadded: boolean } {
  // Capital digits would read the same; only the small ones that are written are accepted.
  if (!/^[0-9a-f]+$/.test(hex) || hex.length % 2 !== 0) throw new Error('not the digits of a signature')
  const bytes = Buffer.from(hex, 'hex')
  // SEQUENCE with a length of two bytes: a CMS with a certificate has between 256 and 65,535.
  if (bytes.readUInt16BE(0) !== 0x3082) throw new Error('not a CMS')
  const length = bytes.readUInt16BE(2) + 4
  if (length > bytes.length) throw new Error('CMS cut short')
  return { der: bytes.subarray(0, length), isPadded: bytes.subarray(length).every((byte) => byte === 0) }
}

function checkCms(der: Buffer, digest: Buffer, time: Date, trusted: readonly X509Certificate[]): CheckedValue {
  const claim = readCms(der)
  const certificate = new X509Certificate(claim.certificate)
  const frame = cmsFrame(claim.certificate, claim.chain)
  const attributes = signedAttributes(frame, claim.digest)
  const algorithm = signatureAlgorithm(certificate.publicKey)
  const path = pathOf(
    certificate,
    claim.chain.map((c) => new X509Certificate(c)),
    trusted,
  )
  const faults: SealFault[] = []
  if (!claim.digest.equals(digest)) faults.push('digest')
  if (!namesCertificate(frame, claim.signingCertificate)) faults.push('signing-certificate')
  if (!verify('sha256', attributes, certificate.publicKey, claim.signature)) faults.push('signature')
  // Made again from its parts, the CMS must be the same to the byte: that leaves no room for anything unsigned.
  if (path.leftOver > 0 || !cms(frame, attributes, algorithm, claim.signature).equals(der)) faults.push('form')
  if (!path.root) faults.push('untrusted')
  if (!isValidAt(path, time)) faults.push('outside-validity')
  return {
    faults,
    trusted: path.root !== undefined && isValidAt(path, time),
    subject: subjectOf(certificate),
    fingerprint: hash('sha256', claim.certificate),
  }
}

function subjectOf(certificate: X509Certificate): CheckedValue['subject'] {
  const { CN, O, C } = certificate.toLegacyObject().subject
  const text = (value: string | string[] | undefined) => (typeof value === 'string' ? value : value?.join(' '))
  const [organisation, country] = [text(O), text(C)]
  return {
    commonName: text(CN) ?? '',
    ...(organisation !== undefined && { organisation }),
    ...(country !== undefined && { country }),
  }
}
