import { candidateKinds } from '#candidates'
import { enrolModes } from '#exam-plans'
import { identitiesOf } from '#people/server'
import type { Export } from '#kit/server/room.ts'
import { enrolmentExport, enrolmentQuery, payStatuses, statusLabel } from '../index.ts'
import { exportPage } from './read-export.ts'

/**
 * X4: the rows of the list's question. The awarding body's own exam system needs full 证件号码 (P-0-03, §1.2), each with an access
 * row; a school's file is masked as its list.
 */
export const exportEnrolments: Export = {
  sheet: enrolmentExport,
  input: enrolmentQuery,
  async page(inside, scope, query, after) {
    const page = await exportPage(inside, scope, enrolmentQuery.parse(query), after)
    const numbers =
      inside.principal.actor === 'awarding-body'
        ? await identitiesOf(
            inside,
            page.rows.map((r) => r.personId),
            enrolmentExport.title,
          )
        : null
    return {
      next: page.next,
      rows: page.rows.map((r) => ({
        ...r,
        idNo: numbers?.get(r.personId) ?? r.idMasked,
        kind: candidateKinds[r.kind],
        mode: enrolModes[r.mode],
        status: statusLabel(r.status),
        payStatus: payStatuses[r.payStatus],
        isRegisterOver: null,
      })),
    }
  },
}
