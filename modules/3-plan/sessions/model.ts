/** 场次: what a group of people is examined in until there is a result. Three procedures (doors) bring sessions into being. */
export const doors = { pilot: '1+X 证书试点', industry: '行业人才评价', school: '院校鉴定' } as const
export type Door = keyof typeof doors

/** The bounds of the four windows that hang on a session, in their order. A door that lacks a window leaves its bounds null. */
export const boundLabels = {
  registerStart: '报考开始时间',
  registerEnd: '报考结束时间',
  arrangeStart: '排考开始时间',
  arrangeEnd: '排考结束时间',
  scoreStart: '成绩登记开始时间',
  scoreEnd: '成绩登记结束时间',
  publicStart: '成绩公示开始时间',
  publicEnd: '成绩公示结束时间',
} as const
export type Bound = keyof typeof boundLabels
export const bounds = Object.keys(boundLabels) as Bound[]
/** Instants as ISO text; null = not set (yet). Windows are closed intervals. */
export type Windows = { readonly [B in Bound]: string | null }
export const noWindows = Object.fromEntries(bounds.map((b) => [b, null])) as Windows

/** First start and last end of all sittings. */
export interface ExamBounds {
  readonly firstStart: string | null
  readonly lastEnd: string | null
}

export interface SittingTimes {
  readonly startsAt: string
  readonly endsAt: string
}
export interface Sitting extends SittingTimes {
  readonly id: string
}
export interface LineSubject {
  readonly id: string
  readonly subjectId: string
  readonly sittings: readonly Sitting[]
}
export interface Line {
  readonly id: string
  readonly credentialId: string
  /** A line may close by itself and happen on another day than planned (industry door). */
  readonly registerStart: string | null
  readonly registerEnd: string | null
  readonly plannedOn: string | null
  readonly actualOn: string | null
  readonly subjects: readonly LineSubject[]
}
export interface Session extends Windows, ExamBounds {
  readonly id: string
  readonly door: Door
  readonly number: string
  readonly name: string
  readonly year: number
  readonly organiserId: string
  readonly status: 'draft' | 'published' | 'cancelled'
  readonly version: number
}

/** What a door hands over: any number of sittings per subject (one in a 考试计划, one per line in a 批次, many in a class). */
export interface LineInput {
  readonly credentialId: string
  readonly registerStart?: string | null
  readonly registerEnd?: string | null
  readonly plannedOn?: string | null
  readonly actualOn?: string | null
  readonly subjects: readonly { readonly subjectId: string; readonly sittings: readonly SittingTimes[] }[]
}

/** 2026-11-22 14:30 in Asia/Shanghai, for sentences. */
export const spoken = (iso: string): string =>
  new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

export const examBounds = (sittings: readonly SittingTimes[]): ExamBounds => ({
  firstStart: sittings.reduce<string | null>((m, s) => (m === null || s.startsAt < m ? s.startsAt : m), null),
  lastEnd: sittings.reduce<string | null>((m, s) => (m === null || s.endsAt > m ? s.endsAt : m), null),
})
