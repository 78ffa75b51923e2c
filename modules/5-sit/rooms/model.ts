import type { RoomPhase } from './workflow.ts'

export interface RoomRow {
  readonly id: string
  readonly planNumber: string
  readonly planName: string
  readonly siteName: string
  readonly certName: string
  readonly certLevel: string
  /** 科目名称, joined with “、”. */
  readonly subjects: string
  readonly name: string
  /** 考场类型, derived from the subjects. */
  readonly roomType: string
  readonly seatCount: number
  readonly address: string | null
  readonly schoolName: string
  /** 考场状态 */
  readonly status: RoomPhase
  readonly version: number
  readonly createdAt: string
}
export interface RoomSubject {
  /** The subject of the plan (line subject). */
  readonly id: string
  readonly subjectNo: string
  readonly name: string
  readonly mode: string
  readonly roomType: string
  readonly startsAt: string | null
  readonly endsAt: string | null
}
export interface RoomDetail extends RoomRow {
  readonly sessionId: string
  readonly siteId: string
  readonly credentialId: string
  readonly siteAddress: string | null
  readonly arrangeStart: string
  readonly arrangeEnd: string
  readonly subjectList: readonly RoomSubject[]
}

/** What 设置考场 chooses from: plans before 排考开始, own sites that can be used, certificates of both. */
export interface RoomChoices {
  readonly plans: readonly {
    readonly id: string
    readonly number: string
    readonly name: string
    readonly arrangeStart: string
    readonly certificates: readonly {
      readonly credentialId: string
      readonly certNo: string
      readonly certName: string
      readonly certLevel: string
      readonly subjects: readonly RoomSubject[]
    }[]
  }[]
  readonly sites: readonly { readonly id: string; readonly name: string; readonly credentialId: string }[]
}

/** A room of an earlier plan at the same site, as it would stand in the new one (P-5.2.5-08). */
export interface EarlierRoom {
  readonly id: string
  readonly planName: string
  readonly name: string
  readonly seatCount: number
  readonly address: string | null
  /** Subjects that the new plan has too, by 科目编号. */
  readonly subjectIds: readonly string[]
  readonly subjects: string
  /** Why it cannot be copied as it is; null when it can. */
  readonly problem: 'name-taken' | 'subject-not-in-plan' | null
}
