export const certificateStates = { valid: '有效', revoked: '已撤销', replaced: '已被替换' } as const
export type CertificateStatus = keyof typeof certificateStates
export type SealKind = 'official' | 'signature'
export const sealNames = { official: '公章', signature: '签名章' } as const satisfies Record<SealKind, string>

/** What the PDF says. `idNo` in clear: it is printed on the certificate and nowhere else. */
export interface CertificateFacts {
  readonly serialNo: string
  readonly holderName: string
  readonly gender: string | null
  readonly idType: string
  readonly idNo: string
  readonly certName: string
  readonly certLevel: string
  readonly awardingBodyName: string
  /** ISO instant of 颁证. */
  readonly issuedAt: string
  readonly queryUrl: string
}
/** What anybody may know; the commitment in the log is over exactly this text. */
export interface PublicFacts {
  readonly serialNo: string
  readonly holder: string
  readonly idMasked: string
  readonly certName: string
  readonly certLevel: string
  readonly awardingBody: string
  readonly issuedAt: string
  readonly status: string
  readonly pdfVersion: number
  readonly pdfSha256: string
}
const keys = ['serialNo', 'holder', 'idMasked', 'certName', 'certLevel', 'awardingBody', 'issuedAt', 'status', 'pdfVersion', 'pdfSha256'] as const
/** Canonical JSON: these keys in this order, no blanks. */
export const publicText = (f: PublicFacts): string => JSON.stringify(Object.fromEntries(keys.map((k) => [k, f[k]])))

/** 王小八 → 王*八, 王八 → 王*; a long name keeps its first and last character. */
export function maskName(name: string): string {
  const c = [...name]
  return c.length <= 2 ? `${c[0] ?? ''}*` : `${c[0]}${'*'.repeat(c.length - 2)}${c.at(-1)}`
}
/** Which seal could not be put, and why: shown to the awarding body. */
export class SealFault extends Error {
  readonly seal: SealKind
  constructor(seal: SealKind, why: string) {
    super(`${sealNames[seal]}：${why}`)
    this.seal = seal
  }
}
