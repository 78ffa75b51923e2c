import { openPlansFor } from '#exam-plans/server'
import { isUsable, sitesOfSchool } from '#sites/server'
import type { Principal } from '#kit/pure/who.ts'
import type { Tx } from '#kit/server/db.ts'
import { handle } from '#kit/server/handle.ts'
import type { RoomChoices } from '../model.ts'
import { roomChoices } from '../operations.ts'

/** P-5.2.5-02, -05, -07: plans before 排考开始 with the certificates for which the school has a usable site. */
export async function choicesOf(tx: Tx, principal: Principal, now: string): Promise<RoomChoices> {
  const schoolId = principal.organisationId as string
  const sites = (await sitesOfSchool(tx, schoolId)).filter(isUsable)
  const plans = await openPlansFor(tx, { id: schoolId, charge: principal.charge }, now, 'rooms')
  const held = new Set(sites.map((s) => s.credentialId))
  return {
    plans: plans.map((p) => ({
      id: p.id,
      number: p.number,
      name: p.name,
      arrangeStart: p.arrangeStart,
      certificates: p.lines
        .filter((l) => held.has(l.credentialId))
        .map(({ credentialId, certNo, certName, certLevel, subjects }) => ({
          credentialId,
          certNo,
          certName,
          certLevel,
          subjects,
        })),
    })),
    sites: sites.map((s) => ({ id: s.id, name: s.name, credentialId: s.credentialId })),
  }
}
export const roomChoicesHandler = handle(roomChoices, ({ tx, principal, now }) => choicesOf(tx, principal, now))
