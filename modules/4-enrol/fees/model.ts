import type { EnrolMode } from '#exam-plans'
import type { TimelineEntry } from '#kit/pure/workflow.ts'

export type PaymentStatus = 'pending' | 'confirmed'

/** 缴费申请单 (spec 3.16). Money is text with two decimals, e.g. `400.00`. */
export interface PaymentRow {
  readonly id: string
  /** 缴费单号: JF + yyyyMMdd + 6 digits. */
  readonly number: string
  readonly planName: string
  readonly certName: string
  readonly certLevel: string
  readonly awardingBodyName: string
  readonly schoolName: string
  readonly mode: EnrolMode
  /** 人数; 科次 where the mode is 按科目. */
  readonly headcount: number
  /** 费用标准; null where subjects of several prices stand in one request. */
  readonly unitFee: string | null
  readonly totalFee: string
  readonly status: PaymentStatus
  readonly confirmedAt: string | null
  /** 排考 has begun: a request deleted now cannot be made again (spec 7.1). */
  readonly isArrangeBegun: boolean
  readonly version: number
  readonly createdAt: string
}
export interface PaymentDetail extends PaymentRow {
  readonly confirmedBy: string | null
  readonly remark: string | null
  /** 缴费方式 of the plan. */
  readonly payMethod: string | null
  readonly timeline: readonly TimelineEntry[]
}
export interface PaymentItemRow {
  readonly id: string
  readonly name: string
  readonly candidateNo: string
  readonly idMasked: string
  readonly subjectName: string | null
  readonly fee: string
  readonly createdAt: string
}

/** What the dialog of 生成缴费申请单 offers: plans and certificates with registrations of the mode that are not paid (P-5.2.7-02, -03). */
export interface PayChoices {
  readonly plans: readonly {
    readonly id: string
    readonly number: string
    readonly name: string
    readonly credentials: readonly {
      readonly id: string
      readonly certNo: string
      readonly name: string
      readonly level: string
      /** 人数 or 科次 that the request would hold. */
      readonly count: number
      /** null: no 费用标准 is set. */
      readonly total: string | null
    }[]
  }[]
}
