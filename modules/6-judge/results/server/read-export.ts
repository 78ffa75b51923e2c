import { candidateKinds } from '#candidates'
import { identitiesOf } from '#people/server'
import { maskIdNumberLong } from '#packages/id-number/index.ts'
import { listPage } from '#kit/server/list.ts'
import type { Export } from '#kit/server/room.ts'
import { sql } from '#kit/server/sql.ts'
import { resultExport, resultQuery, resultStates, type ResultRow } from '../index.ts'
import { resultSource, rowColumns } from './read-results.ts'

const perPage = 500
/** X10: the rows of the list's question; 身份证号 as 379602****962549 (P-0-03), each reading with its access row. */
export const exportResults: Export = {
  sheet: resultExport,
  input: resultQuery,
  async page(inside, scope, query, after) {
    const q = resultQuery.parse(query)
    const page = await listPage<ResultRow & { readonly personId: string }>(
      inside.tx,
      { ...q, size: perPage, page: undefined, after: after ?? undefined },
      resultSource(inside, scope, q.filter, sql`${rowColumns(inside.now)}, x.person_id as "personId"`),
    )
    const numbers = await identitiesOf(
      inside,
      page.rows.map((r) => r.personId),
      resultExport.title,
    )
    return {
      next: page.next,
      rows: page.rows.map((r) => {
        const clear = numbers.get(r.personId)
        return {
          ...r,
          idNo: clear ? maskIdNumberLong(clear) : r.idMasked,
          kind: candidateKinds[r.kind],
          status: resultStates[r.status].label,
          isFinal: null,
        }
      }),
    }
  },
}
