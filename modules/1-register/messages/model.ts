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
