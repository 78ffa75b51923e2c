import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate, type AllocationInput, type ToSeat, type OpenableRoom } from './allocation.ts'
import { allocationFaults } from './allocation-check.ts'

let serial = 0
const north = { id: 'north', isUsable: true }
const someone = (more: Partial<ToSeat> = {}): ToSeat => {
  const n = String(++serial).padStart(5, '0')
  return { id: `e${n}`, schoolId: 'a', schoolName: '甲校', candidateNo: n, enrolledAt: '2026-01-01T00:00:00.000Z', site: north, isPaid: true, isBusy: false, ...more }
}
const several = (n: number, more: Partial<ToSeat> = {}): ToSeat[] => Array.from({ length: n }, () => someone(more))
const room = (name: string, seatCount: number, more: Partial<OpenableRoom> = {}): OpenableRoom => ({
  id: name,
  siteId: 'north',
  name,
  seatCount,
  taken: [],
  isOpened: false,
  ...more,
})
const seat = (candidates: ToSeat[], rooms: OpenableRoom[], isPayRequired = false) => {
  const input = { candidates, rooms, isPayRequired }
  const made = allocate(input)
  expect(allocationFaults(input, made)).toEqual([])
  return made
}
const used = (made: ReturnType<typeof allocate>): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(made.seats, (s) => s.roomId)].map(([id, list]) => [id, list.length]))
const schoolsIn = (made: ReturnType<typeof allocate>, candidates: ToSeat[], id: string): string =>
  made.seats.filter((s) => s.roomId === id).toSorted((x, y) => x.seatNo - y.seatNo).map((s) => candidates.find((a) => a.id === s.id)?.schoolId).join('')

test('P-5.2.8.1-06 one school sits in seats 1…n in the order of 考生编号', () => {
  const people = several(4)
  expect(seat(people.toReversed(), [room('101', 30)]).seats).toEqual(people.map((p, i) => ({ id: p.id, roomId: '101', seatNo: i + 1 })))
})
test('P-5.2.8.1-06 as few rooms as possible: the largest whole, the rest in the smallest that holds it', () => {
  expect(used(seat(several(45), [room('101', 30), room('102', 10), room('103', 40), room('104', 20)]))).toEqual({ 103: 40, 102: 5 })
  expect(used(seat(several(20), [room('101', 30), room('102', 20), room('103', 25)]))).toEqual({ 102: 20 })
  expect(used(seat(several(10), [room('考场10', 10), room('考场9', 10)]))).toEqual({ 考场9: 10 })
})
test('P-5.2.8.1-06 who comes later moves nobody: rooms that are open are filled first, the lowest free seats', () => {
  const taken = [1, 2, 4].map((seatNo) => ({ seatNo, schoolId: 'a' }))
  const made = seat(several(3), [room('101', 5, { taken, isOpened: true }), room('100', 50)])
  expect(made.seats.map((s) => [s.roomId, s.seatNo])).toEqual([['100', 1], ['101', 3], ['101', 5]])
})
test('P-5.2.8.1-07 seats of subjects at the same time are counted together', () => {
  const taken = Array.from({ length: 28 }, (_, i) => ({ seatNo: i + 1, schoolId: 'b' }))
  const made = seat(several(3), [room('101', 30, { taken })])
  expect(made.seats.map((s) => s.seatNo)).toEqual([29, 30])
  expect(made.unseated).toHaveLength(1)
})
test('P-5.2.8.1-07 short of seats: who registered first sits', () => {
  const late = several(2, { enrolledAt: '2026-01-02T00:00:00.000Z' })
  const early = several(3)
  const made = seat([...late, ...early], [room('101', 4)])
  expect(made.unseated).toEqual([{ id: late[1]?.id, reason: 'no-seat' }])
})
test('P-5.2.8.1-07 each who cannot be seated is told why, the others sit', () => {
  const south = { id: 'south', isUsable: false }
  const people = [
    someone({ site: null }),
    someone({ site: south }),
    someone({ isPaid: false }),
    someone({ isBusy: true }),
    someone(),
  ]
  const made = seat(people, [room('101', 30)], true)
  expect(made.unseated.map((u) => u.reason)).toEqual(['no-site', 'site-closed', 'unpaid', 'time-clash'])
  expect(made.seats.map((s) => s.id)).toEqual([people[4]?.id])
  expect(seat([someone({ isPaid: false })], [room('101', 30)], false).seats).toHaveLength(1)
})
test('P-5.2.8.1-06 借考: each school sits at its own site', () => {
  const elsewhere = { id: 'east', isUsable: true }
  const people = [...several(3), ...several(2, { schoolId: 'b', schoolName: '乙校', site: elsewhere })]
  expect(used(seat(people, [room('101', 30), room('201', 30, { siteId: 'east' })]))).toEqual({ 101: 3, 201: 2 })
  expect(seat(people, [room('101', 30)]).unseated.map((u) => u.reason)).toEqual(['no-seat', 'no-seat'])
})
test('P-5.2.8.1-06 schools alternate where several sit in a room', () => {
  const people = [...several(3), ...several(3, { schoolId: 'b', schoolName: '乙校' }), ...several(2, { schoolId: 'c', schoolName: '丙校' })]
  const line = schoolsIn(seat(people, [room('101', 30)]), people, '101')
  expect([...line].some((s, i) => s === line[i + 1])).toBe(false)
  const many = [...several(6), ...several(2, { schoolId: 'b', schoolName: '乙校' })]
  expect(schoolsIn(seat(many, [room('101', 30)]), many, '101')).toBe('ababaaaa')
})
test('P-5.2.8.1-06 the room is shared: two schools of one size sit in both rooms', () => {
  const people = [...several(10), ...several(10, { schoolId: 'b', schoolName: '乙校' })]
  const made = seat(people, [room('101', 10), room('102', 10)])
  expect([...schoolsIn(made, people, '101')].filter((s) => s === 'a')).toHaveLength(5)
})
test('a candidate who comes later does not sit beside the own school where another seat order avoids it', () => {
  const taken = [{ seatNo: 1, schoolId: 'a' }, { seatNo: 3, schoolId: 'a' }]
  const people = [someone(), someone({ schoolId: 'b', schoolName: '乙校' })]
  const made = seat(people, [room('101', 5, { taken, isOpened: true })])
  expect(made.seats.find((s) => s.seatNo === 2)?.id).toBe(people[1]?.id)
})

const schools = ['a', 'b', 'c', 'd']
const instant = fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z')
const inputs: fc.Arbitrary<AllocationInput> = fc
  .record({
    siteOf: fc.array(fc.constantFrom('s1', 's2', 's3', null), { minLength: 4, maxLength: 4 }),
    closed: fc.boolean(),
    people: fc.array(fc.record({ school: fc.nat(3), enrolledAt: instant, isPaid: fc.boolean(), isBusy: fc.boolean() }), { maxLength: 60 }),
    rooms: fc.array(
      fc.record({ site: fc.constantFrom('s1', 's2', 's3'), seatCount: fc.integer({ min: 1, max: 14 }), isOpened: fc.boolean(), taken: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 14 }), fc.nat(3)), { selector: (x) => x[0], maxLength: 8 }) }),
      { maxLength: 8 },
    ),
    isPayRequired: fc.boolean(),
  })
  .map((x) => ({
    isPayRequired: x.isPayRequired,
    candidates: x.people.map((p, i): ToSeat => {
      const siteId = x.siteOf[p.school] ?? null
      return {
        id: `e${i}`,
        schoolId: schools[p.school] as string,
        schoolName: `${schools[p.school]}校`,
        candidateNo: String((i * 7919) % 1000).padStart(4, '0'),
        enrolledAt: p.enrolledAt,
        site: siteId === null ? null : { id: siteId, isUsable: !(x.closed && siteId === 's3') },
        isPaid: p.isPaid,
        isBusy: p.isBusy,
      }
    }),
    rooms: x.rooms.map((r, i) => ({
      id: `r${i}`,
      siteId: r.site,
      name: `考场${i}`,
      seatCount: r.seatCount,
      isOpened: r.isOpened,
      taken: r.taken.filter(([n]) => n <= r.seatCount).map(([seatNo, s]) => ({ seatNo, schoolId: schools[s] as string })),
    })),
  }))

test('P-5.2.8.1-06 P-5.2.8.1-07 whatever comes, the allocation obeys every rule', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      expect(allocationFaults(input, allocate(input))).toEqual([])
    }),
    { numRuns: 1500 },
  )
})
test('the order in which candidates and rooms are given does not matter', () => {
  const shuffled = inputs.chain((input) =>
    fc.tuple(fc.constant(input), fc.shuffledSubarray([...input.candidates], { minLength: input.candidates.length }), fc.shuffledSubarray([...input.rooms], { minLength: input.rooms.length })),
  )
  fc.assert(
    fc.property(shuffled, ([input, candidates, rooms]) => {
      const by = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)
      const [x, y] = [allocate(input), allocate({ ...input, candidates, rooms })].map((made) => ({ seats: made.seats.toSorted(by), unseated: made.unseated.toSorted(by) }))
      expect(y).toEqual(x)
    }),
    { numRuns: 300 },
  )
})
test('arranging again after everybody who could be was seated gives nobody a seat', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const made = allocate(input)
      const left = new Set(made.unseated.map((u) => u.id))
      const schoolOf = new Map(input.candidates.map((a) => [a.id, a.schoolId]))
      const rooms = input.rooms.map((r) => ({
        ...r,
        isOpened: true,
        taken: [...r.taken, ...made.seats.filter((s) => s.roomId === r.id).map((s) => ({ seatNo: s.seatNo, schoolId: schoolOf.get(s.id) as string }))],
      }))
      const again = allocate({ ...input, candidates: input.candidates.filter((a) => left.has(a.id)), rooms })
      expect(again.seats).toEqual([])
      expect(again.unseated).toHaveLength(left.size)
    }),
    { numRuns: 500 },
  )
})

test('the checker notices each kind of fault', () => {
  const people = [...several(2), someone({ schoolId: 'b', schoolName: '乙校' })]
  const rooms = [room('101', 2), room('102', 2)]
  const input = { candidates: people, rooms, isPayRequired: false }
  const [x, y, z] = people.map((p) => p.id) as [string, string, string]
  const at = (id: string, roomId: string, seatNo: number) => ({ id, roomId, seatNo })
  const faults = (seats: { id: string; roomId: string; seatNo: number }[], unseated: { id: string; reason: 'no-seat' | 'unpaid' }[] = [], more: Partial<AllocationInput> = {}) =>
    allocationFaults({ ...input, ...more }, { seats, unseated }).join('；')
  expect(faults([at(x, '101', 1), at(z, '101', 2), at(y, '102', 1)])).toBe('')
  expect(faults([at(x, '101', 1), at(z, '101', 1), at(y, '102', 1)])).toContain('given twice')
  expect(faults([at(x, '101', 1), at(z, '101', 3), at(y, '102', 1)])).toContain('has no seat 3')
  expect(faults([at(x, '101', 1), at(z, '101', 2)])).toContain('were not answered')
  expect(faults([at(x, '101', 1), at(x, '101', 2), at(y, '102', 1), at(z, '102', 2)])).toContain('answered twice')
  expect(faults([at(x, '101', 1), at(z, '101', 2)], [{ id: y, reason: 'no-seat' }])).toContain('although the site has one')
  expect(faults([at(x, '101', 1), at(z, '101', 2)], [{ id: y, reason: 'unpaid' }])).toContain('is not true')
  expect(faults([at(x, '101', 2), at(z, '101', 1), at(y, '102', 2)])).toContain('leaves seat 1 empty')
  expect(faults([at(x, '103', 1), at(z, '101', 1), at(y, '102', 1)])).toContain('of no room')
  expect(faults([at(x, '103', 1), at(y, '103', 2), at(z, '103', 3)], [], { rooms: [room('103', 9)] })).toContain('neighbours of one school')
  expect(faults([at(x, '101', 1), at(z, '102', 1), at(y, '103', 1)], [], { rooms: [...rooms, room('103', 2)] })).toContain('rooms are opened where')
  expect(faults([at(x, '102', 1), at(y, '102', 2), at(z, '101', 1)], [], { rooms: [room('101', 5, { isOpened: true }), room('102', 5)] })).toContain('was not filled')
  const late = people.map((p, i) => (i === 0 ? { ...p, enrolledAt: '2026-02-01' } : p))
  expect(faults([at(x, '101', 1), at(z, '101', 2)], [{ id: y, reason: 'no-seat' }], { candidates: late, rooms: [room('101', 2)] })).toContain('came before')
  for (const [more, says] of [[{ isBusy: true }, 'two places'], [{ isPaid: false }, 'has not paid'], [{ site: { id: 'x', isUsable: true } }, 'not its own']] as const)
    expect(faults([at(x, '101', 1), at(z, '101', 2), at(y, '102', 1)], [], { candidates: people.map((p) => (p.id === y ? { ...p, ...more } : p)), isPayRequired: true })).toContain(says)
})

test('20,000 candidates of 40 schools in 700 rooms are seated in a moment', () => {
  const people = Array.from({ length: 20_000 }, (_, i) => someone({ schoolId: `s${i % 40}`, schoolName: `学校${i % 40}` }))
  const started = performance.now()
  const made = allocate({ candidates: people, rooms: Array.from({ length: 700 }, (_, i) => room(`考场${i}`, 30)), isPayRequired: false })
  const ms = performance.now() - started
  expect(made.seats).toHaveLength(20_000)
  expect(ms).toBeLessThan(5000)
})
