import { event } from '#kit/pure/event.ts'

/** Scores of these registrations were recorded or changed; results follow in the same transaction (S10.2). */
export const scoresRecorded = event<{ readonly enrolmentIds: readonly string[] }>('scores.recorded')
