import { sessionOf } from '#sessions/server'
import type { Session } from '#sessions'
import type { Tx } from '#kit/server/db.ts'
import { maybe, rows, sql, type Sql } from '#kit/server/sql.ts'
import type { PlanLine } from '../model.ts'
import { planLines } from './read-lines.ts'
import { participates, seenBySchool } from './store.ts'

/** A plan as the modules below choose from it. */
export interface PlanChoice {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly year: number
  readonly awardingBodyId: string
  readonly awardingBodyName: string
  readonly registerStart: string
  readonly registerEnd: string
  readonly arrangeStart: string
  readonly arrangeEnd: string
  readonly lines: readonly PlanLine[]
}
/**
 * `enrol`: in 报考时间 and the school is a 参考院校 (P-5.2.6-04). `pay`: from 报考开始, before 排考开始 (A22).
 * `rooms`: before 排考开始, also for the host of a 借考 (P-5.2.5-02).
 */
export type PlanUse = 'enrol' | 'pay' | 'rooms'

const usable = (use: PlanUse, schoolId: string, now: string): Sql => {
  const at = sql`${now}::timestamptz`
  if (use === 'enrol') return sql`${participates(schoolId)} and ${at} between s.register_start and s.register_end`
  if (use === 'pay') return sql`${participates(schoolId)} and ${at} >= s.register_start and ${at} < s.arrange_start`
  return sql`${seenBySchool(schoolId)} and ${at} < s.arrange_start`
}
const columns = sql`s.id, s.number, s.name, s.year, s.organiser_id as "awardingBodyId", o.name as "awardingBodyName",
  s.register_start as "registerStart", s.register_end as "registerEnd", s.arrange_start as "arrangeStart", s.arrange_end as "arrangeEnd"`
const from = sql`sessions.sessions s join exam_plans.plans p on p.session_id = s.id join organisations.organisations o on o.id = s.organiser_id`

/** Published plans the school may use now, newest first, with the certificates it is in charge of (null = all). */
export async function openPlansFor(
  tx: Tx,
  school: { readonly id: string; readonly charge: readonly string[] | null },
  now: string,
  use: PlanUse,
): Promise<PlanChoice[]> {
  const found = await rows<Omit<PlanChoice, 'lines'>>(
    tx,
    sql`select ${columns} from ${from} where s.door = 'pilot' and s.status = 'published' and ${usable(use, school.id, now)} order by s.number desc`,
  )
  const lines = await planLines(
    tx,
    found.map((p) => p.id),
    school.charge,
  )
  return found.map((p) => ({ ...p, lines: lines.get(p.id) ?? [] })).filter((p) => p.lines.length > 0)
}

export interface PlanForUse {
  readonly session: Session
  readonly lines: readonly PlanLine[]
  readonly isPayRequired: boolean
  readonly payMethod: string | null
  readonly notice: string | null
}
export interface PlanForSchool extends PlanForUse {
  /** Is the school one of the 参考院校? */
  readonly isParticipating: boolean
  /** 参考院校 or host of a 借考: sees the plan, sets rooms. */
  readonly isSeen: boolean
}
/**
 * A published plan with what it asks of money and paper, or null. Held with share for the transaction, so that 取消, 修改时间 and
 * 考核站点分配 wait: use it in writes only.
 */
export async function planForUse(tx: Tx, sessionId: string): Promise<PlanForUse | null> {
  const session = await sessionOf(tx, sessionId, 'share')
  if (session?.door !== 'pilot' || session.status !== 'published') return null
  const head = await maybe<Omit<PlanForUse, 'session' | 'lines'>>(
    tx,
    sql`select is_pay_required as "isPayRequired", pay_method as "payMethod", notice from exam_plans.plans where session_id = ${sessionId}`,
  )
  return head ? { ...head, session, lines: (await planLines(tx, [sessionId])).get(sessionId) ?? [] } : null
}
/** The same for 报考 and 考场 of one school; null when the plan is not published. Words for what is wrong are the caller's. */
export async function planForEnrolment(tx: Tx, sessionId: string, schoolId: string): Promise<PlanForSchool | null> {
  const plan = await planForUse(tx, sessionId)
  const at = plan
    ? await maybe<{ isParticipating: boolean; isSeen: boolean }>(
        tx,
        sql`select ${participates(schoolId)} as "isParticipating", ${seenBySchool(schoolId)} as "isSeen" from ${from} where s.id = ${sessionId}`,
      )
    : null
  return plan && at ? { ...plan, ...at } : null
}
