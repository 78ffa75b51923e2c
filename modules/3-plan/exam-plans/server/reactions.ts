import { credentialWords, subjectChanging } from '#credentials'
import { refusalOf } from '#kit/pure/refusal.ts'
import { reaction } from '#kit/server/context.ts'
import { isInPublishedPlan } from './store.ts'

/** P-5.2.1-04: of a subject in a published plan only the name may change. */
export const keepSubjects = reaction(subjectChanging, async ({ tx }, { subjectId }) => {
  if (await isInPublishedPlan(tx, subjectId)) throw refusalOf('subject-in-plan', credentialWords['subject-in-plan'])
})
