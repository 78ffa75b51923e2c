/** Who is to be seated for one subject. */
export interface ToSeat {
  /** Registration of the subject. */
  readonly id: string
  readonly schoolId: string
  readonly schoolName: string
  readonly candidateNo: string
  /** When the subject was registered, ISO: who came first sits when seats are short. */
  readonly enrolledAt: string
  /** Where the candidates of the school sit; null = 未分配考核站点. */
  readonly site: { readonly id: string; readonly isUsable: boolean } | null
  readonly isPaid: boolean
  /** Sits somewhere else at an overlapping time. */
  readonly isBusy: boolean
}
/** A room that holds the subject. */
export interface OpenableRoom {
  readonly id: string
  readonly siteId: string
  readonly name: string
  readonly seatCount: number
  /** Seats that are taken at an overlapping time, whatever the subject, and the school of who sits there. */
  readonly taken: readonly { readonly seatNo: number; readonly schoolId: string }[]
  /** Somebody sits in it for this subject already. */
  readonly isOpened: boolean
}
export interface GivenSeat {
  readonly id: string
  readonly roomId: string
  readonly seatNo: number
}
export const unseatedReasons = {
  'no-site': '该院校未分配考核站点',
  'site-closed': '考核站点未启用',
  unpaid: '考生未缴费',
  'time-clash': '考生考试时间冲突',
  'no-seat': '考位不足',
} as const
export type UnseatedReason = keyof typeof unseatedReasons
export interface Unseated {
  readonly id: string
  readonly reason: UnseatedReason
}
export interface Allocation {
  readonly seats: readonly GivenSeat[]
  readonly unseated: readonly Unseated[]
}
export interface AllocationInput {
  readonly candidates: readonly ToSeat[]
  readonly rooms: readonly OpenableRoom[]
  readonly isPayRequired: boolean
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
/** Order of 所属院校, 考生编号 (P-5.2.8.1-06): new 准考证号 and, within a school, seats are given in it. */
export const bySchoolAndNumber = (a: Pick<ToSeat, 'schoolName' | 'schoolId' | 'candidateNo' | 'id'>, b: typeof a): number =>
  compare(a.schoolName, b.schoolName) || compare(a.schoolId, b.schoolId) || compare(a.candidateNo, b.candidateNo) || compare(a.id, b.id)
const byArrival = (a: ToSeat, b: ToSeat): number => compare(a.enrolledAt, b.enrolledAt) || bySchoolAndNumber(a, b)
const names = new Intl.Collator('zh-CN', { numeric: true })
/** 考场9 before 考场10. */
export const byRoomName = (a: { readonly name: string; readonly id: string }, b: { readonly name: string; readonly id: string }): number =>
  names.compare(a.name, b.name) || compare(a.id, b.id)

/** P-5.2.8.1-07: why a candidate cannot be seated whatever the rooms, or null. */
function obstacle(a: ToSeat, isPayRequired: boolean): UnseatedReason | null {
  if (!a.site) return 'no-site'
  if (!a.site.isUsable) return 'site-closed'
  if (isPayRequired && !a.isPaid) return 'unpaid'
  return a.isBusy ? 'time-clash' : null
}

interface Share {
  readonly room: OpenableRoom
  /** Free seats to be used, ascending. */
  readonly seats: readonly number[]
}
function freeSeats(room: OpenableRoom): number[] {
  const taken = new Set(room.taken.map((t) => t.seatNo))
  return Array.from({ length: room.seatCount }, (_, i) => i + 1).filter((n) => !taken.has(n))
}
/**
 * Which rooms are used, and how far. Rooms that are open already are filled first; of the others as few as possible: the largest
 * ones whole, and for the rest the smallest room that holds it. Lowest seats first.
 */
function openRooms(rooms: readonly OpenableRoom[], heads: number): Share[] {
  const shares: Share[] = []
  let left = heads
  const use = (room: OpenableRoom, free: readonly number[]): void => {
    if (left > 0 && free.length > 0) shares.push({ room, seats: free.slice(0, left) })
    left -= Math.min(left, free.length)
  }
  const known = rooms.toSorted(byRoomName).map((room) => ({ room, free: freeSeats(room) }))
  for (const k of known) if (k.room.isOpened) use(k.room, k.free)
  let closed = known.filter((k) => !k.room.isOpened && k.free.length > 0).toSorted((a, b) => b.free.length - a.free.length)
  while (left > 0 && closed.length > 0) {
    const holds = closed.filter((k) => k.free.length >= left)
    const next = holds.at(-1) ?? closed[0]
    if (!next) break
    // Of rooms of one size the first by name.
    const chosen = closed.find((k) => k.free.length === next.free.length) ?? next
    use(chosen.room, chosen.free)
    closed = closed.filter((k) => k !== chosen)
  }
  return shares.toSorted((a, b) => byRoomName(a.room, b.room))
}

/** Schools in their order, each with how many are to sit. */
type Heads = Map<string, number>
/** The school with most candidates left among those that `avoid` least; schools come in their order. */
function nextSchool(left: Heads, avoid: (school: string) => number): string | null {
  let best: { school: string; cost: number; count: number } | null = null
  for (const [school, count] of left) {
    if (count === 0) continue
    const cost = avoid(school)
    if (!best || cost < best.cost || (cost === best.cost && count > best.count)) best = { school, cost, count }
  }
  return best?.school ?? null
}
const take = (left: Heads, school: string): void => void left.set(school, (left.get(school) ?? 0) - 1)

/** How many of each school sit in each room: the schools of a site alternate by what is left of them, over all its rooms. */
function quotas(shares: readonly Share[], heads: Heads): Heads[] {
  const left = new Map(heads)
  let last: string | null = null
  return shares.map(({ seats }) => {
    const quota = new Map([...heads.keys()].map((school) => [school, 0]))
    for (const _ of seats) {
      const school = nextSchool(left, (s) => (s === last ? 1 : 0))
      if (school === null) break
      take(left, school)
      quota.set(school, (quota.get(school) ?? 0) + 1)
      last = school
    }
    return quota
  })
}

/** Gives a room's seats so that neighbours (seat n, n+1) are of different schools where others sit in the room. */
function fill({ room, seats }: Share, quota: Heads, next: (school: string) => ToSeat | undefined): GivenSeat[] {
  const schoolAt = new Map(room.taken.map((t) => [t.seatNo, t.schoolId]))
  return seats.flatMap((seatNo) => {
    const school = nextSchool(quota, (s) => Number(schoolAt.get(seatNo - 1) === s) + Number(schoolAt.get(seatNo + 1) === s))
    const candidate = school === null ? undefined : next(school)
    if (school === null || !candidate) return []
    take(quota, school)
    schoolAt.set(seatNo, school)
    return [{ id: candidate.id, roomId: room.id, seatNo }]
  })
}

function seatSite(candidates: readonly ToSeat[], rooms: readonly OpenableRoom[]): Allocation {
  const shares = openRooms(rooms, candidates.length)
  const places = shares.reduce((sum, s) => sum + s.seats.length, 0)
  const inTime = candidates.toSorted(byArrival)
  const schools = Map.groupBy(inTime.slice(0, places).toSorted(bySchoolAndNumber), (a) => a.schoolId)
  const perRoom = quotas(shares, new Map([...schools].map(([school, list]) => [school, list.length])))
  const queues = new Map([...schools].map(([school, list]) => [school, list.values()]))
  const next = (school: string): ToSeat | undefined => queues.get(school)?.next().value
  const seats = shares.flatMap((share, i) => fill(share, perRoom[i] ?? new Map(), next))
  return { seats, unseated: inTime.slice(places).map((a) => ({ id: a.id, reason: 'no-seat' })) }
}

/**
 * 排考 of one subject (P-5.2.8.1-06, -07). Pure and deterministic: the order of the input does not matter. Nobody who sits already is
 * moved; whoever can be seated is, the others come with the reason.
 */
export function allocate({ candidates, rooms, isPayRequired }: AllocationInput): Allocation {
  const seats: GivenSeat[] = []
  const unseated: Unseated[] = []
  const fit: ToSeat[] = []
  for (const a of candidates.toSorted(bySchoolAndNumber)) {
    const reason = obstacle(a, isPayRequired)
    if (reason) unseated.push({ id: a.id, reason })
    else fit.push(a)
  }
  for (const [siteId, list] of Map.groupBy(fit, (a) => a.site?.id)) {
    const part = seatSite(list, rooms.filter((r) => r.siteId === siteId))
    seats.push(...part.seats)
    unseated.push(...part.unseated)
  }
  return { seats, unseated }
}
