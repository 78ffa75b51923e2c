/** The kinds of people and machines that act here (spec/pilot.md 1.3). A person of one kind cannot act as another. */
export const actorKinds = {
  school: '试点院校',
  'awarding-body': '培训评价组织',
  province: '省厅',
  city: '地市级教育行政部门',
  platform: '平台运维',
  public: '公众',
  system: '系统',
} as const
export type ActorKind = keyof typeof actorKinds

/** What ties the actor to the thing: 本机构, 下属机构, 负责的证书, 本人, 全部. */
export type Relation = 'own' | 'below' | 'charge' | 'named' | 'any'

/** `area.level`, e.g. `candidates.write`. `write` and `sign` include `read`. `*` needs nothing but a session of that kind. */
export type Right = `${string}.${'read' | 'write' | 'sign'}` | '*'

export interface Grant {
  readonly actor: ActorKind
  readonly right: Right
  readonly relation: Relation
  /** P-1-04: a school that is not 试点院校 yet may do only what says so. */
  readonly beforePilot?: boolean
}
export type Who = readonly Grant[]

export const by = (actor: ActorKind, right: Right, relation: Relation, more: { beforePilot?: boolean } = {}): Grant => ({
  actor,
  right,
  relation,
  ...more,
})
export const anyone = by('public', '*', 'any')
/** Everyone with a session, whatever the kind: own account, own messages. */
export const everyActor = (relation: Relation = 'named'): Grant[] =>
  (['school', 'awarding-body', 'province', 'city', 'platform'] as const).map((actor) =>
    by(actor, '*', relation, { beforePilot: true }),
  )

/** Who is acting, as the session knows it. Plain data: it travels to the browser too. */
export interface Principal {
  readonly accountId: string | null
  readonly name: string
  readonly actor: ActorKind
  readonly organisationId: string | null
  readonly organisationName: string
  /** 6-digit region of the organisation; officials see what lies below it. */
  readonly region: string | null
  readonly roleName: string
  readonly isAdmin: boolean
  readonly rights: readonly string[]
  /** 负责的证书: credential ids an account with 证书负责人 = 是 is bound to; null = all. */
  readonly charge: readonly string[] | null
  /** Only for schools: P-1-04. */
  readonly isPilot: boolean
  /** A first or reset password opens nothing but its own change. */
  readonly mustChangePassword: boolean
}

const levels: Record<string, readonly string[]> = { read: ['read', 'write', 'sign'], write: ['write'], sign: ['sign'] }

/** Does the principal hold the right, directly or by a higher level of the same area? */
export function holds(principal: Principal, right: Right): boolean {
  if (right === '*') return true
  const [area, level] = right.split('.') as [string, string]
  return (levels[level] ?? []).some((l) => principal.rights.includes(`${area}.${l}`))
}

/** The grant by which this principal may act, or null. Answers the permission matrix and the menu alike. */
export function grantFor(principal: Principal, who: Who): Grant | null {
  const open = who.find((g) => g.actor === 'public')
  const own = who.find(
    (g) =>
      g.actor === principal.actor &&
      holds(principal, g.right) &&
      (principal.actor !== 'school' || principal.isPilot || g.beforePilot === true),
  )
  return own ?? open ?? null
}
