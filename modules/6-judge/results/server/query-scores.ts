import { isPictureCode } from '#accounts/server'
import { personByDocument } from '#people/server'
import { scoreText } from '#scores'
import { normaliseIdNumber, normaliseText } from '#packages/id-number/index.ts'
import { handle } from '#kit/server/handle.ts'
import { queryScores } from '../operations.ts'
import { triesPerHour } from '../rules.ts'
import { publicResults } from './read-public.ts'
import { countTry } from './store.ts'

/** P-5.2.9-05. Every way of not finding is refused with the same words, and the count and the spent code stay. */
export const queryScoresHandler = handle(
  queryScores,
  async (ctx) => {
    const { input, tx, now } = ctx
    if ((await countTry(ctx, triesPerHour)) > triesPerHour) return ctx.refuse('too-many')
    if (!(await isPictureCode(ctx, input.codeId, input.code))) return ctx.refuseKeeping('wrong-code')
    const person = await personByDocument(ctx, { idType: input.idType, idNo: normaliseIdNumber(input.idNo) })
    const found = person ? await publicResults(tx, person.id, normaliseText(input.name), now) : []
    const [first] = found
    if (!first) return ctx.refuseKeeping('none-found')
    // No name and no number in the trail: who was asked about is nobody's business but the asker's.
    await ctx.trail({ entity: 'score-query' })
    return {
      name: normaliseText(input.name),
      idMasked: first.idMasked,
      results: found.map(({ idMasked: _, subjects, ...r }) => ({
        ...r,
        subjects: subjects.map((s) => ({
          name: s.name,
          score: s.isRecorded ? scoreText(s.score) : null,
          isPassed: s.isPassed,
        })),
      })),
    }
  },
  { unscoped: true },
)
