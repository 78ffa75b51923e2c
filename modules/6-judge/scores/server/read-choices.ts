import { handle } from '#kit/server/handle.ts'
import { belongsTo } from '#kit/server/scope.ts'
import { rows, sql } from '#kit/server/sql.ts'
import type { ScoreChoices } from '../model.ts'
import { scoreChoices } from '../operations.ts'

type Plan = ScoreChoices['plans'][number]
/** Plans in 成绩登记时间 with the 科目 that are over, newest plan first. */
export const scoreChoicesHandler = handle(scoreChoices, async ({ tx, scope, now }) => ({
  plans: await rows<Plan>(
    tx,
    sql`select s.id, s.number, s.name, s.score_end as "scoreEnd",
          jsonb_agg(jsonb_build_object('id', ls.id, 'subjectNo', u.subject_no, 'name', u.name, 'certName', c.name, 'certLevel', c.level) order by u.subject_no) as subjects
        from sessions.sessions s join sessions.lines l on l.session_id = s.id join sessions.line_subjects ls on ls.line_id = l.id
          join credentials.subjects u on u.id = ls.subject_id join credentials.credentials c on c.id = l.credential_id
        where s.status = 'published' and ${now}::timestamptz between s.score_start and s.score_end
          and ${belongsTo(scope, { awardingBody: sql`s.organiser_id`, credential: sql`l.credential_id` })}
          and (select max(x.ends_at) from sessions.sittings x where x.line_subject_id = ls.id) < ${now}::timestamptz
        group by s.id order by s.number desc`,
  ),
}))
