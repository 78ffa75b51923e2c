import type { ActorKind, Principal } from '#kit/pure/who.ts'

export const entrances = {
  school: '试点院校业务平台',
  'awarding-body': '培训评价组织业务平台',
  province: '省级教育行政部门业务平台',
  city: '地市级教育行政部门业务平台',
  platform: '平台运维',
} as const satisfies Partial<Record<ActorKind, string>>
export type Entrance = keyof typeof entrances
export const entranceKinds = Object.keys(entrances) as [Entrance, ...Entrance[]]

/** Idle and absolute limits of a session, and of the codes, in minutes. */
export const limits = { idle: 30, absolute: 12 * 60, lock: 15, lockAfter: 5, mobileCode: 5, mobileCodeTries: 5, pictureCode: 10 } as const

export interface AccountRow {
  readonly id: string
  readonly loginName: string
  readonly name: string
  readonly mobile: string | null
  readonly roleId: string
  readonly roleName: string
  readonly isAdmin: boolean
  readonly isCertManager: boolean
  readonly charge: readonly string[] | null
  readonly status: 'active' | 'suspended'
  readonly version: number
  readonly createdAt: string
}
export const accountStates = { active: '已启用', suspended: '已停用' } as const
export interface RoleRow {
  readonly id: string
  readonly actor: string
  readonly name: string
  readonly rights: readonly string[]
  readonly isAdmin: boolean
  readonly inUse: number
  readonly version: number
}
export interface LoginRow {
  readonly id: string
  readonly at: string
  readonly loginName: string
  readonly entrance: string
  readonly isOk: boolean
  readonly why: string | null
  readonly ip: string | null
  readonly device: string | null
}
export interface AuditRow {
  readonly id: string
  readonly at: string
  readonly accountName: string
  readonly roleName: string
  readonly label: string
  readonly entity: string | null
  readonly fromState: string | null
  readonly toState: string | null
  readonly reason: string | null
  readonly ip: string | null
}
export interface Me {
  readonly principal: Principal
  /** The world's kind and, where it may be moved, the clock. */
  readonly world: { readonly kind: 'production' | 'demo' | 'test'; readonly now: string; readonly isShifted: boolean }
}
