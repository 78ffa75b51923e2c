import { alreadySeated, siteAssigning } from '#exam-plans'
import { sittingsMoved } from '#sessions'
import { seatsUnfinished, siteSuspending } from '#sites'
import { refusalOf } from '#kit/pure/refusal.ts'
import { reaction } from '#kit/server/context.ts'
import { words } from '../words.ts'
import { holdDays } from './store.ts'
import { hasUnfinishedSeats, moveTimes, seatedSchools } from './store-seats.ts'

/** S3.8, S3.10, P-5.2.4.1-13 */
export const keepSite = reaction(siteSuspending, async ({ tx, now }, { siteId, act }) => {
  if (await hasUnfinishedSeats(tx, siteId, now)) throw seatsUnfinished(act)
})
/** P-5.2.4.2-03 */
export const keepPlaces = reaction(siteAssigning, async ({ tx }, { sessionId, credentialId, schoolIds }) => {
  const seated = await seatedSchools(tx, sessionId, credentialId, schoolIds)
  if (seated.length) throw alreadySeated(seated)
})
const clashes = new Set(['no_double_seat', 'no_time_clash', 'no_watch_clash'])
/** S15.3: seats and 监考安排 follow the exam times, all or none. */
export const followSittings = reaction(sittingsMoved, async ({ tx }, { moved }) => {
  await holdDays(tx, moved)
  try {
    await moveTimes(tx, moved)
  } catch (e) {
    if (clashes.has((e as { constraint?: string }).constraint ?? '')) throw refusalOf('moved-clash', words['moved-clash'])
    throw e
  }
})
