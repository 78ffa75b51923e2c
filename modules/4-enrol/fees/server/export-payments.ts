import { enrolModes } from '#exam-plans'
import { spoken } from '#sessions'
import type { Export } from '#kit/server/room.ts'
import { paymentExport, paymentFlow, paymentQuery } from '../index.ts'
import { exportPage } from './read-export.ts'

/** X5: the rows of the list's question. */
export const exportPayments: Export = {
  sheet: paymentExport,
  input: paymentQuery,
  async page(inside, scope, query, after) {
    const page = await exportPage(inside, scope, paymentQuery.parse(query), after)
    return {
      next: page.next,
      rows: page.rows.map((r) => ({
        ...r,
        mode: enrolModes[r.mode],
        status: paymentFlow.states[r.status].label,
        createdAt: spoken(r.createdAt),
        confirmedAt: r.confirmedAt ? spoken(r.confirmedAt) : null,
        isArrangeBegun: null,
      })),
    }
  },
}
