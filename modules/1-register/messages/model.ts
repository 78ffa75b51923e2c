export interface MessageRow {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly link: string | null
  readonly at: string
  readonly isRead: boolean
}
export interface OutboxRow {
  readonly id: string
  readonly channel: 'sms' | 'mail'
  readonly to: string
  readonly text: string
  readonly state: 'waiting' | 'sent' | 'failed'
  readonly error: string | null
  readonly madeAt: string
}
/** What a carrier of short messages does; a real gateway implements the same. Throws when it cannot deliver. */
export interface SmsCarrier {
  readonly isStandIn: boolean
  send(mobile: string, text: string): Promise<void>
}
