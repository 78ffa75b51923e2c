import { randomUUID } from 'node:crypto'
import type { Inside } from './context.ts'
import type { Tx } from './db.ts'
import { job } from './jobs.ts'
import { rows, run, sql } from './sql.ts'

/** What a carrier of short messages does; a real gateway implements the same. Throws when it cannot deliver. */
export interface SmsCarrier {
  readonly isStandIn: boolean
  send(mobile: string, text: string): Promise<void>
}

const maskMobile = (m: string): string => `${m.slice(0, 3)}****${m.slice(-4)}`
/** Puts a short message into the outbox; it leaves after the transaction has committed. */
export async function sendSms(inside: Inside, s: { mobile: string; text: string }): Promise<string> {
  // The sender may put but not read, so the id is made here instead of returned.
  const id = randomUUID()
  await run(
    inside.tx,
    sql`insert into kit.outbox (id, channel, to_sealed, to_masked, text_sealed, made_at)
        values (${id}, 'sms', ${inside.house.secrets.seal(s.mobile)}, ${maskMobile(s.mobile)}, ${inside.house.secrets.seal(s.text)}, ${inside.now})`,
  )
  await inside.later({ name: 'kit.carryOutbox' }, { id }, { key: id })
  return id
}

interface Parcel {
  id: string
  state: string
  to: Buffer
  text: Buffer
}
const parcel = (tx: Tx, id: string): Promise<Parcel[]> =>
  rows<Parcel>(tx, sql`select id, state, to_sealed as "to", text_sealed as text from kit.outbox where id = ${id} for update`)
const markParcel = (tx: Tx, id: string, state: 'sent' | 'failed' | 'waiting', error: string | null): Promise<number> =>
  run(
    tx,
    sql`update kit.outbox set state = ${state}, error = ${error}, tries = tries + 1, sent_at = case when ${state} = 'sent' then kit.now() else sent_at end where id = ${id}`,
  )

/** Delivers one parcel of the outbox; the lock on its row keeps two workers from sending it twice. */
export const carryOutbox = job<{ id: string }>({
  name: 'kit.carryOutbox',
  label: '发送短信',
  tries: 5,
  async work(run) {
    const carrier = run.house.services['sms'] as SmsCarrier
    const failure = await run.inside(async ({ tx, house }) => {
      const [p] = await parcel(tx, run.payload.id)
      if (!p || p.state === 'sent') return null
      try {
        await carrier.send(house.secrets.openText(p.to), house.secrets.openText(p.text))
        await markParcel(tx, p.id, 'sent', null)
        return null
      } catch (e) {
        await markParcel(tx, p.id, run.attempt >= 5 ? 'failed' : 'waiting', (e as Error).message)
        return e as Error
      }
    })
    if (failure) throw failure
  },
})
/** The stand-in: accepts everything; what was sent is read in 短信收件箱. */
export const standInSms: SmsCarrier = { isStandIn: true, send: async () => {} }
