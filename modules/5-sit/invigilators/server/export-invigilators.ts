import type { ListPage } from '#kit/pure/list.ts'
import type { Export } from '#kit/server/room.ts'
import { invigilatorQuery, qualificationQuery } from '../operations.ts'
import { invigilatorExport, qualificationExport } from '../sheets.ts'
import { qualificationFlow } from '../workflow.ts'
import { certificates, certificatesOfTeachers, type Asked, type ExportedQualification } from './read-exports.ts'

const inWords = (page: ListPage<ExportedQualification>) => ({
  next: page.next,
  rows: page.rows.map((r) => ({ ...r, status: qualificationFlow.states[r.status].label })),
})
/** P-5.2.11-08, X11 */
export const exportInvigilators: Export = {
  sheet: invigilatorExport,
  input: invigilatorQuery,
  page: async (inside, scope, query, after) => inWords(await certificatesOfTeachers(inside, scope, invigilatorQuery.parse(query) as Asked, after)),
}
export const exportQualifications: Export = {
  sheet: qualificationExport,
  input: qualificationQuery,
  page: async (inside, scope, query, after) => inWords(await certificates(inside, scope, qualificationQuery.parse(query) as Asked, after)),
}
