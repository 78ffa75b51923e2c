import { refusalOf } from '#kit/pure/refusal.ts'
import { fault, sheetImport, type Faults, type SheetRow } from '#kit/server/import.ts'
import type { Tx } from '#kit/server/db.ts'
import { majorSheet } from '../sheets.ts'
import { words } from '../words.ts'
import { addMajorRows, deleteMajorRows, knownMajors, type MajorForm } from './store-majors.ts'

type Field = keyof MajorForm
async function judge(tx: Tx, rows: readonly SheetRow<Field>[]): Promise<Faults> {
  const faults: Faults = new Map()
  const known = await knownMajors(
    tx,
    rows.map((r) => r.values),
  )
  rows.forEach((r, at) => {
    if (known.has(at)) fault(faults, at, 'code', words['major-exists'].says)
    if (Array.from(r.values.versionName).length > 20) fault(faults, at, 'versionName', '专业版本不能超过20字')
    if (Array.from(r.values.name).length > 100) fault(faults, at, 'name', '专业名称不能超过100字')
  })
  return faults
}

/** P-4.1-08: majors by (专业代码, 专业版本); a pair that is there already is told and left as it is. */
export const importMajors = sheetImport({
  sheet: majorSheet,
  check: ({ tx }, _scope, _given, rows) => judge(tx, rows),
  async apply({ tx, trail }, _scope, _given, rows, importId) {
    const faults = await judge(tx, rows)
    const good = rows.flatMap((r, at) => (faults.has(at) ? [] : [{ at, ...r.values }]))
    const made = await addMajorRows(tx, good)
    const key = (m: { code: string; versionName: string }): string => `${m.code} ${m.versionName}`
    const written = new Set(made.map(key))
    for (const g of good) if (!written.has(key(g))) fault(faults, g.at, 'code', words['major-exists'].says)
    if (made.length) await trail({ entity: 'major', changes: { importId, ids: made.map((m) => m.id) } })
    return { made: made.map((m) => m.id), faults }
  },
  async undo({ tx, trail }, _scope, made, importId) {
    try {
      await deleteMajorRows(tx, made)
    } catch (e) {
      if ((e as { code?: string }).code === '23503') throw refusalOf('major-referenced', words['major-referenced'])
      throw e
    }
    await trail({ entity: 'major', changes: { undone: importId, ids: [...made] } })
  },
})
