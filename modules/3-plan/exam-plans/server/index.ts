import type { ServerRoom } from '#kit/server/room.ts'
import { assignSiteHandler, unassignSiteHandler } from './assign-site.ts'
import { cancelPlanHandler } from './cancel-plan.ts'
import { changePlanTimesHandler } from './change-plan-times.ts'
import { publishPlanHandler } from './publish-plan.ts'
import { keepSubjects } from './reactions.ts'
import { planChoicesHandler, schoolChoicesHandler } from './read-choices.ts'
import { assignableSitesHandler, listPlacesHandler } from './read-places.ts'
import { listPlansHandler, planHandler } from './read-plans.ts'
import { savePlanHandler } from './save-plan.ts'
import { setFeesHandler } from './set-fees.ts'

export {
  openPlansFor,
  planForEnrolment,
  planForUse,
  type PlanChoice,
  type PlanForSchool,
  type PlanForUse,
  type PlanUse,
} from './read-doors.ts'
export { planLines } from './read-lines.ts'
export { seen as planSeen } from './store.ts'
export { placeJoins, siteFor, sitesFor, type Place } from './store-places.ts'

export const room: ServerRoom = {
  module: 'exam-plans',
  handlers: [
    listPlansHandler,
    planHandler,
    planChoicesHandler,
    schoolChoicesHandler,
    savePlanHandler,
    publishPlanHandler,
    changePlanTimesHandler,
    cancelPlanHandler,
    setFeesHandler,
    listPlacesHandler,
    assignableSitesHandler,
    assignSiteHandler,
    unassignSiteHandler,
  ],
  reactions: [keepSubjects],
}
