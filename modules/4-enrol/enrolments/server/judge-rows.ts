import { candidatesForEnrolment, type CandidateSnapshot } from '#candidates/server'
import type { EnrolMode } from '#exam-plans'
import type { Fault } from '#kit/pure/sheet.ts'
import type { Inside } from '#kit/server/context.ts'
import { fault, type Faults } from '#kit/server/import.ts'
import { judging, type LineFact, type SubjectFact, type Wish } from '../index.ts'
import { factsFor, type OpenPlan, type PersonOnLine } from './read-facts.ts'

/** A row with its certificate and subjects looked up in the plan. */
export interface RowAsked {
  readonly name: string
  readonly idType: string
  readonly idNo: string
  readonly targetType: string
  readonly line: LineFact | null
  readonly subjects: readonly SubjectFact[]
  readonly faults: readonly Fault[]
}
export interface Judged {
  readonly faults: Faults
  readonly good: readonly { readonly at: number; readonly wish: Wish<CandidateSnapshot> }[]
}

/** The rules of 报考 over any number of rows of one plan; `lock` for whoever goes on to write. */
export async function judgeRows(
  inside: Inside,
  plan: OpenPlan,
  mode: EnrolMode,
  asked: readonly RowAsked[],
  lock: boolean,
): Promise<Judged> {
  const schoolId = inside.principal.organisationId as string
  let candidates: (CandidateSnapshot | null)[] = []
  // Candidates are read after the lock: what stands in the registration is what stood when it was written.
  const people = async (): Promise<PersonOnLine[]> => {
    candidates = await candidatesForEnrolment(inside, schoolId, asked)
    return asked.flatMap((a, i) =>
      a.line && candidates[i] ? [{ line: a.line, personId: candidates[i].personId }] : [],
    )
  }
  const lines = asked.flatMap((a) => (a.line ? [a.line] : []))
  const facts = await factsFor(inside, { mode, schoolId, year: plan.year, lines, lock }, people)
  const judge = judging<CandidateSnapshot>(facts)
  const faults: Faults = new Map()
  const good: { at: number; wish: Wish<CandidateSnapshot> }[] = []
  asked.forEach((a, at) => {
    // A row whose cells contradict each other takes no head from those after it.
    const j = judge({ ...a, line: a.faults.length ? null : a.line, candidate: candidates[at] ?? null })
    for (const f of [...a.faults, ...j.faults]) fault(faults, at, f.field, f.why, f.suggestion)
    if (j.wish && !a.faults.length) good.push({ at, wish: j.wish })
  })
  return { faults, good }
}
