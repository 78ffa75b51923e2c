import { unfitRows } from '#credentials'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { approvedNumbers } from '../form-rules.ts'
import type { ApprovedNumbers, NumbersRecord } from '../model.ts'
import { approveDeclaration, approveDeclarations } from '../operations.ts'
import { turnOf } from '../rules.ts'
import { declarationFlow } from '../workflow.ts'
import { tellSchool } from './letters.ts'
import { gained } from './pilot-standing.ts'
import { declarationForChange, declarationsForChange, type DeclarationForChange } from './store.ts'
import { appliedMajors, holdSchool, setApproved, type AppliedMajor } from './store-reviews.ts'

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

/** S2.6, S2.7 of one record whose turn was checked. */
async function approve(
  inside: Inside,
  d: DeclarationForChange,
  majors: readonly AppliedMajor[],
  n: ApprovedNumbers,
): Promise<void> {
  await setApproved(inside.tx, d.id, n)
  await takeStep(inside, declarationFlow, 'approve', 'pilots.declarations', [d.id], {
    detail: numbersRecord(d, majors, n),
  })
  await tellSchool(inside, d, '证书试点申报审核通过', `审核通过，审核总人数${n.total}人。`)
  await gained(inside, d.schoolId, d.year)
}

export const handleApproveDeclaration = handle(approveDeclaration, async (ctx) => {
  const { input, scope, tx, refuse, invalid } = ctx
  const d = await declarationForChange(tx, scope, input.id)
  if (!d) return refuse('not-found')
  if (d.version !== input.version) return refuse('state-changed')
  if (turn(d) === 'city') return refuse('waits-for-city')
  if (turn(d) !== 'province') return refuse('state-changed')
  const majors = await appliedMajors(tx, d.id)
  const numbers = approvedNumbers(appliedOf(d, majors), input)
  if (!('total' in numbers)) return invalid(numbers)
  await approve(ctx, d, majors, numbers)
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
  // Two batches that meet in the same schools take them in one order.
  for (const schoolId of [...new Set([...found.values()].map((d) => d.schoolId))].toSorted())
    await holdSchool(tx, schoolId)
  for (const d of found.values()) {
    const majors = await appliedMajors(tx, d.id)
    const numbers = approvedNumbers(appliedOf(d, majors), {})
    if (!('total' in numbers)) throw new Error(`submitted declaration ${d.id} cannot be approved as applied`)
    await approve(ctx, d, majors, numbers)
  }
  return { count: found.size }
})
