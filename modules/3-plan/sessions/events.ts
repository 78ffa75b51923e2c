import { event } from '#kit/pure/event.ts'

/** A published session's exam times moved: whoever copied them (seats, watches) follows in the same transaction, or refuses. */
export const sittingsMoved = event<{
  readonly sessionId: string
  readonly moved: readonly {
    readonly lineSubjectId: string
    readonly sittingId: string
    readonly startsAt: string
    readonly endsAt: string
  }[]
}>('sessions.sittings-moved')
