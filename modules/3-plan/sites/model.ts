import type { TimelineEntry } from '#kit/pure/workflow.ts'

export type SiteStatus = 'draft' | 'pending' | 'approved' | 'returned'

export interface SiteRow {
  readonly id: string
  readonly name: string
  readonly credentialId: string
  readonly certNo: string
  readonly certName: string
  readonly certLevel: string
  readonly schoolName: string
  readonly awardingBodyName: string
  readonly address: string | null
  readonly capacity: number | null
  /** 审核状态 */
  readonly status: SiteStatus
  /** 考核站点状态: 已启用 / 已停用, empty unless 审核通过. */
  readonly isEnabled: boolean | null
  readonly version: number
  readonly createdAt: string
}
export interface Attachment {
  readonly id: string
  readonly name: string
  readonly size: number
}
export interface SiteDetail extends SiteRow {
  readonly regionCode: string
  readonly managerName: string | null
  readonly managerMobileMasked: string | null
  /** In clear only for those of the own school who may edit it. */
  readonly managerMobile: string | null
  readonly facilities: string | null
  readonly attachments: readonly Attachment[]
  /** The 考核站点建设标准 that is 已启用 for the certificate: what the review is held against. */
  readonly standardId: string | null
  readonly standardTitle: string | null
  readonly timeline: readonly TimelineEntry[]
}
/** What a school may still declare a site for. */
export interface SiteChoices {
  readonly credentials: readonly {
    id: string
    certNo: string
    certName: string
    certLevel: string
    awardingBodyName: string
    siteName: string
  }[]
  /** Where the school itself is: the usual 所在地区. */
  readonly regionCode: string
}
