import { handle } from '#kit/server/handle.ts'
import { deleteCandidate, deleteCandidates, deleteRefusal } from '../index.ts'
import { chosenCandidates, mustFit, type ChosenRows, type Pressed } from './batch.ts'
import { removeCandidates, type Standing } from './store.ts'

type Codes = 'enrolled' | 'verified-delete'

/** P-5.2.3-16, -17, S5.12. The foreign key of enrolments says no once more, should the count ever be behind. */
async function remove(
  ctx: Pressed<Codes>,
  which: ChosenRows,
  isBatch: boolean,
  iKnow: boolean,
): Promise<{ deleted: number }> {
  const chosen = await chosenCandidates(ctx, which)
  mustFit(ctx, chosen, isBatch, (c) => (deleteRefusal(c, true) === 'enrolled' ? 'enrolled' : null))
  const accurate = chosen.filter((c) => deleteRefusal(c, iKnow) === 'verified-delete')
  if (accurate.length) ctx.refuse('verified-delete', { count: accurate.length })
  for (const c of chosen.slice(0, 50))
    await ctx.trail({ entity: 'candidates', id: c.id, from: c.status, changes: snapshot(c) })
  if (chosen.length > 50)
    await ctx.trail({
      entity: 'candidates',
      changes: { deleted: chosen.slice(50).map((c) => ({ id: c.id, ...snapshot(c) })) },
    })
  if (
    (await removeCandidates(
      ctx.tx,
      chosen.map((c) => c.id),
    )) !== chosen.length
  )
    ctx.refuse('state-changed')
  return { deleted: chosen.length }
}
/** What the trail keeps of somebody deleted; numbers masked. */
const snapshot = (c: Standing): Record<string, unknown> => ({
  candidateNo: c.candidateNo,
  kind: c.kind,
  name: c.name,
  idType: c.idType,
  idMasked: c.idMasked,
  mobileMasked: c.mobileMasked,
  majorName: c.majorName,
  enrollYear: c.enrollYear,
  status: c.status,
})

const constraints = { enrolments_candidate_fkey: 'enrolled' } as const
export const deleteOne = handle(
  deleteCandidate,
  (ctx) => remove(ctx, { ids: [ctx.input.id] }, false, ctx.input.iKnow === true),
  { constraints },
)
export const deleteMany = handle(deleteCandidates, (ctx) => remove(ctx, ctx.input, true, ctx.input.iKnow === true), {
  constraints,
})
