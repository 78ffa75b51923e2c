import type { CandidateKind, CandidateStatus } from './model.ts'
import { requiredFields } from './model.ts'

export interface Standing {
  readonly status: CandidateStatus
  readonly isCertifying: boolean
  readonly isIncomplete: boolean
  readonly enrolledCount: number
}

/** P-5.2.3-13, S5.4 */
export function certifyRefusal(c: Standing): 'certifying' | 'photo-first' | 'only-unverified' | 'incomplete' | null {
  if (c.isCertifying) return 'certifying'
  if (c.status === 'no-photo') return 'photo-first'
  if (c.status !== 'unverified') return 'only-unverified'
  return c.isIncomplete ? 'incomplete' : null
}

/** P-5.2.3-15, S5.8 */
export const confirmRefusal = (c: Pick<Standing, 'status'>): 'only-needs-check' | null =>
  c.status === 'needs-check' ? null : 'only-needs-check'

/** P-5.2.3-16: the hard rule; P-5.2.3-17: the warning to confirm (A38). */
export function deleteRefusal(c: Standing, iKnow: boolean): 'enrolled' | 'verified-delete' | null {
  if (c.enrolledCount > 0) return 'enrolled'
  return c.status === 'verified' && !iKnow ? 'verified-delete' : null
}

/** What of the four is different from what stands there: 姓名, 证件类型, 证件号码, 照片. */
export interface IdentityChange {
  readonly identity: boolean
  readonly photo: boolean
}
/** P-5.2.3-09, -10 */
export function editRefusal(c: Standing, changed: IdentityChange): 'certifying' | 'locked-fields' | null {
  if (c.isCertifying) return 'certifying'
  return c.status === 'verified' && (changed.identity || changed.photo) ? 'locked-fields' : null
}
/** S5.3, S5.9, S5.10, S5.11: where a permitted edit leads. */
export function statusAfter(from: CandidateStatus, changed: IdentityChange): CandidateStatus {
  if (changed.photo) return 'unverified'
  return from !== 'no-photo' && changed.identity ? 'unverified' : from
}

/** P-5.2.3-05: may a photo be put in place? Whole sentences, since they stand beside a file's name. */
export function photoRefusal(c: Pick<Standing, 'status' | 'isCertifying'>): string | null {
  if (c.status === 'verified') return '考生信息已准确，照片不可修改'
  return c.isCertifying ? '认证处理中，请稍后再试' : null
}

export interface Filled {
  readonly kind: CandidateKind
  readonly namePinyin: string | null
  readonly gender: string | null
  readonly mobileMasked: string | null
  readonly majorId: string | null
  readonly eduLevel: string | null
  readonly enrollYear: number | null
}
/** Names of the empty required fields (A45); the same rule as the column is_incomplete. */
export function missingFields(c: Filled): string[] {
  const empty: (keyof typeof requiredFields)[] = []
  if (c.namePinyin === null) empty.push('namePinyin')
  if (c.gender === null) empty.push('gender')
  if (c.mobileMasked === null) empty.push('mobile')
  if (c.kind === 'student') {
    if (c.majorId === null) empty.push('major')
    if (c.eduLevel === null) empty.push('eduLevel')
    if (c.enrollYear === null) empty.push('enrollYear')
  }
  return empty.map((f) => requiredFields[f])
}

/** X13, P2-2.2-01: why a candidate cannot be given a certificate yet; null when the information is accurate and complete. */
export function unreadyReason(c: Filled & Pick<Standing, 'status'>): string | null {
  const missing = missingFields(c)
  if (missing.length) return `信息不完善：缺少${missing.join('、')}`
  return { 'no-photo': '无照片', unverified: '信息待认证', 'needs-check': '需人工确认', verified: null }[c.status]
}

export interface MachineCheck {
  readonly what: string
  readonly isGood: boolean
  readonly says: string
}
/** The machine's checks, first on the screen: green ones need no reading. */
export function machineChecks(
  c: Filled &
    Standing & {
      readonly idType: string
      readonly birthDate: string | null
      readonly certifyFailReason: string | null
    },
): MachineCheck[] {
  const missing = missingFields(c)
  return [
    documentCheck(c),
    {
      what: '资料',
      isGood: !missing.length,
      says: missing.length ? `信息不完善：缺少${missing.join('、')}` : '必填项齐全',
    },
    {
      what: '照片',
      isGood: c.status !== 'no-photo',
      says: c.status === 'no-photo' ? '无照片' : '格式、像素和底色相符',
    },
    comparisonCheck(c),
  ]
}
// Only records taken over from earlier years can hold a 身份证号 that gave no birth date (P-5.2.3-18).
function documentCheck(c: { readonly idType: string; readonly birthDate: string | null }): MachineCheck {
  const what = '证件'
  if (c.idType !== '身份证') return { what, isGood: true, says: `${c.idType}号码格式相符` }
  const isGood = c.birthDate !== null
  return { what, isGood, says: isGood ? '号码、出生日期和校验码相符' : '身份证号格式不正确，请编辑更正' }
}
function comparisonCheck(c: Standing & { readonly certifyFailReason: string | null }): MachineCheck {
  const what = '公安系统照片比对'
  if (c.status === 'verified')
    return { what, isGood: true, says: c.certifyFailReason ? `${c.certifyFailReason}，已人工确认` : '一致' }
  if (c.isCertifying) return { what, isGood: false, says: '认证中，等待比对结果' }
  return { what, isGood: false, says: c.certifyFailReason ?? '尚未比对' }
}
