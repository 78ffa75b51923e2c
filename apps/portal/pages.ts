import { pages as accounts } from '#accounts/ui'
import { pages as credentials } from '#credentials/ui'
import { pages as messages } from '#messages/ui'
import { pages as organisations } from '#organisations/ui'
import { pages as pilots } from '#pilots/ui'
import { pages as sites } from '#sites/ui'
import { pages as examPlans } from '#exam-plans/ui'
import { pages as rooms } from '#rooms/ui'
import { pages as results } from '#results/ui'
import { pages as scores } from '#scores/ui'
import { pages as issuance } from '#issuance/ui'
import { pages as candidates } from '#candidates/ui'
import { pages as enrolments } from '#enrolments/ui'
import { pages as fees } from '#fees/ui'
import { pages as statistics } from '#statistics/ui'
import { pages as invigilators } from '#invigilators/ui'
import { pages as seating } from '#seating/ui'
import type { PageDeclaration } from '../../kit/ui/page.ts'

/** Every page of the portal: each module's `ui/index.ts` exports `pages`, and stands here in the order of the lifecycle. */
export const pages: readonly PageDeclaration[] = [
  ...organisations,
  ...accounts,
  ...messages,
  ...credentials,
  ...pilots,
  ...sites,
  ...examPlans,
  ...candidates,
  ...enrolments,
  ...fees,
  ...rooms,
  ...scores,
  ...results,
  ...issuance,
  ...statistics,
  ...invigilators,
  ...seating,
]
