import { statusLabel } from '#enrolments'
import { identitiesOf } from '#people/server'
import type { Export } from '#kit/server/room.ts'
import { seatQuery } from '../operations-places.ts'
import { seatExport } from '../sheets.ts'
import { sittingTime } from '../times.ts'
import { exportedSeats } from './read-exports.ts'

/**
 * P-5.2.8.3-02, X8. The awarding body's own exam system needs full 证件号码 (P-0-03), each with an access row; a school's file is
 * masked as its list.
 */
export const exportSeats: Export = {
  sheet: seatExport,
  input: seatQuery,
  async page(inside, scope, query, after) {
    const page = await exportedSeats(inside, scope, seatQuery.parse(query), after)
    const numbers = inside.principal.actor === 'awarding-body' ? await identitiesOf(inside, page.rows.map((r) => r.personId), seatExport.title) : null
    return {
      next: page.next,
      rows: page.rows.map(({ startsAt, endsAt, status, isWindowOpen: _, ...r }) => ({
        ...r,
        time: sittingTime(startsAt, endsAt),
        idNo: numbers?.get(r.personId) ?? r.idMasked,
        status: statusLabel(status),
      })),
    }
  },
}
