import { tellAll } from '#messages/server'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import type { Scope } from '#kit/server/scope.ts'
import { moveSeat, swapSeats } from '../operations-arrange.ts'
import { moveProblem, swapProblem } from '../rules.ts'
import { openPlan } from './arrange.ts'
import { labelOf, subjectsOf, type ArrangeSubject } from './store.ts'
import { dropIdleWatches, putSeats, seatsOf, targetRoom, type SeatForChange } from './store-seats.ts'

type Ctx = Inside & {
  readonly scope: Scope
  refuse(code: 'not-found' | 'state-changed' | 'outside-window', data?: Record<string, unknown>): never
}
interface Seen {
  readonly id: string
  readonly version: number
}
/** The seats as the person saw them, in the order given, held with their plan in its 排考时间. */
async function heldSeats(ctx: Ctx, seen: readonly Seen[]): Promise<{ subject: ArrangeSubject; seats: SeatForChange[] }> {
  const { tx, scope } = ctx
  const ids = seen.map((s) => s.id)
  const [known] = await seatsOf(tx, scope, { ids: ids.slice(0, 1) }, false)
  const [subject] = known ? await subjectsOf(tx, scope, [known.lineSubjectId]) : []
  if (!known || !subject) return ctx.refuse('not-found')
  await openPlan(ctx, known.sessionId, [subject])
  const found = new Map((await seatsOf(tx, scope, { ids }, true)).map((s) => [s.id, s]))
  const seats = seen.map(({ id, version }) => {
    const seat = found.get(id) ?? ctx.refuse('not-found')
    return seat.version === version ? seat : ctx.refuse('state-changed')
  })
  return { subject, seats }
}
const tellMoved = (ctx: Ctx, subject: ArrangeSubject, seats: readonly SeatForChange[]): Promise<number> =>
  tellAll(
    ctx,
    [...Map.groupBy(seats, (s) => s.schoolId)].map(([to, list]) => ({
      to,
      area: 'seating',
      title: '考生座位已调整',
      text: `“${subject.planName}”的${labelOf(subject)}有${list.length}名考生的座位被调整，已打印的考场资料和准考证请重新打印。`,
      link: '/seats',
    })),
  )

/** P-5.2.8.1-06: by hand to a free seat. That it is free the database says. */
export const moveSeatHandler = handle(
  moveSeat,
  async (ctx) => {
    const { input, tx, refuse } = ctx
    const { subject, seats } = await heldSeats(ctx, [input])
    const [seat] = seats
    if (!seat) return refuse('not-found')
    const room = await targetRoom(tx, input.roomId, seat.sessionId)
    if (!room) return refuse('room-unfit')
    const problem = moveProblem(seat, room, input.seatNo)
    if (problem) return refuse(problem, { seatCount: room.seatCount })
    await putSeats(tx, [{ id: seat.id, roomId: room.id, seatNo: input.seatNo }])
    await dropIdleWatches(tx, [seat.placeId])
    await ctx.trail({ entity: 'seat', id: seat.id, changes: { roomId: [seat.roomId, room.id], seatNo: [seat.seatNo, input.seatNo] } })
    await tellMoved(ctx, subject, [seat])
    return { id: seat.id, version: seat.version + 1 }
  },
  { constraints: { no_double_seat: 'seat-taken' } },
)

export const swapSeatsHandler = handle(
  swapSeats,
  async (ctx) => {
    const { input, tx, refuse } = ctx
    const { subject, seats } = await heldSeats(ctx, [input.a, input.b])
    const [a, b] = seats
    if (!a || !b) return refuse('not-found')
    const problem = swapProblem(a, b)
    if (problem) return refuse(problem)
    await putSeats(tx, [
      { id: a.id, roomId: b.roomId, seatNo: b.seatNo },
      { id: b.id, roomId: a.roomId, seatNo: a.seatNo },
    ])
    for (const [seat, other] of [[a, b], [b, a]] as const)
      await ctx.trail({ entity: 'seat', id: seat.id, changes: { roomId: [seat.roomId, other.roomId], seatNo: [seat.seatNo, other.seatNo] } })
    await tellMoved(ctx, subject, [a, b])
    return { done: true as const }
  },
  { constraints: { no_double_seat: 'seat-taken' } },
)
