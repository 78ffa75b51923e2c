import { buffer } from 'node:stream/consumers'
import { writeSheet, type WrittenValue } from '#packages/sheet-file/index.ts'
import { Refusal } from '#kit/pure/refusal.ts'
import type { House, Inside } from '#kit/server/context.ts'
import { scopeFor } from '#kit/server/handle.ts'
import type { JobRun } from '#kit/server/jobs.ts'
import type { Export, Print } from '#kit/server/room.ts'
import {
  defect,
  exportDone,
  exportFailed,
  exportOfId,
  exportProgress,
  tries,
  type ExportRecord,
  type OnBehalf,
} from '#kit/server/sheets/index.ts'
import { exportDays } from '../model.ts'
import { excelType } from './template-file.ts'

// A worksheet holds 1,048,576 rows.
const mostRows = 1_000_000

export const exportOf = (house: House, code: string): Export | null => (house.registry.exports.get(code) as Export | undefined) ?? null
export const printOf = (house: House, code: string): Print | null => (house.registry.prints.get(code) as Print | undefined) ?? null

/** `20261126093005` of an instant, as the clock on the wall in China shows it. */
export const stampOf = (now: string): string =>
  new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 19).replace(/\D/g, '')

interface Made {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
  readonly rows: number
  readonly warning: string | null
}

/** Makes what was asked for as that person, under that person's scope, and keeps it sealed for a week (P-0-05). */
export async function makeExport(job: JobRun<OnBehalf>): Promise<void> {
  const { id, principal } = job.payload
  const record = await job.insideAs(principal, async ({ tx }) => {
    await exportProgress(tx, id, 0)
    return exportOfId(tx, principal, id)
  })
  if (record?.state !== 'running') return
  const progress = (rows: number): Promise<unknown> => job.insideAs(principal, ({ tx }) => exportProgress(tx, id, rows))
  try {
    await job.insideAs(principal, async (inside) => {
      const { name, type, bytes, rows, warning } = await (record.kind === 'export' ? listed : printed)(inside, record, progress)
      const file = await inside.house.files.save(inside.tx, {
        purpose: record.kind,
        name,
        type,
        bytes,
        keepDays: exportDays,
        owner: principal.organisationId,
        by: principal.accountId,
      })
      await exportDone(inside.tx, id, { fileId: file.id, fileName: name, rows, days: exportDays, warning })
    })
  } catch (e) {
    if (!(e instanceof Refusal) && job.attempt < tries) throw e
    const says = e instanceof Refusal ? [e.answer.says, e.answer.way].filter(Boolean).join('，') : `系统处理时出错（编号${defect(job.house, e, 'export')}），请稍后重试`
    await job.insideAs(principal, ({ tx }) => exportFailed(tx, id, says))
  }
}

const inputOf = (inside: Inside, record: ExportRecord): unknown => JSON.parse(inside.house.secrets.openText(record.input))

async function listed(inside: Inside, record: ExportRecord, progress: (rows: number) => Promise<unknown>): Promise<Made> {
  const e = exportOf(inside.house, record.code)
  if (!e) throw new Error(`no export ${record.code}`)
  const scope = scopeFor(inside.principal, e.sheet)
  const query = inputOf(inside, record)
  const { columns } = e.sheet
  let count = 0
  let isCut = false
  async function* rows(): AsyncGenerator<WrittenValue[]> {
    for (let after: string | null = null, first = true; first || after !== null; first = false) {
      const page = await (e as Export).page(inside, scope, query, after)
      for (const row of page.rows) {
        if (count === mostRows) {
          isCut = true
          return
        }
        count++
        yield columns.map((c) => valueOf(row[c.field], c.number))
      }
      after = page.next
      if (after !== null) await progress(count)
    }
  }
  const bytes = await buffer(
    writeSheet({
      sheets: [
        {
          name: e.sheet.title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31),
          columns: columns.map((c) => ({ title: c.title, text: !c.number, ...(c.width ? { width: c.width } : {}) })),
          rows: rows(),
        },
      ],
    }),
  )
  const warning = isCut ? `超过${mostRows}行，只导出了前${mostRows}行；请缩小查询范围分次导出` : null
  return { name: `${e.sheet.title}_${stampOf(inside.now)}.xlsx`, type: excelType, bytes, rows: count, warning }
}

/** Numbers, codes and names are text; only a column that says so holds numbers to reckon with. */
function valueOf(value: string | number | null | undefined, isNumber: boolean | undefined): WrittenValue {
  if (value === null || value === undefined || value === '') return null
  return isNumber && Number.isFinite(Number(value)) ? Number(value) : String(value)
}

async function printed(inside: Inside, record: ExportRecord): Promise<Made> {
  const p = printOf(inside.house, record.code)
  if (!p) throw new Error(`no print ${record.code}`)
  const made = await p.make(inside, scopeFor(inside.principal, p), inputOf(inside, record))
  return { ...made, rows: 1, warning: made.warning ?? null }
}
