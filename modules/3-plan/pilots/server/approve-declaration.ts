import { unfitRows } from '#credentials'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { approvedNumbers } from '../form-rules.ts'
import type { ApprovedNumbers, NumbersRecord } from '../model.ts'
import { approveDeclaration, approveDeclarations } from '../operations.ts'
import { turnOf } from '../rules.ts'
import { declarationFlow } from '../workflow.ts'
import { tellSchools } from './letters.ts'
import { gained } from './pilot-standing.ts'
import { declarationForChange, declarationsForChange, type DeclarationForChange } from './store.ts'
import { appliedMajors, setApproved, type AppliedMajor } from './store-reviews.ts'

const turn = (d: DeclarationForChange) => turnOf({ ...d, needsCityReview: d.plan.needsCityReview })
export const appliedOf = (d: DeclarationForChange, majors: readonly AppliedMajor[]) => ({
  isByMajor: d.plan.isByMajor,
  applyTotal: d.applyTotal ?? 0,
  majors,
})
/** What 审核信息记录 keeps beside the opinion. */
export const numbersRecord = (
  d: DeclarationForChange,
  majors: readonly AppliedMajor[],
  n: ApprovedNumbers,
): NumbersRecord & Record<string, unknown> => ({
  applyTotal: d.applyTotal,
  approvedTotal: n.total,
  before: d.approvedTotal,
  majors: n.perMajor.map((m) => {
    const of = majors.find((x) => x.majorId === m.majorId)
    return {
      label: of?.label ?? '',
      applied: of?.applyCount ?? null,
      approved: m.count,
      before: of?.approvedCount ?? null,
    }
  }),
})

interface Approval {
  readonly d: DeclarationForChange
  readonly majors: readonly AppliedMajor[]
  readonly numbers: ApprovedNumbers
}
/** S2.6, S2.7 of records whose turn was checked. */
async function approve(inside: Inside, approvals: readonly Approval[]): Promise<void> {
  await setApproved(
    inside.tx,
    approvals.map((a) => ({ id: a.d.id, numbers: a.numbers })),
  )
  // Each decision row keeps its own numbers, so the step is taken one by one.
  for (const a of approvals)
    await takeStep(inside, declarationFlow, 'approve', 'pilots.declarations', [a.d.id], {
      detail: numbersRecord(a.d, a.majors, a.numbers),
    })
  await tellSchools(
    inside,
    '证书试点申报审核通过',
    approvals.map((a) => ({ d: a.d, text: `审核通过，审核总人数${a.numbers.total}人。` })),
  )
  await gained(
    inside,
    approvals.map((a) => ({ schoolId: a.d.schoolId, year: a.d.year })),
  )
}

export const handleApproveDeclaration = handle(approveDeclaration, async (ctx) => {
  const { input, scope, tx, refuse, invalid } = ctx
  const d = await declarationForChange(tx, scope, input.id)
  if (!d) return refuse('not-found')
  if (d.version !== input.version) return refuse('state-changed')
  if (turn(d) === 'city') return refuse('waits-for-city')
  if (turn(d) !== 'province') return refuse('state-changed')
  const majors = (await appliedMajors(tx, [d.id])).get(d.id) ?? []
  const numbers = approvedNumbers(appliedOf(d, majors), input)
  if (!('total' in numbers)) return invalid(numbers)
  await approve(ctx, [{ d, majors, numbers }])
  return { version: d.version + 1, approvedTotal: numbers.total }
})

/** P-4.3-26: as applied, all or none. */
export const handleApproveDeclarations = handle(approveDeclarations, async (ctx) => {
  const { input, scope, tx, refuse } = ctx
  const found = new Map((await declarationsForChange(tx, scope, input.ids)).map((d) => [d.id, d]))
  if (input.ids.some((id) => !found.has(id))) return refuse('not-found')
  const rows = unfitRows(input.ids, (id) => {
    const d = found.get(id)
    return d !== undefined && turn(d) === 'province'
  })
  if (rows)
    return input.ids.length === 1
      ? refuse('state-changed')
      : refuse('rows-unfit', { rows, reason: '当前不由本单位审核' })
  const majorsOf = await appliedMajors(tx, [...found.keys()])
  const approvals = [...found.values()].map((d): Approval => {
    const majors = majorsOf.get(d.id) ?? []
    const numbers = approvedNumbers(appliedOf(d, majors), {})
    if (!('total' in numbers)) throw new Error(`submitted declaration ${d.id} cannot be approved as applied`)
    return { d, majors, numbers }
  })
  await approve(ctx, approvals)
  return { count: found.size }
})
