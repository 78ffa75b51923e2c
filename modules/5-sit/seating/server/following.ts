import { tellAll } from '#messages/server'
import type { Inside } from '#kit/server/context.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { arrangementFlow, standingOf, type Counts } from '../workflow.ts'
import { labelOf, type ArrangeSubject } from './store.ts'
import { concernedSchools } from './read-arrangements.ts'

/** S8.7, S8.8: what giving or taking seats means for the subject: a decision row, and when all sit a letter to the schools. */
export async function followed(inside: Inside, subject: ArrangeSubject, before: Counts, after: Counts, what: string): Promise<void> {
  const [from, to] = [standingOf(before), standingOf(after)]
  const gave = after.seated >= before.seated
  const step = gave ? (to === 'arranged' ? 'arrange-rest' : 'arrange-part') : to === 'unarranged' ? 'withdraw-all' : 'withdraw-part'
  await recordSteps(inside, arrangementFlow, step, [{ id: subject.id, from }], to, { reason: what })
  if (!gave || to !== 'arranged' || from === 'arranged') return
  await tellAll(
    inside,
    (await concernedSchools(inside, subject.id)).map((school) => ({
      to: school,
      area: 'seating',
      title: '考试科目已排完',
      text: `“${subject.planName}”的${labelOf(subject)}已全部排考，可以下载考场资料、导出准考证。`,
      link: '/room-arrangements',
    })),
  )
}
