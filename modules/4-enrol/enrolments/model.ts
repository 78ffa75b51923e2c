import type { CandidateKind } from '#candidates'
import type { EnrolMode } from '#exam-plans'
import type { TimelineEntry } from '#kit/pure/workflow.ts'
import type { EnrolmentStatus } from './workflow.ts'

export const payStatuses = { unpaid: '未缴费', paid: '已缴费' } as const
export type PayStatus = keyof typeof payStatuses

/** One row of 报考管理: one candidate and one 科目 (P-5.2.6-01). The candidate is as frozen at 报考. */
export interface EnrolmentRow {
  readonly id: string
  readonly enrolmentId: string
  readonly planName: string
  readonly name: string
  readonly candidateNo: string
  readonly idMasked: string
  readonly kind: CandidateKind
  readonly schoolName: string
  readonly certName: string
  readonly certLevel: string
  readonly mode: EnrolMode
  readonly subjectNo: string
  readonly subjectName: string
  readonly status: EnrolmentStatus
  readonly payStatus: PayStatus
  readonly paymentNumber: string | null
  /** 报考时间 is over: what is deleted now cannot be imported again (spec 7.1). */
  readonly isRegisterOver: boolean
  readonly createdAt: string
}

/** One candidate × plan × certificate with the frozen block: 查看, and the rows of 考生管理（已报考考生信息）. */
export interface EnrolledCandidateRow {
  readonly id: string
  readonly planName: string
  readonly certName: string
  readonly certLevel: string
  readonly mode: EnrolMode
  readonly name: string
  readonly namePinyin: string | null
  readonly candidateNo: string
  readonly idType: string
  readonly idMasked: string
  readonly gender: string | null
  readonly mobileMasked: string | null
  readonly kind: CandidateKind
  readonly schoolName: string
  readonly majorName: string | null
  readonly eduLevel: string | null
  readonly enrollYear: number | null
  readonly version: number
  readonly createdAt: string
}
export interface EnrolledSubject {
  readonly id: string
  readonly subjectNo: string
  readonly name: string
  readonly examMode: string
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly status: EnrolmentStatus
  readonly payStatus: PayStatus
  readonly paymentNumber: string | null
}
export interface EnrolmentDetail extends EnrolledCandidateRow {
  readonly planNumber: string
  readonly targetTypeName: string | null
  /** 报考时间 is over: what is deleted now cannot be imported again (spec 7.1). */
  readonly isRegisterOver: boolean
  readonly subjects: readonly EnrolledSubject[]
  readonly timeline: readonly TimelineEntry[]
}

/** What the dialogs of 批量导入报考 offer (P-5.2.6-04). */
export interface EnrolChoices {
  /** Server time of the answer. */
  readonly now: string
  readonly plans: readonly {
    readonly id: string
    readonly number: string
    readonly name: string
    readonly registerEnd: string
    readonly credentials: readonly {
      readonly id: string
      readonly certNo: string
      readonly name: string
      readonly level: string
      readonly allowsByCertificate: boolean
      readonly allowsBySubject: boolean
    }[]
  }[]
}

/** 审核人数 beside 已报考人数 (A14): one row per declared major, or one per declaration where only the total was approved. */
export interface HeadsRow {
  readonly id: string
  readonly year: number
  readonly schoolName: string
  readonly certName: string
  readonly certLevel: string
  /** null: 全部专业 together. */
  readonly majorLabel: string | null
  readonly approved: number
  readonly enrolled: number
  readonly createdAt: string
}

/** A line of 导入记录 over both ways of importing (P-5.2.6-12). */
export interface EnrolImportRow {
  readonly id: string
  readonly mode: EnrolMode
  readonly byName: string
  readonly roleName: string
  readonly at: string
  readonly fileName: string
  readonly okCount: number
  readonly failCount: number
  readonly state: string
  readonly mayUndo: boolean
}
