import {
  applyImport,
  exportState,
  importProblems,
  importState,
  startExport,
  startImport,
  type ImportView,
} from '#transfers'
import type { Principal } from '#kit/pure/who.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { readSheetInWorker } from '#packages/sheet-file/index.ts'
import type { TestHouse } from './test-house.ts'
import { idOf } from './test-world.ts'

/** The plan and certificate of the test world, for stories of 报考 and what stands below it. */
export const plan = idOf('session')
export const certificate = idOf('credential 50800001')

/** Name and document of candidate `n` of addCandidates. */
export async function personOf(
  t: TestHouse,
  candidateId: string,
): Promise<{ name: string; idType: '身份证'; idNo: string }> {
  const [c] = await t.db((tx) =>
    rows<{ name: string; sealed: Buffer }>(
      tx,
      sql`select c.name, p.id_sealed as sealed from candidates.candidates c join people.persons p on p.id = c.person_id where c.id = ${candidateId}`,
    ),
  )
  if (!c) throw new Error('no candidate')
  return { name: c.name, idType: '身份证', idNo: t.house.secrets.openText(c.sealed) }
}
/** Opens a second plan of the certificate for 北方工业大学 and others, with its own line and subjects. */
export async function addPlan(
  t: TestHouse,
  name: string,
  more: { fee?: number | null; subjectFee?: number | null } = {},
): Promise<{ id: string; line: string }> {
  const [made] = await t.db(async (tx) => {
    const [s] = await rows<{ id: string }>(
      tx,
      sql`insert into sessions.sessions (door, number, name, year, organiser_id, status, register_start, register_end, arrange_start, arrange_end, score_start, score_end, public_start, public_end, first_start, last_end)
          select door, lpad((random() * 1e11)::bigint::text, 12, '9'), ${name}, year, organiser_id, status, register_start, register_end, arrange_start, arrange_end, score_start, score_end, public_start, public_end, first_start, last_end
          from sessions.sessions where id = ${plan} returning id`,
    )
    const [l] = await rows<{ id: string }>(
      tx,
      sql`insert into sessions.lines (session_id, credential_id) values (${s?.id}, ${certificate}) returning id`,
    )
    await run(
      tx,
      sql`insert into exam_plans.plans (session_id, is_all_schools, pay_method) values (${s?.id}, true, '转账')`,
    )
    await run(
      tx,
      sql`insert into exam_plans.line_fees (line_id, fee) values (${l?.id}, ${more.fee === undefined ? 200 : more.fee})`,
    )
    for (const no of ['101', '102']) {
      const [ls] = await rows<{ id: string }>(
        tx,
        sql`insert into sessions.line_subjects (line_id, subject_id) values (${l?.id}, ${idOf(`subject 50800001${no}`)}) returning id`,
      )
      await run(
        tx,
        sql`insert into sessions.sittings (line_subject_id, starts_at, ends_at) select ${ls?.id}, starts_at, ends_at from sessions.sittings where line_subject_id = ${idOf(`line subject ${no}`)}`,
      )
      await run(
        tx,
        sql`insert into exam_plans.subject_fees (line_subject_id, fee) values (${ls?.id}, ${more.subjectFee === undefined ? 120 : more.subjectFee})`,
      )
    }
    return [{ id: s?.id as string, line: l?.id as string }]
  })
  return made as { id: string; line: string }
}

/** 报考 windows of the plan of the world, as instants. */
export async function windowsOf(
  t: TestHouse,
  id = plan,
): Promise<Record<'registerStart' | 'registerEnd' | 'arrangeStart' | 'arrangeEnd', string>> {
  const [w] = await t.db((tx) =>
    rows<Record<'registerStart' | 'registerEnd' | 'arrangeStart' | 'arrangeEnd', string>>(
      tx,
      sql`select register_start as "registerStart", register_end as "registerEnd", arrange_start as "arrangeStart", arrange_end as "arrangeEnd" from sessions.sessions where id = ${id}`,
    ),
  )
  return w as Record<'registerStart' | 'registerEnd' | 'arrangeStart' | 'arrangeEnd', string>
}
export const shifted = (iso: string, seconds: number): string =>
  new Date(Date.parse(iso) + seconds * 1000).toISOString()

/** Uploads rows as a file and starts the import as the wizard does. */
export async function uploadRows(
  t: TestHouse,
  p: Principal,
  sheet: string,
  given: Record<string, string>,
  lines: readonly (readonly string[])[],
): Promise<string> {
  const bytes = Buffer.from(`\uFEFF${lines.map((l) => l.join(',')).join('\r\n')}\r\n`)
  const file = await t.db((tx) =>
    t.house.files.save(tx, {
      purpose: 'import',
      name: '报考.csv',
      type: 'text/csv',
      bytes,
      owner: p.organisationId,
      by: p.accountId,
    }),
  )
  const { importId } = await t.as(p, startImport, { sheet, given, fileId: file.id })
  await t.settle()
  return importId
}
/** The whole way: upload, check, apply what is good. Gives the result and the reasons by row. */
export async function importRows(
  t: TestHouse,
  p: Principal,
  sheet: string,
  given: Record<string, string>,
  lines: readonly (readonly string[])[],
): Promise<{ id: string; view: ImportView; reasons: Record<number, string> }> {
  const importId = await uploadRows(t, p, sheet, given, lines)
  const problems = await t.as(p, importProblems, { importId })
  await t.as(p, applyImport, { importId, goodOnly: true })
  await t.settle()
  return {
    id: importId,
    view: await t.as(p, importState, { importId }),
    reasons: Object.fromEntries(problems.rows.map((r) => [r.row, r.faults.map((f) => f.why).join('；')])),
  }
}
/** An export as it is downloaded: its lines, the header first. */
export async function exportedRows(
  t: TestHouse,
  p: Principal,
  code: string,
  query: Record<string, unknown>,
): Promise<string[][]> {
  const { exportId } = await t.as(p, startExport, { export: code, query })
  await t.settle()
  const { fileId } = await t.as(p, exportState, { exportId })
  const file = await t.db((tx) => t.house.files.read(tx, fileId as string))
  const sheet = await readSheetInWorker(file?.bytes as Buffer, {
    fileName: 'x.xlsx',
    maxRows: 10_000,
    maxBytes: 10_000_000,
  })
  const lines: string[][] = []
  for await (const batch of sheet.batches) for (const r of batch) lines.push(r.cells.map((c) => c?.text ?? ''))
  await sheet.close()
  return lines
}
