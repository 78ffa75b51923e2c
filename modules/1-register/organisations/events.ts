import { event } from '#kit/pure/event.ts'

/** An organisation was suspended: its sessions end. */
export const organisationSuspended = event<{ id: string }>('organisations.suspended')
