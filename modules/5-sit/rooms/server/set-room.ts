import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import type { Scope } from '#kit/server/scope.ts'
import { tell } from '#messages/server'
import { phaseAt } from '#kit/pure/phases.ts'
import { editRoom, setRoom } from '../operations.ts'
import { editProblem, hasMixedModes, roomTypeOf, type RoomFields } from '../rules.ts'
import { roomPhases } from '../workflow.ts'
import { targetOf } from './judge.ts'
import { insertRoom, roomForChange, setSeatCount, writeRoom, type Owner, type RoomValues } from './store.ts'

interface Input extends Omit<RoomFields, 'address'> {
  readonly address?: string | undefined
  readonly acceptMixedModes: boolean
}
type Code =
  | 'not-found'
  | 'plan-unknown'
  | 'plan-closed'
  | 'site-not-enabled'
  | 'outside-choice'
  | 'subject-not-in-plan'
  | 'mixed-modes'
type Ctx = Inside & { input: Input; scope: Scope; refuse(code: Code): never }

/** What the room would be, after every guard of P-5.2.5-02…07. */
async function valuesOf({ input, ...ctx }: Ctx): Promise<RoomValues & Owner> {
  const target = await targetOf(ctx, input)
  if (typeof target === 'string') return ctx.refuse(target)
  const chosen = target.line.subjects.filter((s) => input.lineSubjectIds.includes(s.id))
  if (chosen.length !== new Set(input.lineSubjectIds).size) return ctx.refuse('subject-not-in-plan')
  if (hasMixedModes(chosen) && !input.acceptMixedModes) return ctx.refuse('mixed-modes')
  return {
    ...input,
    address: input.address ?? null,
    lineId: target.line.id,
    roomType: roomTypeOf(chosen),
    schoolId: target.site.schoolId,
    awardingBodyId: target.site.awardingBodyId,
    regionCode: target.site.regionCode,
  }
}
const constraints = { room_name_unique: 'name-taken' } as const

/** S4.1 */
export const setRoomHandler = handle(
  setRoom,
  async (ctx) => {
    const values = await valuesOf(ctx)
    const id = await insertRoom(ctx.tx, values)
    await ctx.trail({
      entity: 'room',
      id,
      changes: { name: values.name, seatCount: values.seatCount, sessionId: values.sessionId },
    })
    return { id }
  },
  { constraints },
)

/** S4.4 未排考: everything. S4.5 排考中: more seats, of which the awarding body hears. S4.7 已结束: nothing. */
export const editRoomHandler = handle(
  editRoom,
  async (ctx) => {
    const { input, tx, scope, now, principal, refuse, trail } = ctx
    const old = await roomForChange(tx, scope, input.id)
    if (!old) return refuse('not-found')
    if (old.version !== input.version) return refuse('state-changed')
    const phase = phaseAt(roomPhases, { arrangeStart: old.arrangeStart, arrangeEnd: old.arrangeEnd }, now)
    const problem = editProblem(phase, old, { ...input, address: input.address ?? null })
    if (problem) return refuse(problem, { seatCount: old.seatCount })
    if (phase === 'before-seating') await writeRoom(tx, old.id, await valuesOf(ctx))
    else {
      await setSeatCount(tx, old.id, input.seatCount)
      await tell(ctx, {
        to: old.awardingBodyId,
        area: 'sites',
        title: '考场增加考位',
        text: `${principal.organisationName}将考场“${old.name}”的考位数由${old.seatCount}增加到${input.seatCount}。`,
        link: `/rooms?open=${old.id}`,
      })
    }
    await trail({
      entity: 'room',
      id: old.id,
      changes: { name: [old.name, input.name], seatCount: [old.seatCount, input.seatCount] },
    })
    return { id: old.id }
  },
  { constraints },
)
