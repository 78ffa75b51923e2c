import { stageSql } from '#sessions/server'
import { sessionWorkflow } from '#sessions'
import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import { contains, maybe, rows, sql, type Sql } from '#kit/server/sql.ts'
import { timelineOf } from '#kit/server/steps.ts'
import type { PlanDetail, PlanRow } from '../model.ts'
import { listPlans, plan } from '../operations.ts'
import { planLines } from './read-lines.ts'
import { seen } from './store.ts'

const columns = (
  now: string,
): Sql => sql`s.id, s.number, s.name, s.year, o.name as "awardingBodyName", s.status, s.version, s.created_at as "createdAt",
  s.register_start as "registerStart", s.register_end as "registerEnd", s.arrange_start as "arrangeStart", s.arrange_end as "arrangeEnd",
  s.score_start as "scoreStart", s.score_end as "scoreEnd", s.public_start as "publicStart", s.public_end as "publicEnd",
  s.first_start as "firstStart", s.last_end as "lastEnd", ${stageSql(now)} as stage,
  coalesce((select string_agg(c.name || '(' || c.level || ')', '、' order by c.cert_no) from sessions.lines l join credentials.credentials c on c.id = l.credential_id where l.session_id = s.id), '') as credentials`
const from = sql`sessions.sessions s join exam_plans.plans p on p.session_id = s.id join organisations.organisations o on o.id = s.organiser_id`

/** P-5.2.2-01, -04: 当前阶段 is computed on read, in SQL, so that it can be filtered by. */
export const listPlansHandler = handle(listPlans, ({ input, scope, tx, now }) => {
  const f = input.filter
  return listPage<PlanRow>(tx, input, {
    columns: columns(now),
    from,
    where: [
      seen(scope),
      f.number ? sql`starts_with(s.number, ${f.number})` : null,
      f.name ? contains(sql`s.name`, f.name) : null,
      f.awardingBody ? contains(sql`o.name`, f.awardingBody) : null,
      f.year ? sql`s.year::text = ${f.year}` : null,
      f.stage ? sql`${stageSql(now)} = ${f.stage}` : null,
      f.certName
        ? sql`exists (select from sessions.lines l join credentials.credentials c on c.id = l.credential_id where l.session_id = s.id and ${contains(sql`c.name`, f.certName)})`
        : null,
    ],
    id: sql`s.id`,
    sorts: {
      createdAt: { by: sql`s.created_at`, type: 'timestamptz' },
      number: { by: sql`s.number`, type: 'text' },
      name: { by: sql`s.name`, type: 'text' },
      registerStart: { by: sql`coalesce(s.register_start, 'infinity')`, type: 'timestamptz' },
    },
    defaultSort: '-createdAt',
  })
})

/** P-5.2.2-02 */
export const planHandler = handle(plan, async ({ input, scope, tx, now, principal, refuse }) => {
  const found = await maybe<Omit<PlanDetail, 'lines' | 'schools' | 'now' | 'timeline'>>(
    tx,
    sql`select ${columns(now)}, p.is_all_schools as "isAllSchools", p.is_pay_required as "isPayRequired", p.pay_method as "payMethod", p.notice
        from ${from} where s.id = ${input.id} and ${seen(scope)}`,
  )
  if (!found) return refuse('not-found')
  // Who else takes part is the awarding body's business.
  const schools =
    principal.actor === 'school'
      ? []
      : await rows<{ id: string; name: string }>(
          tx,
          sql`select o.id, o.name from exam_plans.plan_schools ps join organisations.organisations o on o.id = ps.school_id where ps.session_id = ${input.id} order by o.name`,
        )
  const lines = (await planLines(tx, [found.id], principal.charge)).get(found.id) ?? []
  return { ...found, lines, schools, now, timeline: await timelineOf(tx, sessionWorkflow, found.id) }
})
