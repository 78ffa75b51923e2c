import { tell } from '#messages/server'
import { handle } from '#kit/server/handle.ts'
import { maybe, sql } from '#kit/server/sql.ts'
import { scoresRecorded } from '../events.ts'
import { editScore } from '../operations.ts'
import { editVerdict, isInRange, scoreText } from '../rules.ts'
import { rowWords } from '../words.ts'
import { endsAt, startsAt } from './columns.ts'
import { seen } from './read-scores.ts'
import { changeScores, insertScores, noteForgotten } from './store.ts'

interface Standing {
  readonly enrolmentId: string
  readonly schoolId: string
  readonly name: string
  readonly planName: string
  readonly subjectName: string
  readonly fullScore: number
  readonly publicStart: string
  readonly publicEnd: string
  readonly seatedAt: string | null
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly scoreId: string | null
  readonly score: number | null
  readonly version: number
}

/** P-5.2.9-06, S9.4: a correction, or a score that was forgotten, in 公示期; the school is told. */
export const editScoreHandler = handle(
  editScore,
  async (ctx) => {
    const { input, scope, tx, now, principal } = ctx
    const found = await maybe<Standing>(
      tx,
      sql`select es.enrolment_id as "enrolmentId", es.school_id as "schoolId", e.name, s.name as "planName", u.name as "subjectName",
            u.full_score::float8 as "fullScore", s.public_start as "publicStart", s.public_end as "publicEnd", es.seated_at as "seatedAt",
            ${startsAt} as "startsAt", ${endsAt} as "endsAt", sc.id as "scoreId", sc.score::float8 as score, coalesce(sc.version, 0) as version
          from enrolments.enrolment_subjects es join enrolments.enrolments e on e.id = es.enrolment_id join sessions.sessions s on s.id = es.session_id
            join credentials.subjects u on u.id = es.subject_id left join scores.scores sc on sc.enrolment_subject_id = es.id and sc.attempt_no = 1
          where es.id = ${input.id} and ${seen(scope)} for update of es`,
    )
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
