export type { MessageRow, OutboxRow } from './model.ts'
export { markRead, myMessages, outbox, unreadCount } from './operations.ts'
