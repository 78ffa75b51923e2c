import { eduLevels } from '#credentials'
import { idTypes, type IdType } from '#people'
import type { TimelineEntry } from '#kit/pure/workflow.ts'

export { eduLevels, idTypes, type IdType }

/** 院校考生: the school's own students. 社会考生: trainees it recruited together with an awarding body (P-5.2.3-01). */
export const candidateKinds = { student: '院校考生', external: '社会考生' } as const
export type CandidateKind = keyof typeof candidateKinds
export const kindCodes = ['student', 'external'] as const
export const genders = ['男', '女'] as const

export type CandidateStatus = 'no-photo' | 'unverified' | 'needs-check' | 'verified'

/** What must be filled before 认证 (A45); the last three of 院校考生 only (A32). */
export const requiredFields = {
  namePinyin: '姓名拼音',
  gender: '性别',
  mobile: '手机号',
  major: '就读专业',
  eduLevel: '专业层次',
  enrollYear: '入学年份',
} as const

export interface CandidateRow {
  readonly id: string
  readonly candidateNo: string
  readonly kind: CandidateKind
  readonly name: string
  readonly gender: string | null
  readonly idType: string
  readonly idMasked: string
  readonly mobileMasked: string | null
  readonly majorName: string | null
  readonly enrollYear: number | null
  readonly photoFileId: string | null
  readonly status: CandidateStatus
  /** 认证中: a comparison is running. */
  readonly isCertifying: boolean
  readonly certifyFailReason: string | null
  /** 信息不完善 (P-5.2.3-18). */
  readonly isIncomplete: boolean
  /** 已报考证书 */
  readonly enrolledCount: number
  readonly createdAt: string
  readonly version: number
}
export interface Candidate extends CandidateRow {
  readonly namePinyin: string | null
  readonly birthDate: string | null
  readonly majorId: string | null
  readonly majorCode: string | null
  readonly majorVersion: string | null
  readonly eduLevel: string | null
  readonly missing: readonly string[]
  readonly timeline: readonly TimelineEntry[]
}

/** Who compares photos with the police's; `standIn` is what the screen says when it is not the real service. */
export interface ComparisonService {
  readonly name: string
  readonly isOn: boolean
  readonly standIn: string | null
}
