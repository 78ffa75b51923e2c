import { tell } from '#messages/server'
import { handle } from '#kit/server/handle.ts'
import { scoresRecorded } from '../events.ts'
import { editScore } from '../operations.ts'
import { editVerdict, isInRange, scoreText } from '../rules.ts'
import { rowWords } from '../words.ts'
import { standingForEdit } from './read-standing.ts'
import { changeScores, insertScores, noteForgotten } from './store.ts'

/** P-5.2.9-06, S9.4: a correction, or a score that was forgotten, in 公示期; the school is told. */
export const editScoreHandler = handle(
  editScore,
  async (ctx) => {
    const { input, scope, tx, now, principal } = ctx
    const found = await standingForEdit(tx, scope, input.id)
    if (!found) return ctx.refuse('not-found')
    const no = editVerdict(found, now)
    if (no === 'locked') return ctx.refuse(no)
    if (principal.actor !== 'awarding-body') return ctx.refuse('forbidden')
    if (no) return ctx.refuse(no)
    if (!isInRange(input.score, found.fullScore))
      return ctx.invalid([{ path: 'score', message: `${rowWords['out-of-range']}（0至${found.fullScore}）` }])
    if (found.version !== input.version) return ctx.refuse('state-changed')
    const asked = { enrolmentSubjectId: input.id, score: input.score }
    const was = found.scoreId ? scoreText(found.score) : null
    if (found.scoreId) {
      if (!(await changeScores(ctx, [asked], input.reason)).length)
        return ctx.invalid([{ path: 'score', message: '成绩没有变化' }])
    } else {
      const [made] = await insertScores(ctx, [asked])
      if (!made) return ctx.refuse('state-changed')
      await noteForgotten(ctx, made.id, input.score, input.reason)
    }
    await ctx.trail({
      entity: 'score',
      id: input.id,
      reason: input.reason,
      changes: { was, becomes: scoreText(input.score) },
    })
    await ctx.emit(scoresRecorded, { enrolmentIds: [found.enrolmentId] })
    await tell(ctx, {
      to: found.schoolId,
      area: 'results',
      title: was === null ? '成绩已补登' : '成绩已修改',
      text: `${found.planName}：${found.name}的${found.subjectName}成绩${was === null ? `补登为${scoreText(input.score)}` : `由${was}改为${scoreText(input.score)}`}，原因：${input.reason}`,
      link: `/scores?open=${input.id}`,
    })
    return { id: input.id, version: found.version + 1 }
  },
  { constraints: { score_locked: 'locked' } },
)
