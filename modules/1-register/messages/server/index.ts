import type { ServerRoom } from '#kit/server/room.ts'
import { markReadHandler } from './mark-read.ts'
import { readMyMessages, readOutbox, readUnreadCount } from './read-messages.ts'

export { tell, tellAll, type Letter } from './store.ts'
export const room: ServerRoom = {
  module: 'messages',
  handlers: [readMyMessages, readUnreadCount, readOutbox, markReadHandler],
}
