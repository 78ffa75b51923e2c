import type { EnrolMode } from '#exam-plans'
import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import { importColumns, maySeeImports, type ImportRecord } from '#kit/server/sheets/index.ts'
import { sql } from '#kit/server/sql.ts'
import { listEnrolImports } from '../operations.ts'
import { byCertificateSheet, bySubjectSheet } from '../sheets.ts'

const codes: Readonly<Record<EnrolMode, string>> = {
  certificate: `${byCertificateSheet.module}.${byCertificateSheet.name}`,
  subject: `${bySubjectSheet.module}.${bySubjectSheet.name}`,
}
/** P-5.2.6-12: both ways of importing in one list, newest first. */
export const listEnrolImportsHandler = handle(listEnrolImports, async ({ input, tx, principal }) => {
  const { mode } = input.filter
  const page = await listPage<ImportRecord>(tx, input, {
    columns: importColumns,
    from: sql`kit.imports`,
    where: [
      maySeeImports(principal),
      sql`sheet = any (${Object.values(codes)}::text[])`,
      mode ? sql`sheet = ${codes[mode as EnrolMode] ?? ''}` : null,
    ],
    id: sql`id`,
    sorts: { at: { by: sql`at`, type: 'timestamptz' } },
    defaultSort: '-at',
  })
  return {
    ...page,
    rows: page.rows.map((r) => ({
      id: r.id,
      mode: (r.sheet === codes.certificate ? 'certificate' : 'subject') as EnrolMode,
      byName: r.accountName,
      roleName: r.roleName,
      at: r.at,
      fileName: r.fileName,
      okCount: r.ok,
      failCount: r.failed,
      state: r.state,
      mayUndo: r.state === 'applied' && r.ok > 0,
    })),
  }
})
