export const organisationKinds = { platform: '平台运维', province: '省厅', city: '地市级教育行政部门', 'awarding-body': '培训评价组织', school: '院校' } as const
export type OrganisationKind = keyof typeof organisationKinds
export const schoolTypes = ['中职', '高职专科', '职业本科', '应用型本科', '其他'] as const

export interface Organisation {
  readonly id: string
  readonly kind: OrganisationKind
  readonly name: string
  readonly regionCode: string
  readonly status: 'active' | 'suspended'
}
export interface School extends Organisation {
  readonly code: string
  readonly cityCode: string
  readonly schoolType: string | null
  readonly address: string | null
  readonly legalPerson: string | null
  readonly contactName: string | null
  readonly contactMobile: string | null
  readonly contactEmail: string | null
  readonly sealFileId: string | null
  readonly isBaseInfoCompleted: boolean
  readonly isPilot: boolean
  readonly version: number
}
export interface AwardingBody extends Organisation {
  readonly orgCode: string
  readonly creditCode: string
  readonly contactName: string
  readonly contactPhone: string
  readonly address: string | null
  readonly intro: string | null
  readonly officialSealFileId: string | null
  readonly signatureSealFileId: string | null
  readonly version: number
}
export interface NationalSchoolRow {
  readonly id: string
  readonly name: string
  readonly code: string
  readonly provinceCode: string
  readonly cityCode: string
  readonly version: number
}
export interface LibraryRow extends NationalSchoolRow {
  readonly status: 'enabled' | 'suspended'
  readonly isRegistered: boolean
}
export const libraryStates = { enabled: '已启用', suspended: '已停用' } as const
