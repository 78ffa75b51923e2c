import { buffer } from 'node:stream/consumers'
import type { Principal } from '#kit/pure/who.ts'
import { transaction } from '#kit/server/db.ts'
import { run, sql } from '#kit/server/sql.ts'
import { writeSheet } from '#packages/sheet-file/index.ts'
import { applyImport, importState, startImport } from '#transfers'
import type { TestHouse } from '../../../../seeds/test-house.ts'
import { idNumber, idOf } from '../../../../seeds/test-world.ts'
import { invigilatorSheet } from '../index.ts'

export const [first, second, foreign] = ['50800001', '50800003', '50900001'].map((n) => idOf(`credential ${n}`)) as [string, string, string]
let last = 500
/** A valid 身份证号 that no other test of the file uses. */
export const freshNumber = (): string => idNumber(++last)
export const form = (more: object = {}) => ({
  name: '李伟',
  idType: '身份证' as const,
  idNo: freshNumber(),
  mobile: '18512340926',
  credentialIds: [first],
  ...more,
})

/** Makes the school a pilot of one more certificate, as an approved declaration would. */
export const pilot = (t: TestHouse, school: string, credentialId: string, body: string): Promise<unknown> =>
  t.db((tx) =>
    run(
      tx,
      sql`insert into pilots.declarations (plan_id, school_id, region_code, credential_id, awarding_body_id, year, apply_total, approved_total, teacher_info, site_info, status, submitted_at)
          values (${idOf('pilot plan')}, ${idOf(school)}, '110100', ${credentialId}, ${idOf(body)}, extract(year from now()), 10, 10, '师资', '场地', 'approved', now())`,
    ),
  )

const usual: Record<string, string> = { name: '王宏伟', idType: '身份证', mobile: '13012349078', certNo: '50800001', certName: '', certLevel: '' }
/** Uploads a sheet of I7 with these rows, checks and imports what is good. */
export async function imported(t: TestHouse, by: Principal, rows: readonly Record<string, string>[]) {
  const bytes = await buffer(
    writeSheet({
      sheets: [
        {
          name: '数据',
          columns: invigilatorSheet.columns.map((c) => ({ title: c.title, text: true })),
          rows: rows.map((r) => invigilatorSheet.columns.map((c) => ({ ...usual, ...r })[c.field] ?? '')),
        },
      ],
    }),
  )
  const fileId = await transaction(t.house.database, by, async (tx) =>
    (await t.house.files.save(tx, { purpose: 'import', name: '监考人员.xlsx', type: 'application/octet-stream', bytes, owner: by.organisationId, by: by.accountId })).id,
  )
  const { importId } = await t.as(by, startImport, { sheet: 'invigilators.invigilators', given: {}, fileId })
  await t.settle()
  const state = await t.as(by, importState, { importId })
  if (state.state !== 'checked') return { importId, state }
  await t.as(by, applyImport, { importId, goodOnly: true })
  await t.settle()
  return { importId, state: await t.as(by, importState, { importId }) }
}
