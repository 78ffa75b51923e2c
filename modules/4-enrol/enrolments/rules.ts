import type { CandidateKind } from '#candidates'
import type { EnrolMode } from '#exam-plans'
import { within } from '#kit/pure/phases.ts'
import type { PayStatus } from './model.ts'
import type { RowCode } from './words.ts'

/** A published plan as one school meets it. */
export interface PlanStanding {
  readonly registerStart: string | null
  readonly registerEnd: string | null
  /** Does 参考院校 contain the school? */
  readonly isParticipating: boolean
}
/** P-5.2.6-04: 当前处于报考, both end seconds included, and 参考院校 contains the school. null: not published. */
export function planVerdict(p: PlanStanding | null, now: string): 'plan-closed' | 'not-invited' | null {
  if (!p || p.registerStart === null || p.registerEnd === null) return 'plan-closed'
  if (!p.isParticipating) return 'not-invited'
  return within(p.registerStart, p.registerEnd, now) ? null : 'plan-closed'
}

/** A 科目 of a plan as 报考 needs it; no target types = 所有考生. */
export interface SubjectFact {
  readonly id: string
  readonly subjectId: string
  readonly subjectNo: string
  readonly name: string
  readonly targetTypeIds: readonly string[]
}
export interface LineFact {
  readonly id: string
  readonly credentialId: string
  readonly awardingBodyId: string
  readonly certNo: string
  readonly certName: string
  readonly certLevel: string
  readonly allowsByCertificate: boolean
  readonly allowsBySubject: boolean
  readonly subjects: readonly SubjectFact[]
  /** 参考对象类型 of the certificate. */
  readonly targets: readonly { readonly id: string; readonly name: string }[]
}
export const allows = (line: Pick<LineFact, 'allowsByCertificate' | 'allowsBySubject'>, mode: EnrolMode): boolean =>
  mode === 'certificate' ? line.allowsByCertificate : line.allowsBySubject

export type TargetVerdict =
  | { readonly code: 'target-missing' | 'target-wrong' }
  | { readonly code: null; readonly targetTypeId: string | null; readonly subjects: readonly SubjectFact[] }
/** P-5.2.1-03: of the subjects asked for, those that a candidate of the typed 参考对象类型 takes. */
export function targetVerdict(
  line: Pick<LineFact, 'targets'>,
  asked: readonly SubjectFact[],
  typed: string,
): TargetVerdict {
  const type = typed ? line.targets.find((t) => t.name === typed) : undefined
  if (typed && !type) return { code: 'target-wrong' }
  if (!type && asked.some((s) => s.targetTypeIds.length > 0)) return { code: 'target-missing' }
  const subjects = asked.filter((s) => s.targetTypeIds.length === 0 || (type && s.targetTypeIds.includes(type.id)))
  return subjects.length ? { code: null, targetTypeId: type?.id ?? null, subjects } : { code: 'target-wrong' }
}

/** What stands already for one person in one plan and certificate, whichever school registered it. */
export interface Taken {
  readonly enrolmentId: string | null
  readonly schoolId: string
  readonly mode: EnrolMode
  readonly targetTypeId: string | null
  readonly lineSubjectIds: readonly string[]
}
export interface Wanted {
  readonly mode: EnrolMode
  readonly schoolId: string
  readonly targetTypeId: string | null
  readonly lineSubjectIds: readonly string[]
}
/** P-5.2.6-08. One registration per plan, certificate and person: what another school registered by 科目 is not added to. */
export function takenVerdict(taken: Taken | undefined, w: Wanted): RowCode | null {
  if (!taken) return null
  if (taken.mode !== w.mode) return 'enrolled-otherwise'
  if (w.mode === 'certificate') return 'enrolled-certificate'
  if (w.lineSubjectIds.some((id) => taken.lineSubjectIds.includes(id))) return 'enrolled-subject'
  if (taken.schoolId !== w.schoolId) return 'enrolled-certificate'
  const differs = taken.targetTypeId !== null && w.targetTypeId !== null && taken.targetTypeId !== w.targetTypeId
  return differs ? 'target-wrong' : null
}

export interface CandidateFact {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly kind: CandidateKind
  readonly majorId: string | null
}

export interface Standing {
  /** Of the row, or of any subject of a 按证书 registration. */
  readonly isSeated: boolean
  readonly payStatus: PayStatus
  readonly paymentNumber: string | null
}
/** P-5.2.6-14, -15, -16 (S6.6) */
export function deleteVerdict(s: Standing): 'seated-or-paid' | 'in-request' | null {
  if (s.isSeated || s.payStatus === 'paid') return 'seated-or-paid'
  return s.paymentNumber === null ? null : 'in-request'
}

/** P-5.2.3-12: names of what was sent beyond 姓名拼音 and 手机号. */
export const otherFields = (sent: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(sent).filter((k) => !['id', 'version', 'namePinyin', 'mobile'].includes(k))
