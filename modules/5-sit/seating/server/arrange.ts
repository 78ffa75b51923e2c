import { minuteSpan } from '../times.ts'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import type { Scope } from '#kit/server/scope.ts'
import type { PlanForUse } from '#exam-plans/server'
import type { ArrangedSubject } from '../model.ts'
import { arrange, arrangeCandidates, arrangementOutlook } from '../operations-arrange.ts'
import { windowProblem } from '../rules.ts'
import { foresee, reasonsOf, seatSubject } from './arranging.ts'
import { followed } from './following.ts'
import { isPayRequiredFor } from './read-arrangements.ts'
import { countsOf, holdPlan, labelOf, subjectsOf, type ArrangeSubject } from './store.ts'
import { registrationsOf, type Narrowed } from './store-arranging.ts'

type Code = 'not-found' | 'state-changed' | 'rows-unfit' | 'outside-window' | 'other-plans' | 'numbers-exhausted'
type Ctx = Inside & { readonly scope: Scope; refuse(code: Code, data?: Record<string, unknown>): never }

/** The plan of these subjects, held, in its 排考时间. @throws Refusal */
export async function openPlan(
  ctx: Inside & { refuse(code: 'state-changed' | 'outside-window', data?: Record<string, unknown>): never },
  sessionId: string,
  times: readonly { readonly startsAt: string; readonly endsAt: string }[],
): Promise<PlanForUse> {
  const plan = await holdPlan(ctx.tx, sessionId, times)
  if (!plan?.session.arrangeStart || !plan.session.arrangeEnd) return ctx.refuse('state-changed')
  const window = { arrangeStart: plan.session.arrangeStart, arrangeEnd: plan.session.arrangeEnd }
  const problem = windowProblem(window, ctx.now)
  return problem ? ctx.refuse(problem, { window: minuteSpan(window.arrangeStart, window.arrangeEnd) }) : plan
}

async function seatAll(ctx: Ctx, subjectIds: readonly string[], narrowed: (subject: ArrangeSubject) => Narrowed): Promise<{ subjects: ArrangedSubject[] }> {
  const ids = [...new Set(subjectIds)]
  const subjects = await subjectsOf(ctx.tx, ctx.scope, ids)
  const [first] = subjects
  if (!first || subjects.length !== ids.length) return ctx.refuse('not-found')
  if (subjects.some((s) => s.sessionId !== first.sessionId)) return ctx.refuse('other-plans')
  const plan = await openPlan(ctx, first.sessionId, subjects)
  const refuse = {
    changed: (): never => ctx.refuse('state-changed'),
    exhausted: (which: string): never => ctx.refuse('numbers-exhausted', { which }),
  }
  const before = await countsOf(ctx.tx, ids)
  const done: { subject: ArrangeSubject; given: number; unseated: ArrangedSubject['unseated'] }[] = []
  for (const subject of subjects) done.push({ subject, ...(await seatSubject(ctx, subject, plan, narrowed(subject), refuse)) })
  const after = await countsOf(ctx.tx, ids)
  const none = { enrolled: 0, seated: 0 }
  for (const { subject, given, unseated } of done) {
    const left = unseated.reduce((sum, g) => sum + g.count, 0)
    if (given)
      await followed(ctx, subject, before.get(subject.id) ?? none, after.get(subject.id) ?? none, `已排${given}人${left ? `，${left}人未能排考` : ''}`)
  }
  return {
    subjects: done.map(({ subject, given, unseated }) => ({ id: subject.id, label: labelOf(subject), given, unseated, ...(after.get(subject.id) ?? none) })),
  }
}
// Every rule is asked before; what a constraint still refuses was changed by somebody else in the same moment.
const constraints = { no_double_seat: 'state-changed', no_time_clash: 'state-changed', seated_once: 'state-changed', seat_within_room: 'state-changed' } as const

/** P-5.2.8.1-06, -07, S6.2, S8.7 */
export const arrangeHandler = handle(arrange, (ctx) => seatAll(ctx, ctx.input.ids, () => ({ siteId: ctx.input.siteId })), { constraints })

export const arrangeCandidatesHandler = handle(
  arrangeCandidates,
  async (ctx) => {
    const ids = [...new Set(ctx.input.ids)]
    const found = await registrationsOf(ctx.tx, ids)
    if (found.length !== ids.length) return ctx.refuse('not-found')
    const seated = found.flatMap((r, at) => (r.isSeated ? [at + 1] : []))
    if (seated.length) return ctx.refuse('rows-unfit', { rows: seated.join('、'), reason: '已排考' })
    const bySubject = Map.groupBy(found, (r) => r.lineSubjectId)
    return seatAll(ctx, [...bySubject.keys()], (s) => ({ ids: (bySubject.get(s.id) ?? []).map((r) => r.id) }))
  },
  { constraints },
)

export const arrangementOutlookHandler = handle(arrangementOutlook, async (ctx) => {
  const { input, tx, scope, refuse } = ctx
  const [subject] = await subjectsOf(tx, scope, [input.id])
  if (!subject) return refuse('not-found')
  const isPayRequired = await isPayRequiredFor(tx, subject.sessionId)
  const outlook = await foresee(ctx, subject, isPayRequired, { siteId: input.siteId }, false)
  return { seatable: outlook.allocation.seats.length, unseated: reasonsOf(outlook) }
})
