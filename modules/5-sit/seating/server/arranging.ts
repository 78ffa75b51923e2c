import { setSeated } from '#enrolments/server'
import type { PlanForUse } from '#exam-plans/server'
import type { Inside } from '#kit/server/context.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { allocationFaults } from '../allocation-check.ts'
import { allocate, bySchoolAndNumber, type Allocation, type AllocationInput } from '../allocation.ts'
import { explain, type UnseatedGroup } from '../rules.ts'
import { seatFlow } from '../workflow.ts'
import type { ArrangeSubject } from './store.ts'
import { busyPeople, roomsFor, sitesOf, waitingFor, type Narrowed, type SiteFact, type Waiting } from './store-arranging.ts'
import { insertSeats } from './store-seats.ts'
import { ticketsFor } from './store-tickets.ts'

interface Outlook {
  readonly waiting: readonly Waiting[]
  readonly sites: ReadonlyMap<string, SiteFact>
  readonly allocation: Allocation
}
/** Who would sit where now. `hold`: what it stands on stays as it is until the end of the transaction. */
export async function foresee(inside: Inside, subject: ArrangeSubject, isPayRequired: boolean, only: Narrowed, hold: boolean): Promise<Outlook> {
  const { tx } = inside
  const waiting = await waitingFor(tx, subject, only)
  const sites = await sitesOf(tx, [...new Set(waiting.flatMap((w) => w.siteId ?? []))], hold)
  const busy = await busyPeople(tx, subject, waiting.map((w) => w.personId))
  const input: AllocationInput = {
    isPayRequired,
    rooms: await roomsFor(tx, subject, [...sites.keys()]),
    candidates: waiting.map((w) => ({ ...w, site: sites.get(w.siteId ?? '') ?? null, isBusy: busy.has(w.personId) })),
  }
  const allocation = allocate(input)
  const faults = allocationFaults(input, allocation)
  if (faults.length) throw new Error(`an allocation of ${subject.id} breaks its rules: ${faults.slice(0, 5).join('; ')}`)
  return { waiting, sites, allocation }
}
export function reasonsOf({ waiting, sites, allocation }: Outlook): UnseatedGroup[] {
  const known = new Map(waiting.map((w) => [w.id, w]))
  const people = allocation.unseated.flatMap((u) => {
    const w = known.get(u.id)
    return w ? [{ ...w, siteName: sites.get(w.siteId ?? '')?.name ?? null, reason: u.reason }] : []
  })
  return explain(people.toSorted(bySchoolAndNumber))
}

/** Seats of one subject are given and written; the caller holds the plan. Gives how many and why not the others. */
export async function seatSubject(
  inside: Inside,
  subject: ArrangeSubject,
  plan: PlanForUse,
  only: Narrowed,
  refuse: { changed(): never; exhausted(which: string): never },
): Promise<{ given: number; unseated: UnseatedGroup[] }> {
  const outlook = await foresee(inside, subject, plan.isPayRequired, only, true)
  const unseated = reasonsOf(outlook)
  const { seats } = outlook.allocation
  if (!seats.length) return { given: 0, unseated }
  const placed = new Map(seats.map((s) => [s.id, s]))
  const people = outlook.waiting.flatMap((w) => {
    const site = outlook.sites.get(w.siteId ?? '')
    const seat = placed.get(w.id)
    return site && seat ? [{ ...w, site, seat }] : []
  })
  // Registrations are held before seats are written: one that was deleted meanwhile is missing here.
  if ((await setSeated(inside.tx, people.map((p) => p.id), inside.now)) !== people.length) refuse.changed()
  const tickets = await ticketsFor(inside, subject, plan.session.number, people.toSorted(bySchoolAndNumber), refuse.exhausted)
  await insertSeats(
    inside,
    subject,
    people.map((p) => ({
      enrolmentSubjectId: p.id,
      enrolmentId: p.enrolmentId,
      siteId: p.site.id,
      roomId: p.seat.roomId,
      seatNo: p.seat.seatNo,
      personId: p.personId,
      ticketId: tickets.get(p.personId) as string,
      schoolId: p.schoolId,
      hostSchoolId: p.site.hostSchoolId,
      regionCode: p.regionCode,
    })),
  )
  await recordSteps(inside, seatFlow, 'arrange', people.map((p) => ({ id: p.id, from: 'unseated' })), 'seated')
  return { given: people.length, unseated }
}
