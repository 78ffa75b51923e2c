import { event } from '#kit/pure/event.ts'

/**
 * S3.8, S3.10: a site is about to be 停用 or 退回. Seating refuses (`seatsUnfinished`) while seats exist in an unfinished plan.
 */
export const siteSuspending = event<{ readonly siteId: string; readonly act: 'suspend' | 'return' }>('sites.suspending')
