import { setSeated } from '#enrolments/server'
import { tellAll } from '#messages/server'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import type { Scope } from '#kit/server/scope.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { withdrawRoom, withdrawSeats, withdrawSubject } from '../operations-arrange.ts'
import { seatFlow } from '../workflow.ts'
import { openPlan } from './arrange.ts'
import { followed } from './following.ts'
import { countsOf, labelOf, subjectsOf, type ArrangeSubject } from './store.ts'
import { registrationsOf } from './store-arranging.ts'
import { dropIdleWatches, removeSeats, seatsOf, type SeatForChange, type SeatsAsked } from './store-seats.ts'

type Ctx = Inside & {
  readonly input: { readonly reason: string }
  readonly scope: Scope
  refuse(code: 'not-found' | 'state-changed' | 'outside-window', data?: Record<string, unknown>): never
}

/** S6.3, S8.8: the seats go, 准考证号 stay with the candidates. The plan is held before the seats are read for the last time. */
async function withdraw(ctx: Ctx, subjects: readonly ArrangeSubject[], asked: SeatsAsked): Promise<SeatForChange[]> {
  const { tx, scope, input } = ctx
  const [first] = subjects
  if (!first) return ctx.refuse('not-found')
  await openPlan(ctx, first.sessionId, subjects)
  const seats = await seatsOf(tx, scope, asked, true)
  if (!seats.length) return []
  const ids = subjects.map((s) => s.id)
  const before = await countsOf(tx, ids)
  await setSeated(tx, seats.map((s) => s.enrolmentSubjectId), null)
  await removeSeats(tx, seats.map((s) => s.id))
  await dropIdleWatches(tx, [...new Set(seats.map((s) => s.placeId))])
  await recordSteps(ctx, seatFlow, 'withdraw', seats.map((s) => ({ id: s.enrolmentSubjectId, from: 'seated' })), 'unseated', { reason: input.reason })
  const after = await countsOf(tx, ids)
  const none = { enrolled: 0, seated: 0 }
  const bySubject = Map.groupBy(seats, (s) => s.lineSubjectId)
  for (const subject of subjects) {
    const taken = bySubject.get(subject.id) ?? []
    if (!taken.length) continue
    await followed(ctx, subject, before.get(subject.id) ?? none, after.get(subject.id) ?? none, `撤回${taken.length}人：${input.reason}`)
    await tellSchools(ctx, subject, taken)
  }
  return seats
}
const tellSchools = (ctx: Ctx, subject: ArrangeSubject, taken: readonly SeatForChange[]): Promise<number> =>
  tellAll(
    ctx,
    [...Map.groupBy(taken, (s) => s.schoolId)].map(([to, list]) => ({
      to,
      area: 'seating',
      title: '排考已撤回',
      text: `“${subject.planName}”的${labelOf(subject)}有${list.length}名考生的排考被撤回，原因：${ctx.input.reason}。重新排考后请再下载考场资料和准考证。`,
      link: '/seats',
    })),
  )

/** P-5.2.8.1-08 */
export const withdrawSubjectHandler = handle(withdrawSubject, async (ctx) => {
  const { id, siteId } = ctx.input
  const subjects = await subjectsOf(ctx.tx, ctx.scope, [id])
  const seats = await withdraw(ctx, subjects, { lineSubjectId: id, siteId })
  return seats.length ? { withdrawn: seats.length } : ctx.refuse('no-seats')
})
export const withdrawRoomHandler = handle(withdrawRoom, async (ctx) => {
  const { roomId, lineSubjectId } = ctx.input
  const subjects = await subjectsOf(ctx.tx, ctx.scope, [lineSubjectId])
  const seats = await withdraw(ctx, subjects, { lineSubjectId, roomId })
  return seats.length ? { withdrawn: seats.length } : ctx.refuse('no-seats')
})
/** P-0-08: each row is looked at first; a candidate who has no seat stops the batch and is named. */
export const withdrawSeatsHandler = handle(withdrawSeats, async (ctx) => {
  const { tx, scope, refuse } = ctx
  const ids = [...new Set(ctx.input.ids)]
  const found = await registrationsOf(tx, ids)
  if (found.length !== ids.length) return refuse('not-found')
  const unseated = found.flatMap((r, at) => (r.isSeated ? [] : [at + 1]))
  if (unseated.length) return refuse('rows-unfit', { rows: unseated.join('、'), reason: '未排考' })
  const asked = [...new Set(found.map((r) => r.lineSubjectId))]
  const subjects = await subjectsOf(tx, scope, asked)
  if (subjects.length !== asked.length) return refuse('not-found')
  if (new Set(subjects.map((s) => s.sessionId)).size > 1) return refuse('other-plans')
  const seats = await withdraw(ctx, subjects, { enrolmentSubjectIds: ids })
  return seats.length === ids.length ? { withdrawn: seats.length } : refuse('state-changed')
})
