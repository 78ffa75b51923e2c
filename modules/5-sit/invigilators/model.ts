import type { TimelineEntry } from '#kit/pure/workflow.ts'
import type { QualificationStatus } from './workflow.ts'

/** One 监考证书 of a teacher, as its awarding body has decided on it. */
export interface Qualification {
  readonly id: string
  readonly credentialId: string
  readonly certNo: string
  readonly certName: string
  readonly certLevel: string
  readonly awardingBodyName: string
  readonly status: QualificationStatus
}
/** One teacher of a school (spec 3.21). */
export interface InvigilatorRow {
  readonly id: string
  readonly teacherNo: string
  readonly name: string
  readonly mobileMasked: string
  readonly qualifications: readonly Qualification[]
  readonly version: number
  readonly createdAt: string
}
export interface JudgedQualification extends Qualification {
  readonly timeline: readonly TimelineEntry[]
}
export interface InvigilatorDetail extends Omit<InvigilatorRow, 'qualifications'> {
  readonly idType: string
  readonly idMasked: string
  readonly schoolName: string
  readonly regionName: string
  readonly qualifications: readonly JudgedQualification[]
}

/** One row of 监考人员（认证）: one teacher and one certificate of the awarding body. */
export interface QualificationRow extends Omit<Qualification, 'credentialId' | 'awardingBodyName'> {
  readonly teacherNo: string
  readonly name: string
  readonly mobileMasked: string
  readonly schoolName: string
  readonly regionName: string
  readonly createdAt: string
}
export interface QualificationDetail extends QualificationRow {
  readonly idType: string
  readonly idMasked: string
  readonly timeline: readonly TimelineEntry[]
}
/** 监考证书 that the school may ask for: its pilot certificates. */
export interface CertificateChoice {
  readonly credentialId: string
  readonly certNo: string
  readonly certName: string
  readonly certLevel: string
  readonly awardingBodyName: string
}
