import { publishSession } from '#sessions/server'
import { handle } from '#kit/server/handle.ts'
import { publishPlan } from '../operations.ts'
import { draftProblems, unfinished } from '../rules.ts'
import { catalogueOf } from './read-choices.ts'
import { draftOf, planForChange } from './read-draft.ts'
import { withoutCertificate } from './store.ts'
import { tellSchools } from './tell-schools.ts'

/** S15.2: what was right when it was saved is judged again, since certificates, subjects and 试点资格 may have changed. */
export const publishPlanHandler = handle(publishPlan, async (ctx) => {
  const { input, tx, scope, principal, refuse, invalid } = ctx
  const s = await planForChange(tx, scope, input.id)
  if (!s) return refuse('not-found')
  if (s.status !== 'draft' || s.version !== input.version) return refuse('state-changed')
  const draft = await draftOf(tx, s)
  const known = await catalogueOf(tx, principal.organisationId as string, null)
  const problems = [...unfinished(draft), ...draftProblems(draft, known)]
  const strangers = draft.isAllSchools
    ? []
    : await withoutCertificate(
        tx,
        draft.schoolIds,
        draft.lines.map((l) => l.credentialId),
      )
  if (strangers.length) problems.push({ path: 'schoolIds', message: `${strangers.join('、')}没有本计划证书的试点资格` })
  if (problems.length) return invalid(problems)
  await publishSession(ctx, s.id, input.version)
  await tellSchools(
    ctx,
    s.id,
    '新的考试计划',
    `${principal.organisationName}发布了“${s.name}”（${s.number}），请按计划安排报考和考场。`,
  )
  return { done: true as const }
})
