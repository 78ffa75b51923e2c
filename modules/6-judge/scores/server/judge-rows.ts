import { commonRefusals, refusalOf } from '#kit/pure/refusal.ts'
import type { Inside } from '#kit/server/context.ts'
import { fault, type Faults } from '#kit/server/import.ts'
import type { Scope } from '#kit/server/scope.ts'
import { importVerdict, judgeRow, type SubjectFact, type TicketFact } from '../rules.ts'
import { rowWords, words } from '../words.ts'
import { lineSubjectFor, ticketsIn, type LineSubject } from './store.ts'

export interface RowAsked {
  readonly ticketNo: string
  readonly name: string
  readonly idNo: string
  readonly subjectNo: string
  readonly subjectName: string
  /** null = 缺考 */
  readonly score: number | null
}
export interface Good {
  readonly at: number
  readonly enrolmentSubjectId: string
  readonly score: number | null
}
/** The chosen 科目 of an own plan, open now. @throws Refusal not-found, score-window, exam-not-over (P-5.2.9-03) */
export async function openSubject(inside: Inside, scope: Scope, given: Record<string, string>): Promise<LineSubject> {
  const chosen = await lineSubjectFor(inside.tx, scope, given['planId'] ?? '', given['lineSubjectId'] ?? '')
  if (!chosen) throw refusalOf('not-found', commonRefusals['not-found'])
  const no = importVerdict(chosen, inside.now)
  if (no) throw refusalOf(no, words[no])
  return chosen
}
/** A chunk of I9 with one statement. */
export async function judgeRows(
  inside: Inside,
  subject: LineSubject & SubjectFact,
  rows: readonly RowAsked[],
): Promise<{ faults: Faults; good: Good[] }> {
  const tickets = await ticketsIn(inside, subject, rows)
  const faults: Faults = new Map()
  const good: Good[] = []
  rows.forEach((row, at) => {
    const ticket: TicketFact | null = tickets[at] ?? null
    for (const f of judgeRow(row, subject, ticket)) fault(faults, at, f.field, rowWords[f.code], f.suggestion)
    if (!faults.has(at) && ticket?.enrolmentSubjectId)
      good.push({ at, enrolmentSubjectId: ticket.enrolmentSubjectId, score: row.score })
  })
  return { faults, good }
}
