import { sessionOf } from '#sessions/server'
import type { Session } from '#sessions'
import type { Tx } from '#kit/server/db.ts'
import type { Scope } from '#kit/server/scope.ts'
import { maybe, rows, sql } from '#kit/server/sql.ts'
import { draftFrom, type PlanDraft } from '../rules.ts'
import { planLines } from './read-lines.ts'
import { seen } from './store.ts'

/** The plan when the reader may see it; whether it may be changed is the state's business. */
export async function planForChange(tx: Tx, scope: Scope, id: string): Promise<Session | null> {
  const own = await maybe(
    tx,
    sql`select 1 from sessions.sessions s join exam_plans.plans p on p.session_id = s.id where s.id = ${id} and ${seen(scope)}`,
  )
  return own ? sessionOf(tx, id) : null
}

/** A saved plan in the shape the rules judge, whoever is in charge of what. */
export async function draftOf(tx: Tx, s: Session): Promise<PlanDraft> {
  const lines = (await planLines(tx, [s.id])).get(s.id) ?? []
  const head = await maybe<{ isAllSchools: boolean; payMethod: string | null }>(
    tx,
    sql`select is_all_schools as "isAllSchools", pay_method as "payMethod" from exam_plans.plans where session_id = ${s.id}`,
  )
  const schools = await rows<{ id: string }>(
    tx,
    sql`select school_id as id from exam_plans.plan_schools where session_id = ${s.id}`,
  )
  return draftFrom({
    windows: s,
    lines,
    isAllSchools: head?.isAllSchools ?? true,
    schoolIds: schools.map((x) => x.id),
    payMethod: head?.payMethod ?? null,
  })
}
