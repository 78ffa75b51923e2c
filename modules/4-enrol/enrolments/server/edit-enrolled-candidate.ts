import { handle } from '#kit/server/handle.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { tell } from '#messages/server'
import { maskMobile } from '#packages/id-number/index.ts'
import { snapshotChanging } from '../events.ts'
import { editEnrolledCandidate } from '../operations.ts'
import { otherFields } from '../rules.ts'
import { enrolmentFlow } from '../workflow.ts'
import { payStatuses, type PayStatus } from '../model.ts'
import { snapshotsForChange, writeSnapshots } from './store-snapshot.ts'

/**
 * P-5.2.3-12: on the school's request, in one plan, nothing but 姓名拼音 and 手机号. A candidate with several certificates of the
 * plan is one person there, so all of them follow.
 */
export const editEnrolledCandidateHandler = handle(editEnrolledCandidate, async (ctx) => {
  const { input, tx, scope, house, refuse, invalid } = ctx
  if (otherFields(input).length) return refuse('only-pinyin-mobile')
  if (input.namePinyin === undefined && input.mobile === undefined)
    return invalid([{ path: 'namePinyin', message: '请输入姓名拼音或手机号' }])
  const all = await snapshotsForChange(tx, scope, input.id)
  const one = all.find((s) => s.id === input.id)
  if (!one) return refuse('not-found')
  if (one.version !== input.version) return refuse('state-changed')
  await ctx.emit(snapshotChanging, { enrolmentIds: all.map((s) => s.id) })
  const mobile =
    input.mobile === undefined ? null : { sealed: house.secrets.seal(input.mobile), masked: maskMobile(input.mobile) }
  await writeSnapshots(
    tx,
    all.map((s) => s.id),
    { namePinyin: input.namePinyin ?? null, mobile },
  )
  const detail = {
    ...(input.namePinyin === undefined ? {} : { namePinyin: [one.namePinyin, input.namePinyin] }),
    ...(mobile === null ? {} : { mobile: [one.mobileMasked, mobile.masked] }),
  }
  for (const status of Object.keys(payStatuses) as PayStatus[]) {
    const moved = all.filter((s) => s.payStatus === status).map((s) => ({ id: s.id, from: status }))
    if (moved.length)
      await recordSteps(ctx, enrolmentFlow, 'edit', moved, status, { label: '修改姓名拼音、手机号', detail })
  }
  await ctx.trail({ entity: 'enrolment', id: one.id, changes: detail })
  await tell(ctx, {
    to: one.schoolId,
    area: 'enrolments',
    title: '已报考考生信息已修改',
    text: `${ctx.principal.organisationName}修改了“${one.planName}”中考生${one.name}（${one.candidateNo}）的${[input.namePinyin === undefined ? null : '姓名拼音', mobile ? '手机号' : null].filter(Boolean).join('、')}。`,
    link: '/enrolments',
  })
  return { id: one.id, version: one.version + 1 }
})
