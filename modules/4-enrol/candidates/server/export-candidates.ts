import { holds } from '#kit/pure/who.ts'
import type { Inside } from '#kit/server/context.ts'
import type { Export } from '#kit/server/room.ts'
import { identitiesOf } from '#people/server'
import { candidateExport, candidateFlow, candidateKinds, candidateQuery, type MajorFact } from '../index.ts'
import { exportedPage, type ExportedRow } from './read-candidates.ts'
import { majorsById } from './store-majors.ts'

const perPage = 500

/**
 * X2: whoever keeps the candidates gets full values, because the sheet is corrected and imported again (P-0-03, P-5.2.3-07);
 * whoever only reads them gets the masks of the list. Every clear number leaves an access row.
 */
export const exportCandidates: Export = {
  sheet: candidateExport,
  input: candidateQuery,
  async page(inside, scope, query, after) {
    const page = await exportedPage(inside, scope, candidateQuery.parse(query), after, perPage)
    const isClear = holds(inside.principal, 'candidates.write')
    const numbers = isClear
      ? await identitiesOf(
          inside,
          page.rows.map((r) => r.personId),
          candidateExport.title,
        )
      : null
    const majors = await majorsById(
      inside.tx,
      page.rows.map((r) => r.majorId),
    )
    return { next: page.next, rows: page.rows.map((r) => cells(inside, r, majors.get(r.majorId ?? ''), numbers)) }
  },
}

function cells(
  inside: Inside,
  r: ExportedRow,
  major: MajorFact | undefined,
  numbers: ReadonlyMap<string, string> | null,
): Record<string, string | number | null> {
  return {
    candidateNo: r.candidateNo,
    name: r.name,
    namePinyin: r.namePinyin,
    idType: r.idType,
    idNo: numbers?.get(r.personId) ?? r.idMasked,
    gender: r.gender,
    mobile: numbers && r.mobileSealed ? inside.house.secrets.openText(r.mobileSealed) : r.mobileMasked,
    majorName: r.majorName,
    majorCode: major?.code ?? null,
    majorVersion: major?.versionName ?? null,
    eduLevel: r.eduLevel,
    enrollYear: r.enrollYear === null ? null : String(r.enrollYear),
    kind: candidateKinds[r.kind],
    status: candidateFlow.states[r.status].label,
    enrolledCount: r.enrolledCount,
  }
}
