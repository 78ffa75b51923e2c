import { handle } from '#kit/server/handle.ts'
import { markRead } from '../operations.ts'
import { markAsRead } from './store.ts'

export const markReadHandler = handle(markRead, async ({ input, scope, tx, now }) => ({
  read: await markAsRead(tx, scope, input.ids, now),
}))
