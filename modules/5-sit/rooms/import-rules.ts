import type { Fault } from '#kit/pure/sheet.ts'
import type { RoomSubject } from './model.ts'
import { hasMixedModes, nameKey, roomTypeOf } from './rules.ts'
import type { RoomCells } from './sheets.ts'
import { words } from './words.ts'

export interface PlanFact {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly arrangeStart: string
  readonly certificates: readonly {
    readonly lineId: string
    readonly credentialId: string
    readonly certNo: string
    readonly certName: string
    readonly certLevel: string
    readonly subjects: readonly RoomSubject[]
  }[]
}
export interface SiteFact {
  readonly id: string
  readonly name: string
  readonly credentialId: string
  readonly isUsable: boolean
}
export interface RoomFacts {
  readonly now: string
  readonly plans: ReadonlyMap<string, PlanFact>
  /** By `siteKey` of the name. */
  readonly sites: ReadonlyMap<string, SiteFact>
  /** `roomKey` of the rooms that exist. */
  readonly taken: ReadonlySet<string>
}
export const roomKey = (sessionId: string, siteId: string, credentialId: string, name: string): string =>
  `${sessionId} ${siteId} ${credentialId} ${nameKey(name)}`

export interface RoomWish {
  readonly sessionId: string
  readonly lineId: string
  readonly siteId: string
  readonly credentialId: string
  readonly name: string
  readonly seatCount: number
  readonly roomType: string
  readonly address: string | null
  readonly lineSubjectIds: readonly string[]
  readonly isMixed: boolean
}
type Certificate = PlanFact['certificates'][number]
type Found<T> = { readonly found: T } | { readonly faults: readonly Fault[] }
const no = (field: string, why: string, suggestion?: string): Fault => ({
  field,
  why,
  ...(suggestion ? { suggestion } : {}),
})

/** Clerks write （初级） for (初级): brackets of both widths are the same. */
export const siteKey = (name: string): string => name.replaceAll('（', '(').replaceAll('）', ')')

function placeOf(v: RoomCells, facts: RoomFacts): Found<{ plan: PlanFact; site: SiteFact }> {
  const faults: Fault[] = []
  const plan = facts.plans.get(v.planNumber)
  if (!plan) faults.push(no('planNumber', words['plan-unknown'].says))
  else if (v.planName && v.planName !== plan.name)
    faults.push(no('planName', '考试计划编号与考试计划不一致', plan.name))
  else if (facts.now >= plan.arrangeStart) faults.push(no('planNumber', words['plan-closed'].says))
  const site = facts.sites.get(siteKey(v.siteName))
  if (!site) faults.push(no('siteName', '考核站点不存在'))
  else if (!site.isUsable) faults.push(no('siteName', words['site-not-enabled'].says))
  return plan && site && faults.length === 0 ? { found: { plan, site } } : { faults }
}

function certificateOf(v: RoomCells, plan: PlanFact, site: SiteFact): Found<Certificate> {
  const found = plan.certificates.find((c) => c.certNo === v.certNo && c.credentialId === site.credentialId)
  if (!found) return { faults: [no('certNo', words['outside-choice'].says)] }
  const faults: Fault[] = []
  if (v.certName && v.certName !== found.certName)
    faults.push(no('certName', '证书编号与证书名称不一致', found.certName))
  if (v.certLevel && v.certLevel !== found.certLevel)
    faults.push(no('certLevel', '证书编号与证书等级不一致', found.certLevel))
  return faults.length ? { faults } : { found }
}

/** 笔试科目、实操科目: the names of the cell among the certificate's subjects of the plan. */
function subjectsOf(cell: string, certificate: Certificate): Found<readonly RoomSubject[]> {
  const names = cell
    .split(/[、,，;；]/)
    .map((n) => n.trim())
    .filter(Boolean)
  const found = certificate.subjects.filter((s) => names.includes(s.name))
  return names.length > 0 && names.every((n) => found.some((s) => s.name === n))
    ? { found }
    : {
        faults: [no('subjects', words['subject-not-in-plan'].says, certificate.subjects.map((s) => s.name).join('、'))],
      }
}

/** I4: one row against the facts, in the order of the columns; the same rules as 设置考场 (P-5.2.5-09). */
export function judgeRoomRow(v: RoomCells, facts: RoomFacts): Found<RoomWish> {
  const place = placeOf(v, facts)
  if ('faults' in place) return place
  const { plan, site } = place.found
  const certificate = certificateOf(v, plan, site)
  if ('faults' in certificate) return certificate
  const { lineId, credentialId } = certificate.found
  const subjects = subjectsOf(v.subjects, certificate.found)
  if ('faults' in subjects) return subjects
  if (facts.taken.has(roomKey(plan.id, site.id, credentialId, v.name)))
    return { faults: [no('name', words['name-taken'].says)] }
  return {
    found: {
      sessionId: plan.id,
      lineId,
      siteId: site.id,
      credentialId,
      name: v.name,
      seatCount: Number(v.seatCount),
      roomType: roomTypeOf(subjects.found),
      address: v.address || null,
      lineSubjectIds: subjects.found.map((s) => s.id),
      isMixed: hasMixedModes(subjects.found),
    },
  }
}
