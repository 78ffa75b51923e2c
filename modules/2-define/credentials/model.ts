/** Values and shapes of 专业目录, 证书信息, 考试科目, 标准 (spec/pilot.md 3.5–3.7, 3.10). */
export const eduLevels = ['中职', '高职专科', '高职本科', '应用型本科'] as const
export const certLevels = ['初级', '中级', '高级'] as const
export const examModes = ['笔试', '实操', '机考'] as const
export const roomTypes = ['笔试考场', '实操考场', '机考考场'] as const
export const passConditions = ['全科合格'] as const
export type EduLevel = (typeof eduLevels)[number]
export type CertLevel = (typeof certLevels)[number]
export type ExamMode = (typeof examModes)[number]
export type RoomType = (typeof roomTypes)[number]

/** How a certificate is named in lists and on paper: 智能新能源汽车职业技能等级证书(初级). */
export const displayName = (name: string, level: string): string => `${name}(${level})`
/** 专业名称-专业代码-专业版本 (P-4.3-07): two majors are the same only if code and version are. */
export const majorLabel = (m: Pick<Major, 'name' | 'code' | 'versionName'>): string =>
  `${m.name}-${m.code}-${m.versionName}`
/** 参考对象 as lists show it; no type means everybody (spec 3.10). */
export const everyCandidate = '所有考生'
export const targetLabel = (names: readonly string[]): string => (names.length ? names.join('、') : everyCandidate)

export interface Major {
  readonly id: string
  readonly code: string
  readonly versionName: string
  readonly name: string
  readonly eduLevel: EduLevel
}
export interface MajorRow extends Major {
  readonly version: number
  readonly createdAt: string
}

export type CredentialStatus = 'draft' | 'published' | 'suspended'
export interface CredentialRow {
  readonly id: string
  readonly certNo: string
  readonly name: string
  readonly level: CertLevel
  readonly awardingBodyId: string
  readonly awardingBodyName: string
  readonly passCondition: string
  readonly status: CredentialStatus
  /** Has it been written to the log (上链)? */
  readonly isLogged: boolean
  readonly majorCount: number
  readonly version: number
  readonly createdAt: string
}
/** 上链信息: exactly what the manual shows (M1 4.1). Hashes are 64 hex digits. */
export interface LogProof {
  readonly blockHeight: number
  readonly blockHash: string
  readonly txHash: string
}
export interface CredentialDetail extends CredentialRow {
  readonly majors: readonly Major[]
  readonly logProof: LogProof | null
}

export interface TargetType {
  readonly id: string
  readonly name: string
}
export interface SubjectRow {
  readonly id: string
  readonly subjectNo: string
  readonly name: string
  readonly credentialId: string
  readonly certName: string
  readonly certLevel: CertLevel
  readonly awardingBodyName: string
  readonly mode: ExamMode
  readonly roomType: RoomType
  /** Names of the 参考对象类型; none means 所有考生. */
  readonly targets: readonly string[]
  /** One decimal as text, e.g. `100.0`. */
  readonly fullScore: string
  readonly passScore: string
  readonly status: CredentialStatus
  readonly version: number
  readonly createdAt: string
}
export interface SubjectDetail extends SubjectRow {
  readonly targetTypeIds: readonly string[]
}

export const standardKinds = { skill: '职业技能等级标准', site: '考核站点建设标准' } as const
export type StandardKind = keyof typeof standardKinds
export type StandardStatus = 'draft' | 'published' | 'enabled' | 'suspended'
export interface StandardRow {
  readonly id: string
  readonly kind: StandardKind
  readonly credentialId: string
  readonly certName: string
  readonly certLevel: CertLevel
  readonly awardingBodyName: string
  readonly title: string
  readonly versionNo: string
  /** A day, e.g. 2026-11-26. */
  readonly publishDate: string
  readonly status: StandardStatus
  readonly version: number
  readonly createdAt: string
}
export interface StandardDetail extends StandardRow {
  /** Sanitised HTML, may be empty when there is an attachment. */
  readonly content: string
  readonly file: { readonly id: string; readonly name: string; readonly size: number } | null
}
