import type { FieldProblem } from '#kit/pure/refusal.ts'
import { handle } from '#kit/server/handle.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { personsOf } from '#people/server'
import { addCandidate, candidateFlow, judge, type Problem } from '../index.ts'
import { dayOf } from '../numbering.ts'
import { takePhoto } from './photo.ts'
import { schoolOf } from './school.ts'
import { majorsById } from './store-majors.ts'
import { insertCandidates } from './store.ts'

/** Where a problem stands in the forms of this module. */
export const underField = (p: Problem): FieldProblem => ({
  path: p.field === 'major' ? 'majorId' : p.field,
  message: p.why,
})

/** P-5.2.3-03, S5.1, S5.2 */
export const add = handle(
  addCandidate,
  async (ctx) => {
    const { input } = ctx
    const { photoFileId: uploaded, majorId, kind, ...typed } = input
    const major = majorId ? ((await majorsById(ctx.tx, [majorId])).get(majorId) ?? null) : undefined
    const { problems, particulars } = judge(
      {
        kind,
        ...typed,
        gender: typed.gender ?? null,
        birthDate: typed.birthDate ?? null,
        major,
        eduLevel: typed.eduLevel ?? null,
        enrollYear: typed.enrollYear ?? null,
      },
      dayOf(ctx.now),
    )
    if (!particulars) return ctx.invalid(problems.map(underField))
    const photo = uploaded ? await takePhoto(ctx, uploaded) : { fileId: null }
    if ('wrong' in photo) return ctx.invalid([{ path: 'photoFileId', message: photo.wrong }])
    const photoFileId = photo.fileId
    const [personId] = await personsOf(ctx, [particulars])
    if (!personId) throw new Error('no person for a document')
    const [made] = await insertCandidates(ctx, schoolOf(ctx.principal), kind, [
      { ...particulars, personId, photoFileId },
    ])
    if (!made) return ctx.refuse('already-exists')
    await recordSteps(
      ctx,
      candidateFlow,
      'add',
      [{ id: made.id, from: null }],
      photoFileId ? 'unverified' : 'no-photo',
      { label: addCandidate.label },
    )
    return { id: made.id, candidateNo: made.candidateNo }
  },
  { constraints: { candidate_once_per_school: 'already-exists' } },
)
