import { certifiedWatchers, watcherOf } from '#invigilators/server'
import { tell } from '#messages/server'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import type { Scope } from '#kit/server/scope.ts'
import { assignWatcher, removeWatcher, watcherChoices } from '../operations-places.ts'
import { watchProblem } from '../rules.ts'
import { sittingTime } from '../times.ts'
import { isKeeper, placeFacts, type PlaceFacts } from './read-place.ts'
import { isSiteDone } from './read-places.ts'
import { holdPlan } from './store.ts'
import { busyWatchers, insertWatch, removeWatch, watchById, watchOf } from './store-watches.ts'

type Ctx = Inside & { readonly scope: Scope; refuse(code: 'not-found' | 'not-host'): never }
/** The place for its keeper: the host school or the awarding body (A23). */
async function kept(ctx: Ctx, where: { readonly roomId: string; readonly lineSubjectId: string }): Promise<PlaceFacts> {
  const found = await placeFacts(ctx, ctx.scope, where)
  if (!found) return ctx.refuse('not-found')
  return isKeeper(ctx, found) ? found : ctx.refuse('not-host')
}
const most = 50

/** P-5.2.8.2-09: SCH own teachers, ORG any who is 已认证 for the certificate. */
export const watcherChoicesHandler = handle(watcherChoices, async (ctx) => {
  const { input, tx, principal } = ctx
  const place = await kept(ctx, input)
  const schoolId = principal.actor === 'school' ? principal.organisationId : null
  const found = await certifiedWatchers(tx, { credentialId: place.credentialId, schoolId, name: input.name }, most)
  const busy = await busyWatchers(tx, found.map((f) => f.id), place)
  return { watchers: found.map(({ id, teacherNo, name, schoolName }) => ({ id, teacherNo, name, schoolName, isBusy: busy.has(id) })) }
})

export const assignWatcherHandler = handle(
  assignWatcher,
  async (ctx) => {
    const { input, tx, principal, now, refuse } = ctx
    // The plan is held first, so that seats and 监考安排 of a room do not change in the same moment.
    if (!(await holdPlan(tx, (await kept(ctx, input)).sessionId, []))) return refuse('state-changed')
    const place = await kept(ctx, input)
    const isDone = place.seated > 0 && (await isSiteDone(ctx, place.lineSubjectId, place.siteId, place.arrangeEnd))
    const problem = watchProblem({ isDone, startsAt: place.startsAt }, now)
    if (problem) return refuse(problem)
    const teacher = await watcherOf(tx, input.invigilatorId, place.credentialId)
    if (!teacher || (principal.actor === 'school' && teacher.schoolId !== principal.organisationId)) return refuse('not-found')
    if (!teacher.isCertified) return refuse('not-certified')
    // The teacher is held: what is read here stays true until the watch is written.
    if (await watchOf(tx, place, teacher.id)) return refuse('watches-already')
    if ((await busyWatchers(tx, [teacher.id], place)).has(teacher.id)) return refuse('watch-clash', { name: `${teacher.name}（${teacher.teacherNo}）` })
    const id = await insertWatch(ctx, place, teacher.id)
    await ctx.trail({ entity: 'watch', id, changes: { room: place.roomName, subject: place.subjectName, teacher: teacher.teacherNo } })
    await tell(ctx, {
      to: teacher.schoolId,
      area: 'invigilators',
      title: '监考安排',
      text: `${teacher.name}（${teacher.teacherNo}）已安排在${place.siteName}的${place.roomName}监考${place.certName}(${place.certLevel})${place.subjectName}，考试时间 ${sittingTime(place.startsAt, place.endsAt)}。`,
      link: '/room-arrangements',
    })
    return { id }
  },
  { constraints: { watches_once: 'watches-already' } },
)

export const removeWatcherHandler = handle(removeWatcher, async (ctx) => {
  const { input, tx, now, refuse } = ctx
  const watch = await watchById(tx, input.id)
  if (!watch) return refuse('not-found')
  const place = await kept(ctx, watch)
  if (now >= place.startsAt) return refuse('exam-begun')
  await removeWatch(tx, watch.id)
  await ctx.trail({ entity: 'watch', id: watch.id, changes: { room: place.roomName, subject: place.subjectName } })
  return { done: true as const }
})
