import { grantFor, type Principal } from '#kit/pure/who.ts'
import type { Inside } from '#kit/server/context.ts'
import { transaction } from '#kit/server/db.ts'
import type { SheetImport } from '#kit/server/import.ts'
import { insideOf } from '#kit/server/inside.ts'
import { makeScope, type Scope } from '#kit/server/scope.ts'
import type { TestHouse } from '../../../../seeds/test-house.ts'

/** Work in one transaction of this principal, as the engine of imports does it. */
export const within = <T>(
  t: TestHouse,
  p: Principal,
  sheet: Pick<SheetImport<string>, 'sheet'>,
  work: (inside: Inside, scope: Scope) => Promise<T>,
): Promise<T> =>
  transaction(t.house.database, p, (tx) => {
    const grant = grantFor(p, sheet.sheet.row.who)
    if (!grant) throw new Error('no grant')
    return work(insideOf(t.house, tx, p, { operation: 'import', label: '导入' }), makeScope(p, grant))
  })

export const certificateRow = (
  p: { name: string; idType: string; idNo: string },
  more: Record<string, string> = {},
) => ({
  ...p,
  certNo: '50800001',
  certName: '',
  certLevel: '',
  targetType: '',
  ...more,
})
export const subjectRow = (
  p: { name: string; idType: string; idNo: string },
  subjectNo = '50800001101',
  more: Record<string, string> = {},
) => ({
  ...p,
  subjectNo,
  subjectName: '',
  targetType: '',
  ...more,
})
export const numbered = <V>(values: readonly V[]): { row: number; values: V }[] =>
  values.map((v, i) => ({ row: i + 2, values: v }))
export const noItem = (): never => {
  throw new Error('no archive')
}
