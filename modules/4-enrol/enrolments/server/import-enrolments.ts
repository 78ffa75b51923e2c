import { enrolModes, type EnrolMode } from '#exam-plans'
import { refusalOf } from '#kit/pure/refusal.ts'
import type { Inside } from '#kit/server/context.ts'
import { sheetImport } from '#kit/server/import.ts'
import type { Scope } from '#kit/server/scope.ts'
import { allows, byCertificateSheet, bySubjectSheet, deleteVerdict, type LineFact } from '../index.ts'
import { words } from '../words.ts'
import { remove } from './delete-enrolments.ts'
import { enrol, type Enrolled } from './enrol.ts'
import { judgeRows } from './judge-rows.ts'
import { openPlan, type OpenPlan } from './read-facts.ts'
import { certificateRows, subjectRows } from './rows.ts'
import { inUseOfImport, standingForDelete } from './store.ts'

type Given = Record<string, string>
/** @throws Refusal plan-closed, not-invited (P-5.2.6-04) */
export async function planOf(inside: Inside, planId: string | undefined): Promise<OpenPlan> {
  const plan = await openPlan(inside, planId ?? '')
  if (typeof plan === 'string') throw refusalOf(plan, words[plan])
  return plan
}
/** @throws Refusal as planOf, credential-not-in-plan, mode-closed (P-5.2.6-03) */
export async function lineOf(
  inside: Inside,
  planId: string | undefined,
  credentialId: string | undefined,
  mode: EnrolMode,
): Promise<{ plan: OpenPlan; line: LineFact }> {
  const plan = await planOf(inside, planId)
  const line = plan.lines.find((l) => l.credentialId === credentialId)
  if (!line) throw refusalOf('credential-not-in-plan', words['credential-not-in-plan'])
  if (!allows(line, mode)) throw refusalOf('mode-closed', words['mode-closed'], { mode: enrolModes[mode] })
  return { plan, line }
}

const told = ({ made, faults, notVerified }: Enrolled) => ({ made, faults, notes: { notVerified } })
/** P-5.2.6-10 (A20) */
const say = ({ notVerified = 0 }: Record<string, number>): string[] =>
  notVerified ? [`其中${notVerified}名考生信息未准确，将无法发证`] : []

/** While nothing depends on it: the whole import is looked at before the first row goes, each chunk again under its locks. */
async function undo(inside: Inside, scope: Scope, made: readonly string[], importId: string): Promise<void> {
  const refuse = (count: number): void => {
    if (count) throw refusalOf('undo-in-use', words['undo-in-use'], { count })
  }
  refuse(await inUseOfImport(inside.tx, scope, importId))
  const standing = await standingForDelete(inside.tx, scope, made)
  refuse(standing.filter((s) => deleteVerdict(s) !== null).length)
  await remove(inside, standing)
  await inside.trail({ entity: 'enrolments', changes: { undone: importId, rows: standing.length } })
}

export const importByCertificate = sheetImport({
  sheet: byCertificateSheet,
  async open(inside, _scope, given: Given) {
    await planOf(inside, given['planId'])
  },
  async check(inside, _scope, given, rows) {
    const plan = await planOf(inside, given['planId'])
    return (await judgeRows(inside, plan, 'certificate', certificateRows(plan.lines, rows), false)).faults
  },
  async apply(inside, _scope, given, rows, importId) {
    const plan = await planOf(inside, given['planId'])
    return told(await enrol(inside, plan, 'certificate', certificateRows(plan.lines, rows), importId))
  },
  undo,
  say,
})

export const importBySubject = sheetImport({
  sheet: bySubjectSheet,
  async open(inside, _scope, given: Given) {
    await lineOf(inside, given['planId'], given['credentialId'], 'subject')
  },
  async check(inside, _scope, given, rows) {
    const { plan, line } = await lineOf(inside, given['planId'], given['credentialId'], 'subject')
    return (await judgeRows(inside, plan, 'subject', subjectRows(line, rows), false)).faults
  },
  async apply(inside, _scope, given, rows, importId) {
    const { plan, line } = await lineOf(inside, given['planId'], given['credentialId'], 'subject')
    return told(await enrol(inside, plan, 'subject', subjectRows(line, rows), importId))
  },
  undo,
  say,
})
