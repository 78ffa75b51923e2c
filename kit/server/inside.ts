import type { Event } from '../pure/event.ts'
import type { Principal } from '../pure/who.ts'
import type { House, Inside, TrailEntry } from './context.ts'
import type { Tx } from './db.ts'
import { queueJob } from './queue.ts'
import { run, sql } from './sql.ts'

/** Puts together what handlers and jobs have in hand; `trailed` tells whether the act left its own audit row. */
export function insideOf(
  house: House,
  tx: Tx,
  principal: Principal,
  act: { operation: string; label: string },
  ip: string | null = null,
): Inside & { trailed(): boolean } {
  let trailed = false
  const inside: Inside & { trailed(): boolean } = {
    house,
    tx,
    now: tx.now,
    principal,
    ip,
    trailed: () => trailed,
    async trail(entry: TrailEntry) {
      trailed = true
      await run(
        tx,
        sql`insert into kit.audit (at, account_id, account_name, actor, role_name, organisation_id, operation, label, entity, entity_id, from_state, to_state, reason, changes, ip)
            values (${tx.now}, ${principal.accountId}, ${principal.name}, ${principal.actor}, ${principal.roleName}, ${principal.organisationId},
                    ${act.operation}, ${act.label}, ${entry.entity}, ${entry.id ?? null}, ${entry.from ?? null}, ${entry.to ?? null},
                    ${entry.reason ?? null}, ${entry.changes ? JSON.stringify(entry.changes) : null}, ${ip})`,
      )
    },
    async emit<P>(event: Event<P>, payload: P) {
      for (const r of house.reactions.get(event.name) ?? []) await r.react(inside, payload)
    },
    async later(job, payload, options = {}) {
      await queueJob(tx, job.name, payload, options)
    },
  }
  return inside
}
