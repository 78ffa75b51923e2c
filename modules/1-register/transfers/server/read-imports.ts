import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import { importColumns, maySeeImports, type ImportRecord } from '#kit/server/sheets/index.ts'
import { sql } from '#kit/server/sql.ts'
import type { ImportRow } from '../model.ts'
import { imports } from '../operations.ts'
import { mayUndo } from './import-state.ts'
import { enter } from './started.ts'

/** 导入记录 of one sheet (P-0-07): those of the person's organisation, newest first; also imports without a good row. */
export const importsHandler = handle(imports, async (ctx) => {
  const { importer } = enter(ctx, ctx.input.sheet)
  const page = await listPage<ImportRecord>(ctx.tx, ctx.input, {
    columns: importColumns,
    from: sql`kit.imports`,
    where: [maySeeImports(ctx.principal), sql`sheet = ${ctx.input.sheet}`],
    id: sql`id`,
    sorts: { at: { by: sql`at`, type: 'timestamptz' } },
    defaultSort: '-at',
  })
  const rows = page.rows.map(
    (r): ImportRow => ({
      id: r.id,
      byName: r.accountName,
      roleName: r.roleName,
      at: r.at,
      fileName: r.fileName,
      okCount: r.ok,
      failCount: r.failed,
      state: r.state,
      mayUndo: mayUndo(importer, r),
    }),
  )
  return { ...page, rows }
})
