import { tellAll } from '#messages/server'
import { handle } from '#kit/server/handle.ts'
import { changePlanTimes } from '../operations.ts'
import { planTimesVerdict } from '../rules.ts'
import { shanghai } from './letters.ts'
import { planForChange, savePlanTimes, schoolsOf } from './store-plans.ts'

/** S1.5: of a published plan; a draft is changed by 编辑. */
export const handleChangePlanTimes = handle(changePlanTimes, async (ctx) => {
  const { input, scope, tx, now, refuse, invalid, trail } = ctx
  const plan = await planForChange(tx, scope, input.id)
  if (!plan) return refuse('not-found')
  if (plan.version !== input.version || plan.status !== 'published') return refuse('state-changed')
  const verdict = planTimesVerdict(plan, input, now)
  if (verdict === 'end-not-future') return invalid([{ path: 'endAt', message: '结束时间必须晚于当前时间' }])
  if (verdict) return refuse(verdict)
  const saved = await savePlanTimes(tx, plan.id, input.startAt, input.endAt)
  await trail({
    entity: 'pilot-plan',
    id: plan.id,
    changes: { startAt: [plan.startAt, input.startAt], endAt: [plan.endAt, input.endAt] },
  })
  await tellAll(
    ctx,
    (await schoolsOf(tx, plan.provinceCode)).map((to) => ({
      to,
      area: 'pilots',
      title: `${plan.year}年${plan.batch}证书申报时间已修改`,
      text: `申报时间改为：${shanghai(input.startAt)}-${shanghai(input.endAt)}。`,
      link: '/declaration-plans',
    })),
  )
  return saved
})
