import { Refusal } from '../../pure/refusal.ts'
import type { Inside } from '../context.ts'
import { scopeFor } from '../handle.ts'
import type { JobRun } from '../jobs.ts'
import { defect, theImporter, tries, type OnBehalf } from './check.ts'
import { chunkUndone, importOfId, moveImport, nextToUndo, undoneRows } from './store-imports.ts'

/** Up to so many rows an undo is one transaction: all or nothing, answered at once. More goes chunk by chunk in a job. */
export const undoAtOnce = 10_000

/** What is told when a foreign key says that something rests on the imported rows. */
export const dependedOn = '导入的数据已被使用，不能撤销'
/** The sentence when something depends on what was imported, else null: a module's refusal, or a foreign key. */
export const dependsIn = (e: unknown): string | null =>
  e instanceof Refusal ? e.answer.says : (e as { code?: string }).code === '23503' ? dependedOn : null

/** Takes back the last chunk that still stands; false when none is left. */
export async function undoNext(inside: Inside, id: string): Promise<boolean> {
  const { tx, house, principal } = inside
  const record = await importOfId(tx, principal, id, { lock: true })
  const chunk = record && (await nextToUndo(tx, id))
  if (!record || !chunk) return false
  const importer = theImporter(house, record.sheet)
  if (!importer.undo) throw new Error(`${record.sheet} cannot be undone`)
  if (chunk.made.length) await importer.undo(inside, scopeFor(principal, importer.sheet.row), chunk.made, id)
  await chunkUndone(tx, id, chunk.number)
  return true
}

/** An undo too large for one transaction. Stopped by a refusal it says how far it came; pressed again it goes on from there. */
export async function undoImport(job: JobRun<OnBehalf>): Promise<void> {
  const { id, principal } = job.payload
  const record = await job.insideAs(principal, ({ tx }) => importOfId(tx, principal, id))
  if (record?.state !== 'undoing') return
  let stopped: string | null = null
  try {
    while (await job.insideAs(principal, (inside) => undoNext(inside, id)));
  } catch (e) {
    stopped = dependsIn(e)
    if (!stopped && job.attempt < tries) throw e
    stopped ??= `系统处理时出错（编号${defect(job.house, e, 'import undo')}）`
    const undone = await job.insideAs(principal, ({ tx }) => undoneRows(tx, id))
    stopped = `已撤销${undone}条，其余${record.ok - undone}条未撤销：${stopped}`
  }
  await job.insideAs(principal, ({ tx }) => moveImport(tx, id, 'undoing', stopped ? 'applied' : 'undone', stopped))
}
