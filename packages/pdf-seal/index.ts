/** Seals on finished PDFs: signatures by incremental update (PAdES), their strict check, and certificates for them. */
export {
  makeAuthority,
  makeSealCertificate,
  type CertificateOrder,
  type KeyKind,
  type KeyWithCertificate,
  type Subject,
} from './certificate.ts'
export { sealer, type Sealer } from './sealer.ts'
export { certify, countersign, type Certification, type Countersignature, type FieldPlace } from './seal.ts'
export { checkSeals, type CheckOptions, type SealCheck, type SealSignature, type SealVerdict } from './check.ts'
export type { SealFault, SealReason } from './reason.ts'
export type { Rect } from './page.ts'
export { SealRefused, type SealRefusalCode } from './refusal.ts'
export { PdfUnreadable } from './syntax.ts'
