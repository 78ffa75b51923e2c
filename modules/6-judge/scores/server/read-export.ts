import { candidateKinds } from '#candidates'
import { identitiesOf } from '#people/server'
import { maskIdNumberLong } from '#packages/id-number/index.ts'
import { listPage } from '#kit/server/list.ts'
import type { Export } from '#kit/server/room.ts'
import { sql } from '#kit/server/sql.ts'
import { scoreExport, scoreQuery, scoreStatusLabel, type ScoreRow } from '../index.ts'
import { rowColumns, scoreSource, shown, type Raw } from './read-scores.ts'

const perPage = 500
type Row = ScoreRow & { readonly personId: string }
/** X9: the rows of the list's question; 证件号码 as 379602****962549 (P-0-03), each reading with its access row. */
export const exportScores: Export = {
  sheet: scoreExport,
  input: scoreQuery,
  async page(inside, scope, query, after) {
    const q = scoreQuery.parse(query)
    const page = await listPage<Raw<Row>>(
      inside.tx,
      { ...q, size: perPage, page: undefined, after: after ?? undefined },
      scoreSource(inside, scope, q.filter, sql`${rowColumns(inside.now)}, e.person_id as "personId"`),
    )
    const numbers = await identitiesOf(
      inside,
      page.rows.map((r) => r.personId),
      scoreExport.title,
    )
    return {
      next: page.next,
      rows: page.rows.map((raw) => {
        const r = shown<Row>(raw)
        const clear = numbers.get(r.personId)
        return {
          ...r,
          idNo: clear ? maskIdNumberLong(clear) : r.idMasked,
          kind: candidateKinds[r.kind],
          passed: r.isPassed === null ? null : r.isPassed ? '合格' : '不合格',
          isPassed: null,
          status: scoreStatusLabel(r.status),
        }
      }),
    }
  },
}
