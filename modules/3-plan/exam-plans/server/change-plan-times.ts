import { changeTimes } from '#sessions/server'
import { handle } from '#kit/server/handle.ts'
import { changePlanTimes } from '../operations.ts'
import { timeChanges, timesProblems } from '../times.ts'
import { planForChange } from './read-draft.ts'
import { planLines } from './read-lines.ts'
import { tellSchools } from './tell-schools.ts'

/** S15.3 */
export const changePlanTimesHandler = handle(changePlanTimes, async (ctx) => {
  const { input, tx, scope, now, refuse, invalid, principal } = ctx
  const s = await planForChange(tx, scope, input.id)
  if (!s) return refuse('not-found')
  if (s.status !== 'published' || s.version !== input.version) return refuse('state-changed')
  const lines = (await planLines(tx, [s.id])).get(s.id) ?? []
  const problems = timesProblems(s, lines, input.windows, input.sittings, now)
  if (problems.length) return invalid(problems)
  const changes = timeChanges(s, lines, input.windows, input.sittings)
  if (changes.length === 0) return refuse('nothing-changed')
  await changeTimes(ctx, s.id, input.version, { windows: input.windows, sittings: input.sittings }, { changes })
  await tellSchools(
    ctx,
    s.id,
    '考试计划时间调整',
    `${principal.organisationName}调整了“${s.name}”的时间：${changes.join('；')}。`,
  )
  return { done: true as const }
})
