import type { Qualification } from './model.ts'
import type { QualificationStatus } from './workflow.ts'

/** The calendar day in Asia/Shanghai, yyyy-mm-dd, against which a 身份证号 is read. */
export const dayInChina = (now: string): string =>
  new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 10)

type Held = Pick<Qualification, 'credentialId' | 'status'>
export interface EditAsked {
  /** 监考证书 that shall be there afterwards. */
  readonly credentialIds: readonly string[]
  readonly changesIdentity: boolean
  /** Of any certificate, also of those the account is not in charge of. */
  readonly hasCertified: boolean
}
export interface EditPlan<H extends Held> {
  readonly add: readonly string[]
  readonly remove: readonly H[]
  /** 认证不通过 and kept: they go back to 待认证 (S12.4). */
  readonly resubmit: readonly H[]
}

/** P-5.2.11-04, S12.5, S12.6: what 编辑 › 保存 does to the certificates, or why it may not. */
export function planEdit<H extends Held>(held: readonly H[], asked: EditAsked): EditPlan<H> | 'certified-kept' | 'identity-fixed' {
  const wanted = new Set(asked.credentialIds)
  const remove = held.filter((h) => !wanted.has(h.credentialId))
  if (remove.some((h) => h.status === 'certified')) return 'certified-kept'
  if (asked.changesIdentity && asked.hasCertified) return 'identity-fixed'
  const has = new Set(held.map((h) => h.credentialId))
  return {
    add: [...wanted].filter((w) => !has.has(w)),
    remove,
    resubmit: held.filter((h) => h.status === 'refused' && wanted.has(h.credentialId)),
  }
}

/** P-5.2.11-05, S12.7 */
export const deleteProblem = (statuses: readonly QualificationStatus[]): 'has-certified' | null =>
  statuses.includes('certified') ? 'has-certified' : null

export interface CertificateFact {
  readonly credentialId: string
  readonly certNo: string
  readonly certName: string
  readonly certLevel: string
  readonly awardingBodyId: string
  /** The school pilots it, and the account is in charge of it. */
  readonly isOffered: boolean
}
export interface KnownTeacher {
  readonly id: string
  readonly name: string
  readonly credentialIds: readonly string[]
}
export interface InvigilatorCells {
  readonly name: string
  readonly certNo: string
  readonly certName: string
  readonly certLevel: string
}
export interface RowFault {
  readonly field: 'name' | 'certNo' | 'certName' | 'certLevel'
  readonly code: 'credential-unknown' | 'not-pilot-credential' | 'other-cert-name' | 'other-cert-level' | 'has-qualification' | 'other-name'
  readonly suggestion?: string
}

/** I7 (P-5.2.11-06): a row against the catalogue and the teacher its 证件号码 belongs to (null = new). The document is judged before. */
export function judgeRow(v: InvigilatorCells, certificate: CertificateFact | undefined, known: KnownTeacher | null): RowFault[] {
  const faults: RowFault[] = []
  if (known && known.name !== v.name) faults.push({ field: 'name', code: 'other-name', suggestion: known.name })
  if (!certificate) return [...faults, { field: 'certNo', code: 'credential-unknown' }]
  if (v.certName && v.certName !== certificate.certName)
    faults.push({ field: 'certName', code: 'other-cert-name', suggestion: certificate.certName })
  if (v.certLevel && v.certLevel !== certificate.certLevel)
    faults.push({ field: 'certLevel', code: 'other-cert-level', suggestion: certificate.certLevel })
  if (!certificate.isOffered) faults.push({ field: 'certNo', code: 'not-pilot-credential' })
  if (known?.credentialIds.includes(certificate.credentialId)) faults.push({ field: 'certNo', code: 'has-qualification' })
  return faults
}
