import { isPictureCode } from '#accounts/server'
import { personByDocument } from '#people/server'
import { scoreText } from '#scores'
import { normaliseIdNumber, normaliseText } from '#packages/id-number/index.ts'
import type { Tx } from '#kit/server/db.ts'
import { handle } from '#kit/server/handle.ts'
import { rows, sql } from '#kit/server/sql.ts'
import type { FoundResult } from '../model.ts'
import { queryScores } from '../operations.ts'
import { triesPerHour } from '../rules.ts'
import { statusSql } from './read-results.ts'
import { countTry } from './store.ts'

interface Found extends Omit<FoundResult, 'subjects'> {
  readonly idMasked: string
  readonly subjects: readonly { readonly name: string; readonly isRecorded: boolean; readonly score: number | null; readonly isPassed: boolean | null }[]
}
/** What is public of a person: from the start of each plan's 公示期 on, without end; the name is the one of 报考. */
const publicResults = (tx: Tx, personId: string, name: string, now: string): Promise<Found[]> =>
  rows<Found>(
    tx,
    sql`select s.name as "planName", c.name as "certName", c.level as "certLevel", ${statusSql(now)} as status, ${now}::timestamptz > s.public_end as "isFinal",
          e.id_masked as "idMasked",
          (select jsonb_agg(jsonb_build_object('name', u.name, 'isRecorded', sc.id is not null, 'score', sc.score, 'isPassed', sc.is_passed) order by u.subject_no)
             from enrolments.enrolment_subjects es join credentials.subjects u on u.id = es.subject_id
               left join scores.scores sc on sc.enrolment_subject_id = es.id and sc.attempt_no = 1 where es.enrolment_id = e.id) as subjects
        from results.results x join enrolments.enrolments e on e.id = x.enrolment_id join sessions.sessions s on s.id = x.session_id
          join credentials.credentials c on c.id = x.credential_id
        where x.person_id = ${personId} and e.name = ${name} and s.public_start <= ${now}::timestamptz
          and exists (select from scores.scores sc where sc.enrolment_id = e.id)
        order by s.public_start desc, e.id`,
  )

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
