import { enrolmentsChanged } from '#enrolments'
import { scoresRecorded } from '#scores'
import { reaction } from '#kit/server/context.ts'
import { recount, settleNeeded, touchedBy, unsettled } from './store.ts'

/** S10.1 */
export const followEnrolments = reaction(enrolmentsChanged, async (inside, { enrolmentIds }) => {
  await settleNeeded(inside, enrolmentIds)
  await recount(inside, enrolmentIds)
})
/** S10.2 */
export const followScores = reaction(scoresRecorded, async (inside, { enrolmentIds }) => {
  const missing = await unsettled(inside.tx, enrolmentIds)
  if (missing.length) await settleNeeded(inside, missing)
  await recount(inside, await touchedBy(inside.tx, enrolmentIds))
})
