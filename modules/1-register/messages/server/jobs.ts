import { job } from '#kit/server/jobs.ts'
import type { SmsCarrier } from '../model.ts'
import { markParcel, parcel } from './store.ts'

/** Delivers one parcel of the outbox; the lock on its row keeps two workers from sending it twice. */
export const carryOutbox = job<{ id: string }>({
  name: 'messages.carryOutbox',
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
