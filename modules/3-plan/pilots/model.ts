import type { CertLevel, CredentialRow, Major, SubjectRow } from '#credentials'
import type { TimelineEntry } from '#kit/pure/workflow.ts'
import type { PlanPhase } from './workflow.ts'

/** 申报计划 (spec 3.8). Instants are ISO text. */
export interface PlanRow {
  readonly id: string
  readonly provinceCode: string
  readonly year: number
  readonly batch: string
  readonly startAt: string
  readonly endAt: string
  readonly isByMajor: boolean
  readonly needsCityReview: boolean
  readonly scope: 'all' | 'some'
  readonly status: 'draft' | 'published'
  readonly phase: PlanPhase
  readonly declarationCount: number
  readonly version: number
  readonly createdAt: string
}
export const planScopes = { all: '全部', some: '部分' } as const
export interface PlanDetail extends PlanRow {
  readonly provinceName: string
  /** 开放的证书, when the scope is 部分. */
  readonly credentials: readonly OpenCredential[]
}

export interface OpenCredential {
  readonly id: string
  readonly certNo: string
  readonly name: string
  readonly level: CertLevel
  readonly awardingBodyName: string
}

export type DeclarationStatus = 'draft' | 'first-review' | 'second-review' | 'approved' | 'returned'
/** Why the school may not change its declaration now; null: it may. */
export type EditVerdict = 'submitted' | 'time-not-come' | 'time-over' | null
/** Whose turn a declaration is. */
export type Turn = 'school' | 'city' | 'province' | null

export interface DeclarationRow {
  readonly id: string
  readonly planId: string
  readonly year: number
  readonly batch: string
  readonly schoolId: string
  readonly schoolName: string
  readonly cityName: string
  readonly credentialId: string
  readonly certName: string
  readonly certLevel: CertLevel
  readonly awardingBodyName: string
  readonly applyTotal: number | null
  readonly approvedTotal: number | null
  readonly status: DeclarationStatus
  readonly wasReturned: boolean
  readonly turn: Turn
  /** For the school: may it be changed and submitted now? */
  readonly edit: EditVerdict
  readonly supplementUntil: string | null
  readonly submittedAt: string | null
  readonly version: number
  readonly createdAt: string
}

export interface DeclaredMajor extends Major {
  readonly studentCount: number | null
  readonly teacherCount: number | null
  readonly applyCount: number | null
  readonly approvedCount: number | null
}
export interface DeclarationDetail extends DeclarationRow {
  readonly plan: Pick<PlanRow, 'startAt' | 'endAt' | 'isByMajor' | 'needsCityReview' | 'phase'>
  readonly majors: readonly DeclaredMajor[]
  /** Sanitised HTML. */
  readonly teacherInfo: string
  readonly siteInfo: string
  readonly school: {
    readonly name: string
    readonly code: string
    readonly region: string
    readonly schoolType: string | null
    readonly address: string | null
    readonly legalPerson: string | null
  }
  readonly contact: { readonly name: string | null; readonly mobile: string | null; readonly email: string | null }
  readonly timeline: readonly TimelineEntry[]
}

/** What the form needs once a certificate is chosen. */
export interface CredentialForDeclaring extends OpenCredential {
  readonly majors: readonly Major[]
  /** The record of this certificate in the year that a finished plan left behind; 立即申报 goes on with it (S2.12). */
  readonly carried: CarriedDeclaration | null
  readonly isDeclared: boolean
}
export interface CarriedDeclaration {
  readonly id: string
  readonly batch: string
  readonly status: DeclarationStatus
  readonly applyTotal: number | null
  readonly majors: readonly DeclaredMajor[]
  readonly teacherInfo: string
  readonly siteInfo: string
}

/** 审核人数: in total or per major. */
export interface ApprovedNumbers {
  readonly total: number
  readonly perMajor: readonly { readonly majorId: string; readonly count: number }[]
}
/** What a review leaves beside its opinion (审核信息记录). */
export interface NumbersRecord {
  readonly applyTotal: number | null
  readonly approvedTotal: number
  readonly before?: number | null
  readonly majors?: readonly {
    readonly label: string
    readonly applied: number | null
    readonly approved: number
    readonly before?: number | null
  }[]
}

export type SchoolCredentialRow = CredentialRow & { readonly isParticipated: boolean }
export type SchoolSubjectRow = SubjectRow
export type { CertLevel }
