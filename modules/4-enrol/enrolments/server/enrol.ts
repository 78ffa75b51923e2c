import { countEnrolled, type CandidateSnapshot } from '#candidates/server'
import { enrolModes, type EnrolMode } from '#exam-plans'
import type { Inside } from '#kit/server/context.ts'
import { fault, type Faults } from '#kit/server/import.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { enrolmentFlow, enrolmentsChanged, takenKey, takenVerdict, type Wish } from '../index.ts'
import { rowWords } from '../words.ts'
import { judgeRows, type RowAsked } from './judge-rows.ts'
import { takenBy, type OpenPlan } from './read-facts.ts'
import { holdOwn, importedBefore, insertEnrolments, insertSubjects, noteTargets } from './store.ts'

type GoodRow = { readonly at: number; readonly wish: Wish<CandidateSnapshot> }
export interface Enrolled {
  /** Ids of the rows written, one per candidate and 科目. */
  readonly made: string[]
  readonly faults: Faults
  /** Candidates that are not 信息准确, each once per import (P-5.2.6-10). */
  readonly notVerified: number
}

/** The one way into the table (S6.1): judges under the locks, writes what is good, counts 已报考证书. */
export async function enrol(
  inside: Inside,
  plan: OpenPlan,
  mode: EnrolMode,
  asked: readonly RowAsked[],
  importId: string | null,
): Promise<Enrolled> {
  const { faults, good } = await judgeRows(inside, plan, mode, asked, true)
  if (!good.length) return { made: [], faults, notVerified: 0 }
  const candidates = good.map((g) => g.wish.candidate)
  const before = importId
    ? await importedBefore(
        inside.tx,
        importId,
        candidates.map((c) => c.id),
      )
    : new Set<string>()
  const home = await homesOf(inside, plan, mode, good, importId)
  const wanted = good.flatMap((g) => {
    const enrolmentId = home.get(keyOf(g))
    return enrolmentId
      ? g.wish.subjects.map((s) => ({ at: g.at, enrolmentId, lineSubjectId: s.id, subjectId: s.subjectId }))
      : []
  })
  const made = await insertSubjects(inside, importId, wanted)
  const free = new Set(made.map((m) => `${m.enrolmentId}/${m.lineSubjectId}`))
  const failed = new Set<number>()
  for (const w of wanted) if (!free.delete(`${w.enrolmentId}/${w.lineSubjectId}`)) failed.add(w.at)
  // Another school was first, or another import of this one (P-5.2.6-08): the database said so.
  const now = await takenBy(
    inside.tx,
    good.filter((g) => !home.has(keyOf(g))).map((g) => ({ line: g.wish.line, personId: g.wish.candidate.personId })),
  )
  for (const g of good) {
    if (home.has(keyOf(g)) && !failed.has(g.at)) continue
    failed.add(g.at)
    const lost = takenVerdict(now.get(keyOf(g)), {
      mode,
      schoolId: inside.principal.organisationId as string,
      targetTypeId: null,
      lineSubjectIds: [],
    })
    fault(faults, g.at, null, rowWords[lost ?? (mode === 'certificate' ? 'enrolled-certificate' : 'enrolled-subject')])
  }
  const unsure = new Set(
    good.filter((g) => !failed.has(g.at) && g.wish.candidate.status !== 'verified').map((g) => g.wish.candidate.id),
  )
  const entered = [...new Set(made.map((m) => m.enrolmentId))].map((id) => ({ id, from: null }))
  if (made.length)
    await recordSteps(inside, enrolmentFlow, 'enrol', entered, 'unpaid', {
      label: `${enrolModes[mode]}${importId ? '导入' : '报考'}`,
    })
  if (made.length) await inside.emit(enrolmentsChanged, { enrolmentIds: entered.map((e) => e.id) })
  return { made: made.map((m) => m.id), faults, notVerified: [...unsure].filter((id) => !before.has(id)).length }
}

const keyOf = (g: GoodRow): string => takenKey(g.wish.line.id, g.wish.candidate.personId)

/** The registration that each good row belongs to: a new one, or (按科目) the school's own that stands. */
async function homesOf(
  inside: Inside,
  plan: OpenPlan,
  mode: EnrolMode,
  good: readonly GoodRow[],
  importId: string | null,
): Promise<Map<string, string>> {
  const { tx, principal } = inside
  const first = new Map(good.toReversed().map((g) => [keyOf(g), g.wish]))
  const fresh = await insertEnrolments(inside, { sessionId: plan.id, mode, importId }, [...first.values()].toReversed())
  await countEnrolled(
    tx,
    fresh.map((f) => f.candidateId),
    1,
  )
  const home = new Map(fresh.map((f) => [takenKey(f.lineId, f.personId), f.id]))
  if (mode === 'certificate') return home
  const rest = good.filter((g) => !home.has(keyOf(g)))
  const standing = await takenBy(
    tx,
    rest.map((g) => ({ line: g.wish.line, personId: g.wish.candidate.personId })),
  )
  for (const h of await holdOwn(
    tx,
    principal.organisationId as string,
    [...standing.values()].flatMap((s) => s.enrolmentId ?? []),
  ))
    home.set(takenKey(h.lineId, h.personId), h.id)
  const targets = good.flatMap((g) => {
    const enrolmentId = home.get(keyOf(g))
    return enrolmentId && g.wish.targetTypeId ? [{ enrolmentId, targetTypeId: g.wish.targetTypeId }] : []
  })
  if (targets.length) await noteTargets(tx, targets)
  return home
}
