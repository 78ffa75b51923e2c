import type { PlanLine } from '#exam-plans'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import { copyRooms, earlierRooms } from '../operations.ts'
import type { EarlierRoom } from '../model.ts'
import { hasMixedModes, nameKey, roomTypeOf } from '../rules.ts'
import { words } from '../words.ts'
import { earlierRoomsOf, type Earlier } from './read-earlier.ts'
import { seenTarget } from './read-target.ts'
import { targetOf } from './judge.ts'
import { insertRooms } from './store.ts'

const subjectsIn = (line: PlanLine, room: Earlier) => line.subjects.filter((s) => room.subjectNos.includes(s.subjectNo))
/** P-5.2.5-08: subjects are matched by 科目编号; a name that is taken or a subject that is missing stops the copy of that room. */
function problemOf(line: PlanLine, room: Earlier): EarlierRoom['problem'] {
  if (subjectsIn(line, room).length !== room.subjectNos.length) return 'subject-not-in-plan'
  return room.isNameTaken ? 'name-taken' : null
}
const keysOf = (inside: Inside, input: { sessionId: string; siteId: string }, line: PlanLine) => ({
  ...input,
  credentialId: line.credentialId,
  schoolId: inside.principal.organisationId as string,
})

export const earlierRoomsHandler = handle(earlierRooms, async (ctx) => {
  const line = await seenTarget(ctx, ctx.scope, ctx.input)
  if (!line) return ctx.refuse('not-found')
  const found = await earlierRoomsOf(ctx.tx, keysOf(ctx, ctx.input, line), null)
  return {
    rooms: found.map(({ subjectNos: _, isNameTaken: __, ...r }, i) => ({
      ...r,
      subjectIds: subjectsIn(line, found[i] as Earlier).map((s) => s.id),
      problem: problemOf(line, found[i] as Earlier),
    })),
  }
})

/** P-0-08: every chosen room is judged first; one that is unfit stops all and is named. */
export const copyRoomsHandler = handle(copyRooms, async (ctx) => {
  const { input, tx, refuse, trail, principal } = ctx
  const target = await targetOf(ctx, { ...input, credentialId: null })
  if (typeof target === 'string') return refuse(target)
  const { line, site } = target
  const ids = [...new Set(input.ids)]
  const chosen = await earlierRoomsOf(tx, keysOf(ctx, input, line), ids)
  if (chosen.length !== ids.length) return refuse('not-found')
  const unfit = (code: 'subject-not-in-plan' | 'name-taken') =>
    chosen.flatMap((r, i) => {
      const isTwice = chosen.findIndex((x) => nameKey(x.name) === nameKey(r.name)) < i
      const problem = problemOf(line, r) ?? (isTwice ? 'name-taken' : null)
      return problem === code ? [i + 1] : []
    })
  for (const code of ['subject-not-in-plan', 'name-taken'] as const) {
    const at = unfit(code)
    if (at.length) return refuse('rows-unfit', { rows: at.join('、'), reason: words[code].says })
  }
  const wishes = chosen.map((r) => {
    const subjects = subjectsIn(line, r)
    return {
      sessionId: input.sessionId,
      lineId: line.id,
      siteId: site.id,
      credentialId: line.credentialId,
      name: r.name,
      seatCount: r.seatCount,
      roomType: roomTypeOf(subjects),
      address: r.address,
      lineSubjectIds: subjects.map((s) => s.id),
      isMixed: hasMixedModes(subjects),
    }
  })
  if (wishes.some((w) => w.isMixed) && !input.acceptMixedModes) return refuse('mixed-modes')
  const made = await insertRooms(tx, wishes, principal.organisationId as string, null)
  if (made.size !== wishes.length) return refuse('name-taken')
  await trail({ entity: 'room', changes: { copied: [...made.values()], from: ids, sessionId: input.sessionId } })
  return { copied: made.size }
})
