import type { EnrolmentStatus } from '#enrolments'
import type { TimelineEntry } from '#kit/pure/workflow.ts'
import type { UnseatedGroup } from './rules.ts'
import type { ArrangementStatus, ArrangeWindow, Counts } from './workflow.ts'

/** What is examined: a 科目 of a certificate in a plan. */
export interface Subject {
  readonly planName: string
  readonly certName: string
  readonly certLevel: string
  readonly subjectName: string
  /** 考试方式 */
  readonly mode: string
  readonly startsAt: string
  readonly endsAt: string
}
/** One row of 考核站点编排 (P-5.2.8.1-01); counts over all schools of the plan. `id` is the subject of the plan. */
export interface ArrangementRow extends Subject, Counts {
  readonly id: string
  readonly status: ArrangementStatus
  readonly arrangeStart: string
}
/** Per 考核站点 (P-5.2.8.1-03). `siteId` null: schools without a site. */
export interface SiteCounts extends Counts {
  readonly siteId: string | null
  readonly siteName: string | null
  readonly address: string | null
  readonly schools: string
  readonly rooms: number
  readonly seatCount: number
}
export interface ArrangementDetail extends ArrangementRow, ArrangeWindow {
  readonly isPayRequired: boolean
  readonly sites: readonly SiteCounts[]
  readonly timeline: readonly TimelineEntry[]
}
/** A room of a site for one subject in 查看考场编排. */
export interface RoomOfSite {
  /** Place: room and subject together, the `id` of 考场编排. */
  readonly id: string
  readonly roomId: string
  readonly name: string
  readonly roomType: string
  readonly address: string | null
  readonly seatCount: number
  readonly seated: number
}
export interface SiteArrangement extends Subject {
  readonly siteName: string
  readonly address: string | null
  readonly isHost: boolean
  readonly rooms: readonly RoomOfSite[]
}

/** What 排考 did to one subject. */
export interface ArrangedSubject extends Counts {
  readonly id: string
  readonly label: string
  /** Seats given now. */
  readonly given: number
  readonly unseated: readonly UnseatedGroup[]
}

/** One row of 考场编排: a room and a subject that is 已排完 (P-5.2.8.2-01, A24). */
export interface PlaceRow extends Subject {
  readonly id: string
  readonly roomId: string
  readonly lineSubjectId: string
  readonly roomName: string
  readonly siteName: string
  readonly hostName: string
  readonly seatCount: number
  /** 排考人数: those the reader may see. */
  readonly seated: number
  readonly watchers: number
}
/** Who sits where; another school sees its own candidates only (P-5.2.8.2-01). */
export interface Sitter {
  readonly id: string
  readonly enrolmentSubjectId: string
  readonly seatNo: number
  readonly name: string
  readonly candidateNo: string
  readonly idMasked: string
  readonly schoolId: string
  readonly schoolName: string
  readonly ticketNo: string
  readonly version: number
}
export interface WatcherRow {
  /** Of the 监考安排. */
  readonly id: string
  readonly teacherNo: string
  readonly name: string
  readonly schoolName: string
  readonly regionName: string
}
export interface PlaceDetail extends PlaceRow, ArrangeWindow {
  readonly siteId: string
  readonly roomType: string
  readonly roomAddress: string | null
  readonly siteAddress: string | null
  readonly isDone: boolean
  /** Seats that another subject uses at an overlapping time. */
  readonly otherwiseTaken: readonly number[]
  /** The reader sees the whole room. */
  readonly isWhole: boolean
  /** Why 监考安排 cannot be changed now, or null. */
  readonly watchProblem: 'room-not-done' | 'exam-begun' | 'not-host' | null
  readonly sitters: readonly Sitter[]
  readonly watches: readonly WatcherRow[]
}
export interface WatcherChoice {
  readonly id: string
  readonly teacherNo: string
  readonly name: string
  readonly schoolName: string
  /** Watches somewhere else at an overlapping time. */
  readonly isBusy: boolean
}

/** One row of 排考明细 (P-5.2.8.3-01): one candidate and one 科目, also without a seat. `id` is the registration of the subject. */
export interface SeatRow extends Subject {
  readonly id: string
  readonly name: string
  readonly candidateNo: string
  readonly idMasked: string
  readonly schoolName: string
  readonly siteName: string | null
  readonly siteAddress: string | null
  readonly roomName: string | null
  readonly seatNo: number | null
  readonly ticketNo: string | null
  readonly status: EnrolmentStatus
  readonly isWindowOpen: boolean
  readonly createdAt: string
}
