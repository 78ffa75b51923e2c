import { commonRefusals, refusalOf } from '../pure/refusal.ts'
import type { TimelineEntry, Workflow } from '../pure/workflow.ts'
import type { Inside } from './context.ts'
import type { Db } from './sql.ts'
import { rows, run, sql } from './sql.ts'

export interface Moved {
  readonly id: string
  readonly from: string
}

/**
 * The one function that writes a status: takes the step for all ids or for none, leaves a decision row for each.
 * A row that is no longer in a state the step starts from refuses the whole (P-0-04); raced by two, the first wins.
 * @param table `schema.table` with columns id, status, version.
 */
export async function takeStep<S extends string, K extends string>(
  inside: Inside,
  w: Workflow<S, K>,
  step: NoInfer<K>,
  table: string,
  ids: readonly string[],
  more: { reason?: string | null; detail?: Record<string, unknown> | null; to?: NoInfer<S> } = {},
): Promise<Moved[]> {
  const s = w.steps[step]
  const to = more.to ?? s.to
  const moved = await rows<Moved>(
    inside.tx,
    sql`with old as (select id, status from ${sql.table(table)} where id = any (${ids as string[]}::uuid[]) and status = any (${s.from as readonly string[] as string[]}) order by id for update)
        update ${sql.table(table)} t set status = ${to}, version = t.version + 1 from old where t.id = old.id returning t.id, old.status as "from"`,
  )
  if (moved.length !== new Set(ids).size) throw refusalOf('state-changed', commonRefusals['state-changed'])
  await recordSteps(inside, w, step, moved, to, more)
  return moved
}

/** Decision rows for moves that were written by another statement (inserts, set-based imports). */
export async function recordSteps(
  inside: Inside,
  w: Workflow,
  step: string,
  moved: readonly { id: string; from: string | null }[],
  to: string,
  more: { reason?: string | null; detail?: Record<string, unknown> | null; label?: string } = {},
): Promise<void> {
  const p = inside.principal
  const label = more.label ?? w.steps[step]?.label ?? step
  await run(
    inside.tx,
    sql`insert into kit.steps (workflow, entity_id, step, label, from_state, to_state, at, by_account, by_name, by_organisation, reason, detail)
        select ${w.name}, m.id, ${step}, ${label}, m.old, ${to}, ${inside.now}, ${p.accountId}::uuid, ${p.name}, ${p.organisationName}, ${more.reason ?? null}, ${more.detail ? JSON.stringify(more.detail) : null}::jsonb
        from unnest(${moved.map((m) => m.id)}::uuid[], ${moved.map((m) => m.from)}::text[]) as m(id, old)`,
  )
  for (const m of moved.slice(0, 50))
    await inside.trail({ entity: w.name, id: m.id, from: m.from, to, reason: more.reason ?? null })
  if (moved.length > 50) await inside.trail({ entity: w.name, to, changes: { ids: moved.slice(50).map((m) => m.id) } })
}

/** 审批流程及意见 of one thing, oldest first. */
export const timelineOf = (db: Db, w: Pick<Workflow, 'name'>, id: string): Promise<TimelineEntry[]> =>
  rows<TimelineEntry>(
    db,
    sql`select at, label, by_name as "byName", by_organisation as "byOrganisation", from_state as "from", to_state as "to", reason, detail
        from kit.steps where workflow = ${w.name} and entity_id = ${id} order by id`,
  )
