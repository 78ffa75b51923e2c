import type { CandidateKind } from '#candidates'

/** 缺考 in place of a number, as the clerk writes it. */
export const absent = '缺考'

/** One row of 科目成绩: one candidate and one 科目 (P-5.2.9-01). `id` is the registration of the 科目. */
export interface ScoreRow {
  readonly id: string
  readonly planName: string
  readonly name: string
  readonly candidateNo: string
  readonly idMasked: string
  /** null: the candidate had no seat when this was asked. */
  readonly ticketNo: string | null
  readonly kind: CandidateKind
  readonly schoolName: string
  readonly subjectNo: string
  readonly subjectName: string
  /** 考试方式 */
  readonly examMode: string
  readonly certName: string
  readonly certLevel: string
  readonly awardingBodyName: string
  readonly passCondition: string
  /** `85`, `62.5`, `缺考`; null = 未登记. */
  readonly score: string | null
  readonly isPassed: boolean | null
  readonly status: ScoreStatus
  readonly createdAt: string
}
export type ScoreStatus = 'unrecorded' | 'recorded' | 'public' | 'locked'

/** One entry of the history; `was` null = there was none (a forgotten score). */
export interface ScoreChange {
  readonly id: string
  readonly was: string | null
  readonly becomes: string
  readonly byName: string
  readonly reason: string
  readonly at: string
}
export interface ScoreDetail extends ScoreRow {
  readonly idType: string
  readonly fullScore: number
  readonly passScore: number
  readonly scoreStart: string
  readonly scoreEnd: string
  readonly publicStart: string
  readonly publicEnd: string
  /** 0 = 未登记. */
  readonly version: number
  readonly recordedAt: string | null
  /** Why 修改成绩 cannot be pressed now, in words; null = it can. */
  readonly editProblem: string | null
  readonly changes: readonly ScoreChange[]
}

/** What the dialog of 批量导入 offers: plans in 成绩登记时间 with their 科目 (spec 6.1 I9). */
export interface ScoreChoices {
  readonly plans: readonly {
    readonly id: string
    readonly number: string
    readonly name: string
    readonly scoreEnd: string
    readonly subjects: readonly {
      /** lineSubjectId */
      readonly id: string
      readonly subjectNo: string
      readonly name: string
      readonly certName: string
      readonly certLevel: string
    }[]
  }[]
}
