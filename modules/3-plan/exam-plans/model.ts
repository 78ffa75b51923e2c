import type { ExamBounds, Session, Stage, Windows } from '#sessions'
import type { TimelineEntry } from '#kit/pure/workflow.ts'

export const enrolModes = { certificate: '按证书', subject: '按科目' } as const
export type EnrolMode = keyof typeof enrolModes

/** A 考试科目 of a plan. Fees are texts with two decimals (`120.00`), null = not set. */
export interface PlanSubject {
  readonly id: string
  readonly subjectId: string
  readonly subjectNo: string
  readonly name: string
  readonly mode: string
  readonly roomType: string
  /** 参考对象类型; none = 所有考生. */
  readonly targetTypeIds: readonly string[]
  readonly targetNames: readonly string[]
  readonly fee: string | null
  readonly sittingId: string | null
  readonly startsAt: string | null
  readonly endsAt: string | null
}
/** A 考试证书 of a plan with its subjects by 科目编号. */
export interface PlanLine {
  readonly id: string
  readonly credentialId: string
  readonly certNo: string
  readonly certName: string
  readonly certLevel: string
  readonly allowsByCertificate: boolean
  readonly allowsBySubject: boolean
  readonly fee: string | null
  readonly subjects: readonly PlanSubject[]
}
export interface PlanRow extends Windows, ExamBounds {
  readonly id: string
  /** 考试计划编号: yyyyMMdd + 4-digit serial. */
  readonly number: string
  readonly name: string
  readonly year: number
  readonly awardingBodyName: string
  /** 证书名称(等级), joined with “、”. */
  readonly credentials: string
  readonly status: Session['status']
  readonly stage: Stage
  readonly version: number
  readonly createdAt: string
}
export interface PlanDetail extends PlanRow {
  readonly lines: readonly PlanLine[]
  readonly isAllSchools: boolean
  /** 参考院校 by name, for the awarding body alone. */
  readonly schools: readonly { readonly id: string; readonly name: string }[]
  readonly isPayRequired: boolean
  readonly payMethod: string | null
  /** 要求 / 考试须知, sanitised HTML. */
  readonly notice: string | null
  /** Server time of the answer: the mark in the timeline of the windows. */
  readonly now: string
  readonly timeline: readonly TimelineEntry[]
}

export interface PlanChoices {
  /** Server time of the answer. */
  readonly now: string
  readonly credentials: readonly {
    readonly id: string
    readonly certNo: string
    readonly certName: string
    readonly certLevel: string
    readonly subjects: readonly Pick<
      PlanSubject,
      'subjectId' | 'subjectNo' | 'name' | 'mode' | 'targetTypeIds' | 'targetNames'
    >[]
  }[]
}

/** 分配方式: at the own site or at another school's. */
export const placeKinds = { own: '本校', borrowed: '借考' } as const
export type PlaceKind = keyof typeof placeKinds

/** Where the candidates of one 参考院校 sit for one certificate of one plan. */
export interface PlaceRow {
  readonly id: string
  readonly sessionId: string
  readonly planNumber: string
  readonly planName: string
  readonly credentialId: string
  readonly certName: string
  readonly certLevel: string
  readonly schoolId: string
  readonly schoolName: string
  readonly siteId: string | null
  readonly siteName: string | null
  readonly hostName: string | null
  readonly address: string | null
  readonly kind: PlaceKind | null
  /** true: by 考核站点分配; false: the own enabled site counts by itself. */
  readonly isAssigned: boolean
  /** A site that was 停用 after it was assigned takes nobody. */
  readonly isUsable: boolean | null
}
export interface AssignableSite {
  readonly id: string
  readonly name: string
  readonly schoolName: string
  readonly address: string
  readonly capacity: number
}
