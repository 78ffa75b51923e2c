import { X509Certificate } from 'node:crypto'
import { signatureEntry, sealFields, type SealField, type SignatureEntry } from './fields.ts'
import { openPdf, type PdfFile } from './file.ts'
import { faultOf, reason, type SealFault, type SealReason } from './reason.ts'
import { countersignUpdate } from './seal.ts'
import { checkValue, type CheckedValue } from './value.ts'

/** One signature. `valid`: made by its certificate over this document, of which nothing but an allowed later revision changed. */
export type SealSignature = {
  field: string
  /** What the signer stated. */
  name: string
  reason: string
  time: Date | undefined
  /** Whom the certificate names; absent if it cannot be read. */
  subject?: { commonName: string; organisation?: string; country?: string }
  /** SHA-256 of the certificate in hex, to be compared with the one on record. */
  fingerprint?: string
  coversWholeFile: boolean
  /** What follows the signed bytes is exactly the countersignature that the document was prepared for. */
  allowedLaterRevision: boolean
  valid: boolean
  trusted: boolean
}

/**
 * `valid`: all signatures hold and are trusted. `incomplete`: the same, but a prepared field is still empty.
 * `untrusted`: they hold, but a signer is unknown or its certificate was not valid. `invalid`: the document is not what
 * was signed. `unsealed`: no signature at all.
 */
export type SealVerdict = 'valid' | 'incomplete' | 'untrusted' | 'invalid' | 'unsealed'

export type SealCheck = {
  verdict: SealVerdict
  signatures: SealSignature[]
  emptyFields: string[]
  reasons: SealReason[]
}

export type CheckOptions = {
  /** Roots in DER, or single certificates that are trusted themselves. */
  trusted: readonly Buffer[]
  /** Fields that must be there and signed; without it a document cut back to its first signature shows as `incomplete`. */
  fields?: readonly string[]
}

type Found = { field: SealField; entry?: SignatureEntry; value?: CheckedValue; end: number; faults: SealFault[] }

const ABOUT_TRUST: readonly SealFault[] = ['untrusted', 'outside-validity']
const ABOUT_ABSENCE: readonly SealFault[] = ['empty-field']

/**
 * Checks a sealed document strictly: it accepts the form that `certify` and `countersign` write and no other, so each
 * byte of the file is accounted for. Never throws for a document, however damaged. Trust rests on the time that the
 * signer stated; revocation is for the caller to check by `fingerprint`.
 */
export function checkSeals(pdf: Buffer, options: CheckOptions): SealCheck {
  const trusted = options.trusted.map((der) => new X509Certificate(der))
  let found: Found[]
  let emptyFields: string[]
  try {
    const file = openPdf(pdf)
    const fields = sealFields(file)
    emptyFields = fields.filter((field) => field.signature === undefined).map((field) => field.name)
    found = fields.filter((field) => field.signature !== undefined).map((field) => examine(file, field, trusted))
  } catch (error) {
    return { verdict: 'invalid', signatures: [], emptyFields: [], reasons: [reason(faultOf(error))] }
  }
  found.sort((a, b) => a.end - b.end)
  const judged = found.map((one, i) => {
    const later = revisionFault(pdf, one, found[i + 1])
    return later ? { ...one, faults: [...one.faults, later] } : one
  })
  const signatures = judged.map((one) => signatureOf(one, pdf.length))
  const names = new Set(signatures.map((signature) => signature.field))
  const reasons = [
    ...judged.flatMap((one) => one.faults.map((code) => reason(code, one.field.name))),
    ...emptyFields.map((field) => reason('empty-field', field)),
    ...(options.fields ?? []).filter((field) => !names.has(field)).map((field) => reason('missing-field', field)),
    ...(signatures.length === 0 ? [reason('unsealed')] : []),
  ]
  return { verdict: verdictOf(signatures, reasons), signatures, emptyFields, reasons }
}

function examine(file: PdfFile, field: SealField, trusted: readonly X509Certificate[]): Found {
  let entry: SignatureEntry
  try {
    entry = signatureEntry(file, field.signature!)
  } catch {
    return { field, end: 0, faults: ['form'] }
  }
  const [start, length, next, rest] = entry.byteRange
  const { gap } = entry
  const end = (next ?? 0) + (rest ?? 0)
  // From the first byte on, with no other gap than the value of this very signature, and not beyond the file.
  const isWhole = entry.byteRange.length === 4 && start === 0 && length === gap.start && next === gap.end
  if (!isWhole || !Number.isSafeInteger(end) || end <= gap.end || end > file.bytes.length) {
    return { field, entry, end: 0, faults: ['range'] }
  }
  const value = checkValue(file.bytes, entry, end, trusted)
  return { field, entry, value, end, faults: [...value.faults] }
}

/** What is wrong with the bytes behind the signed ones; undefined if there are none, or only an allowed revision. */
function revisionFault(pdf: Buffer, one: Found, next: Found | undefined): SealFault | undefined {
  if (one.end === pdf.length || one.end === 0) return undefined
  if (!next?.entry) return 'appended'
  return isCountersignature(pdf.subarray(0, next.end), one.end, next) ? undefined : 'later-revision'
}

// The update is made once more from what the countersignature states: not one byte may differ but its value. So no
// trick with a later revision, known or not, passes.
function isCountersignature(pdf: Buffer, base: number, next: Found): boolean {
  const { gap, name, reason: why, time } = next.entry!
  try {
    const file = openPdf(pdf.subarray(0, base))
    const update = countersignUpdate(
      file,
      { field: next.field.name, name, reason: why, time },
      (gap.end - gap.start - 2) / 2,
    )
    // The value stands between the brackets; all that is outside of them is compared.
    const isSame = (from: number, to: number) =>
      update.bytes.subarray(from - base, to - base).equals(pdf.subarray(from, to))
    return base + update.bytes.length === pdf.length && isSame(base, gap.start + 1) && isSame(gap.end - 1, pdf.length)
  } catch {
    return false
  }
}

function signatureOf(one: Found, length: number): SealSignature {
  const isRevision = one.faults.some((fault) => fault === 'appended' || fault === 'later-revision')
  const { entry, value } = one
  return {
    field: one.field.name,
    name: entry?.name ?? '',
    reason: entry?.reason ?? '',
    time: entry?.time,
    ...(value?.subject && { subject: value.subject }),
    ...(value?.fingerprint && { fingerprint: value.fingerprint }),
    coversWholeFile: one.end === length,
    allowedLaterRevision: one.end !== 0 && one.end !== length && !isRevision,
    valid: one.faults.every((fault) => ABOUT_TRUST.includes(fault)),
    trusted: value?.trusted ?? false,
  }
}

function verdictOf(signatures: readonly SealSignature[], reasons: readonly SealReason[]): SealVerdict {
  if (signatures.length === 0) return 'unsealed'
  const codes = reasons.map((r) => r.code)
  if (codes.some((code) => ![...ABOUT_TRUST, ...ABOUT_ABSENCE].includes(code))) return 'invalid'
  if (codes.some((code) => ABOUT_TRUST.includes(code))) return 'untrusted'
  return codes.length > 0 ? 'incomplete' : 'valid'
}
