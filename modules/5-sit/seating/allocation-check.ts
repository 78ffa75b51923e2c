import type { Allocation, AllocationInput, ToSeat, OpenableRoom } from './allocation.ts'

/**
 * Looks at an allocation with other eyes than those that made it: every rule is asked of the result alone. Gives a sentence for each
 * thing that is wrong. What is to be written is asked here first; the database has the last word.
 */
export function allocationFaults(input: AllocationInput, made: Allocation): string[] {
  return [...countFaults(input, made), ...seatFaults(input, made), ...reasonFaults(input, made), ...roomFaults(input, made)]
}
const candidatesById = (input: AllocationInput): Map<string, ToSeat> => new Map(input.candidates.map((a) => [a.id, a]))
const roomsById = (input: AllocationInput): Map<string, OpenableRoom> => new Map(input.rooms.map((r) => [r.id, r]))

/** Everybody once: with a seat or with a reason. */
function countFaults(input: AllocationInput, made: Allocation): string[] {
  const answered = [...made.seats, ...made.unseated].map((x) => x.id)
  const asked = new Set(input.candidates.map((a) => a.id))
  const missing = asked.difference(new Set(answered))
  return [
    ...(answered.length === new Set(answered).size ? [] : ['a candidate was answered twice']),
    ...(missing.size ? [`${missing.size} candidates were not answered`] : []),
    ...(answered.every((id) => asked.has(id)) ? [] : ['somebody was answered who did not ask']),
  ]
}

/** Each seat exists, is free, is given once, and in a room of the candidate's own site. */
function seatFaults(input: AllocationInput, made: Allocation): string[] {
  const candidates = candidatesById(input)
  const rooms = roomsById(input)
  const occupied = new Set(input.rooms.flatMap((r) => r.taken.map((t) => `${r.id} ${t.seatNo}`)))
  return made.seats.flatMap(({ id, roomId, seatNo }) => {
    const room = rooms.get(roomId)
    const candidate = candidates.get(id)
    if (!room || !candidate) return [`seat ${seatNo} of no room or for nobody`]
    const place = `${roomId} ${seatNo}`
    const isDouble = occupied.has(place)
    occupied.add(place)
    return [
      ...(isDouble ? [`${room.name} ${seatNo} is given twice`] : []),
      ...(seatNo >= 1 && seatNo <= room.seatCount ? [] : [`${room.name} has no seat ${seatNo}`]),
      ...(candidate.site?.id === room.siteId && candidate.site.isUsable ? [] : [`${id} sits at a site that is not its own`]),
      ...(candidate.isBusy ? [`${id} sits in two places at once`] : []),
      ...(input.isPayRequired && !candidate.isPaid ? [`${id} has not paid`] : []),
    ]
  })
}

/** A reason is true; short of seats means that every seat of the site is taken, by those who came first. */
function reasonFaults(input: AllocationInput, made: Allocation): string[] {
  const candidates = candidatesById(input)
  const seated = Map.groupBy(made.seats.flatMap((s) => candidates.get(s.id) ?? []), (a) => a.site?.id)
  const rooms = Map.groupBy(input.rooms, (r) => r.siteId)
  const isFull = new Map([...rooms].map(([site, list]) => [site, list.reduce((sum, r) => sum + freeIn(r), 0) === (seated.get(site)?.length ?? 0)]))
  const last = new Map([...seated].map(([site, list]) => [site, list.map((a) => a.enrolledAt).reduce((x, y) => (x > y ? x : y))]))
  return made.unseated.flatMap(({ id, reason }) => {
    const a = candidates.get(id)
    if (!a) return []
    const isTrue = {
      'no-site': a.site === null,
      'site-closed': a.site !== null && !a.site.isUsable,
      unpaid: input.isPayRequired && !a.isPaid,
      'time-clash': a.isBusy,
      'no-seat': a.site !== null && a.site.isUsable && !a.isBusy && (a.isPaid || !input.isPayRequired),
    }[reason]
    if (!isTrue) return [`${id}: ${reason} is not true`]
    if (reason !== 'no-seat' || !a.site) return []
    return [
      ...((isFull.get(a.site.id) ?? true) ? [] : [`${id} has no seat although the site has one`]),
      ...((last.get(a.site.id) ?? '') <= a.enrolledAt ? [] : [`${id} came before somebody who sits`]),
    ]
  })
}
const freeIn = (r: OpenableRoom): number => r.seatCount - new Set(r.taken.map((t) => t.seatNo)).size

/** The lowest free seats are used, no more rooms are opened than needed, and in a fresh room schools alternate as far as they can. */
function roomFaults(input: AllocationInput, made: Allocation): string[] {
  const schoolOf = new Map(input.candidates.map((a) => [a.id, a.schoolId]))
  const used = Map.groupBy(made.seats, (s) => s.roomId)
  const inRooms = input.rooms.flatMap((room) => {
    const given = used.get(room.id) ?? []
    const numbers = new Set([...given, ...room.taken].map((s) => s.seatNo))
    const highest = Math.max(0, ...given.map((s) => s.seatNo))
    const gap = Array.from({ length: highest }, (_, i) => i + 1).find((n) => !numbers.has(n))
    const line = given.toSorted((a, b) => a.seatNo - b.seatNo).map((s) => schoolOf.get(s.id))
    const pairs = line.filter((school, i) => i > 0 && school === line[i - 1]).length
    return [
      ...(gap === undefined ? [] : [`${room.name} leaves seat ${gap} empty`]),
      ...(room.taken.length === 0 && pairs > fewestPairs(line) ? [`${room.name} has ${pairs} neighbours of one school`] : []),
    ]
  })
  return [...inRooms, ...[...new Set(input.rooms.map((r) => r.siteId))].flatMap((site) => openingFaults(input.rooms.filter((r) => r.siteId === site), used))]
}
/** Neighbours of one school that cannot be avoided when these sit in a row. */
function fewestPairs(line: readonly unknown[]): number {
  const counts = [...Map.groupBy(line, (s) => s).values()].map((list) => list.length)
  const most = Math.max(0, ...counts)
  return Math.max(0, most - (line.length - most) - 1)
}
function openingFaults(rooms: readonly OpenableRoom[], used: ReadonlyMap<string, readonly unknown[]>): string[] {
  const given = (r: OpenableRoom): number => used.get(r.id)?.length ?? 0
  const opened = rooms.filter((r) => !r.isOpened && given(r) > 0)
  const heads = opened.reduce((sum, r) => sum + given(r), 0)
  const sizes = rooms.filter((r) => !r.isOpened).map(freeIn).sort((a, b) => b - a)
  let fewest = 0
  for (let held = 0; held < heads; fewest++) held += sizes[fewest] ?? Number.POSITIVE_INFINITY
  const spared = opened.length > 0 && rooms.some((r) => r.isOpened && given(r) < freeIn(r))
  return [...(opened.length > fewest ? [`${opened.length} rooms are opened where ${fewest} would do`] : []), ...(spared ? ['a room that is open was not filled'] : [])]
}
