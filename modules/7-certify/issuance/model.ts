import type { TimelineEntry } from '#kit/pure/workflow.ts'
import type { ChainRecord } from '#log'

export const sources = { exam: '平台考试', offline: '线下考试', history: '历史数据' } as const
export const modes = { paper: '纸质证书', electronic: '电子证书' } as const
export type Mode = keyof typeof modes
export type Side = 'awarding-body' | 'site'
/** 签字二维码 lives this long (S17). */
export const signMinutes = 5
export const zipLimit = 500

export interface RecordRow {
  readonly id: string
  readonly candidateNo: string
  readonly name: string
  readonly idType: string
  readonly idMasked: string
  readonly kind: 'student' | 'external'
  readonly schoolName: string
  readonly certName: string
  readonly certLevel: string
  readonly awardingBodyName: string
  readonly issuedAt: string | null
  readonly mode: Mode | null
  readonly examName: string
  readonly siteName: string
  readonly source: keyof typeof sources
  readonly status: string
  readonly rejectReason: string | null
  readonly sealError: string | null
  readonly serialNo: string | null
  readonly pdfFileId: string | null
  /** Does the reader's school own the 考核站点 (and so sign as the site)? */
  readonly isOwnSite: boolean
  readonly version: number
}
export interface SignatureShown {
  readonly side: Side
  readonly signerName: string
  readonly at: string
  readonly imageFileId: string | null
}
export interface RecordDetail extends RecordRow {
  readonly signatures: readonly SignatureShown[]
  readonly chain: ChainRecord | null
  readonly timeline: readonly TimelineEntry[]
}
export interface PendingFilter {
  readonly sessionId?: string | undefined
  readonly credentialId?: string | undefined
  readonly level?: string | undefined
  readonly schoolId?: string | undefined
  readonly kind?: string | undefined
}
/** What the phone shows before the signature: exactly the list that is signed. */
export interface SigningSheet {
  readonly organisationName: string
  readonly side: Side
  readonly openedBy: string
  readonly expiresAt: string
  readonly digest: string
  readonly rows: readonly { name: string; idMasked: string; certName: string; certLevel: string; schoolName: string }[]
}
/** One stroke: x, y pairs in a field of 600 × 240. */
export type Stroke = readonly number[]
