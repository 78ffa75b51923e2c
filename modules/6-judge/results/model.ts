import type { CandidateKind } from '#candidates'
import type { EnrolMode } from '#exam-plans'
import { state, type State } from '#kit/pure/workflow.ts'

export type ResultStatus = 'pending' | 'passed' | 'failed'
/** 考核状态 (S10). */
export const resultStates: { readonly [S in ResultStatus]: State } = {
  pending: state('未出结果', 'neutral'),
  passed: state('已通过', 'good'),
  failed: state('未通过', 'bad'),
}

/** One registered candidate of 考证结果 (P-5.2.10-01). `id` is the registration. */
export interface ResultRow {
  readonly id: string
  readonly planName: string
  readonly name: string
  readonly candidateNo: string
  readonly idMasked: string
  readonly kind: CandidateKind
  readonly schoolName: string
  readonly certName: string
  readonly certLevel: string
  readonly awardingBodyName: string
  /** 通过条件, e.g. 全科合格. */
  readonly passCondition: string
  readonly mode: EnrolMode
  readonly needed: number
  readonly passed: number
  readonly status: ResultStatus
  /** After the 公示期: nothing changes any more. */
  readonly isFinal: boolean
  readonly createdAt: string
}
export interface ResultSubject {
  readonly id: string
  readonly subjectNo: string
  readonly name: string
  /** 考试方式 */
  readonly examMode: string
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly fullScore: number
  readonly passScore: number
  /** `85`, `缺考`; null = 未登记. */
  readonly score: string | null
  readonly isPassed: boolean | null
  /** 按科目: passed in an earlier plan, locked (A27). */
  readonly isPassedEarlier: boolean
}
export interface ResultDetail extends ResultRow {
  readonly idType: string
  readonly gender: string | null
  readonly majorName: string | null
  readonly certNo: string
  readonly planNumber: string
  readonly targetTypeName: string | null
  readonly publicStart: string
  readonly publicEnd: string
  readonly subjects: readonly ResultSubject[]
}

/** What 官网 › 成绩查询 shows (P-5.2.9-05). */
export interface FoundResult {
  readonly planName: string
  readonly certName: string
  readonly certLevel: string
  readonly status: ResultStatus
  readonly isFinal: boolean
  readonly subjects: readonly { readonly name: string; readonly score: string | null; readonly isPassed: boolean | null }[]
}
export interface FoundResults {
  readonly name: string
  readonly idMasked: string
  readonly results: readonly FoundResult[]
}
