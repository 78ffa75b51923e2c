import type { Export } from '#kit/server/room.ts'
import { declarationQuery } from '../operations.ts'
import { declarationExport, provinceExport } from '../sheets.ts'
import { exportPage } from './read-export.ts'

/** X1: for the school; for the authorities the same columns led by the school (P-4.3-26). */
export const exportDeclarations: Export = {
  sheet: declarationExport,
  input: declarationQuery,
  page: (inside, scope, query, after) => exportPage(inside.tx, scope, declarationQuery.parse(query), after),
}
export const exportProvinceDeclarations: Export = { ...exportDeclarations, sheet: provinceExport }
