import { refusalOf } from '#kit/pure/refusal.ts'
import type { Inside } from '#kit/server/context.ts'
import { fault, sheetImport, type Faults, type SheetRow } from '#kit/server/import.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { personsOf } from '#people/server'
import {
  candidateFlow,
  candidateSheet,
  candidateWords,
  judgeRow,
  kindCodes,
  type CandidateCells,
  type CandidateKind,
  type Particulars,
} from '../index.ts'
import { dayOf } from '../numbering.ts'
import { schoolOf } from './school.ts'
import { restingOn, restingOnImport, type Resting } from './store-import.ts'
import { majorLookup } from './store-majors.ts'
import { bearersOf, insertCandidates, removeCandidates } from './store.ts'

type Field = keyof CandidateCells
type Rows = readonly SheetRow<Field>[]
const exists = candidateWords['already-exists'].says

export const kindOf = (given: Record<string, string>): CandidateKind => {
  const kind = kindCodes.find((k) => k === given['kind'])
  if (!kind) throw refusalOf('invalid', { says: '请选择考生类型', status: 422 })
  return kind
}

/** The rule of 新增考生 over a whole chunk: two statements whatever its size (P-5.2.3-04). */
async function judgeRows(
  inside: Inside,
  kind: CandidateKind,
  rows: Rows,
): Promise<{ faults: Faults; good: { at: number; who: Particulars }[] }> {
  const faults: Faults = new Map()
  const lookup = await majorLookup(
    inside.tx,
    rows.map(({ values: v }) => ({ code: v.majorCode, version: v.majorVersion })),
  )
  const known = await bearersOf(
    inside,
    schoolOf(inside.principal).id,
    rows.map((r) => r.values),
  )
  const today = dayOf(inside.now)
  const good: { at: number; who: Particulars }[] = []
  rows.forEach(({ values }, at) => {
    const verdict = judgeRow(values, kind, today, lookup)
    for (const f of verdict.faults) fault(faults, at, f.field, f.why, f.suggestion)
    if (known[at]) fault(faults, at, 'idNo', exists)
    if (verdict.particulars && !known[at]) good.push({ at, who: verdict.particulars })
  })
  return { faults, good }
}

export const importCandidates = sheetImport({
  sheet: candidateSheet,
  async open(_inside, _scope, given) {
    kindOf(given)
  },
  check: async (inside, _scope, given, rows) => (await judgeRows(inside, kindOf(given), rows)).faults,
  async apply(inside, _scope, given, rows, importId) {
    const kind = kindOf(given)
    const { faults, good } = await judgeRows(inside, kind, rows)
    const persons = await personsOf(
      inside,
      good.map((g) => g.who),
    )
    const newcomers = good.map((g, i) => ({ ...g.who, personId: persons[i] as string, photoFileId: null }))
    const made = newcomers.length
      ? await insertCandidates(inside, schoolOf(inside.principal), kind, newcomers, importId)
      : []
    // One document is one candidate (spec 3.12): of two rows the first one stands, and of two imports the one that came first.
    const free = new Set(made.map((m) => m.personId))
    newcomers.forEach((n, i) => {
      if (!free.delete(n.personId)) fault(faults, (good[i] as { at: number }).at, 'idNo', exists)
    })
    if (made.length)
      await recordSteps(
        inside,
        candidateFlow,
        'add',
        made.map((m) => ({ id: m.id, from: null })),
        'no-photo',
        { label: '批量导入考生信息' },
      )
    return { made: made.map((m) => m.id), faults }
  },
  /** Takes back what this import made and nothing else; the whole import is looked at before the first row goes. */
  async undo(inside, scope, made, importId) {
    mayGo(await restingOnImport(inside.tx, scope, importId))
    mayGo(await restingOn(inside.tx, scope, made))
    await removeCandidates(inside.tx, made)
    await inside.trail({ entity: 'candidates', changes: { undone: importId, ids: [...made] } })
  },
})

function mayGo({ enrolled, accurate }: Resting): void {
  if (enrolled) throw refusalOf('undo-enrolled', candidateWords['undo-enrolled'], { count: enrolled })
  if (accurate) throw refusalOf('undo-verified', candidateWords['undo-verified'], { count: accurate })
}
