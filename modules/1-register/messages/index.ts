export type { MessageRow, OutboxRow, SmsCarrier } from './model.ts'
export { markRead, myMessages, outbox, unreadCount } from './operations.ts'
