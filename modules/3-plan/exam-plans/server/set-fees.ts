import { sessionForChange, touchSession } from '#sessions/server'
import { handle } from '#kit/server/handle.ts'
import { setFees } from '../operations.ts'
import { payProblems } from '../rules.ts'
import { draftOf, planForChange } from './read-draft.ts'
import { planLines } from './read-lines.ts'
import { setLineFees, setPayMethod, setSubjectFees } from './store.ts'

/** P-5.2.7-10: before and after 发布; orders that exist keep the price they were made with (fees freezes it). */
export const setFeesHandler = handle(setFees, async (ctx) => {
  const { input, tx, scope, refuse, invalid, trail } = ctx
  if (!(await planForChange(tx, scope, input.id))) return refuse('not-found')
  const s = await sessionForChange(ctx, input.id, input.version, 'draft', 'published')
  const lines = (await planLines(tx, [s.id])).get(s.id) ?? []
  const subjects = input.lines.flatMap((l) => l.subjects)
  const known = new Set(lines.flatMap((l) => [l.id, ...l.subjects.map((u) => u.id)]))
  if ([...input.lines, ...subjects].some((x) => !known.has(x.id))) return refuse('not-found')
  await setLineFees(tx, input.lines)
  await setSubjectFees(tx, subjects)
  await setPayMethod(tx, s.id, input.payMethod ?? null)
  const problems = payProblems(await draftOf(tx, s))
  if (problems.length) return invalid(problems)
  await touchSession(ctx, s.id)
  await trail({ entity: 'session', id: s.id, changes: { fees: input.lines, payMethod: input.payMethod ?? null } })
  return { done: true as const }
})
