import { commonRefusals, refusalOf } from '#kit/pure/refusal.ts'
import type { Inside } from '#kit/server/context.ts'
import { recordSteps, takeStep } from '#kit/server/steps.ts'
import { sittingsMoved } from '../events.ts'
import type { Door, LineInput, Session, SittingTimes, Windows } from '../model.ts'
import { sessionWorkflow } from '../workflow.ts'
import {
  insertSession,
  linesOf,
  sessionOf,
  sessionOfSubject,
  settle,
  writeLines,
  writeSittings,
  writeSittingsOf,
} from './store.ts'

const changed = (): Error => refusalOf('state-changed', commonRefusals['state-changed'])

/**
 * Holds the session for change. @throws Refusal state-changed when it has another version or state than the person saw.
 */
export async function sessionForChange(
  inside: Inside,
  id: string,
  version: number,
  ...statuses: readonly Session['status'][]
): Promise<Session> {
  const s = await sessionOf(inside.tx, id, 'update')
  if (!s || s.version !== version || !statuses.includes(s.status)) throw changed()
  return s
}

/** Something of the door changed that hangs on the session (fees): whoever read it before has an old version now. */
export const touchSession = (inside: Inside, id: string): Promise<number> => settle(inside.tx, id, null, null)

export interface SessionInput {
  readonly name: string
  readonly year: number
  readonly windows: Windows
  readonly lines: readonly LineInput[]
}

/** Brings a session into being as 未发布 (S15.1). `number` is the door's own. Gives its id. */
export async function createSession(
  inside: Inside,
  s: SessionInput & { door: Door; number: string; organiserId: string },
): Promise<string> {
  const id = await insertSession(inside.tx, s)
  await writeLines(inside.tx, id, s.lines)
  await settle(inside.tx, id, null, s.windows)
  await recordSteps(inside, sessionWorkflow, 'save', [{ id, from: null }], 'draft', { label: '保存' })
  return id
}

/** Puts a session that is still 未发布 to what is given; lines and subjects that stay keep their ids. */
export async function reviseSession(inside: Inside, id: string, version: number, s: SessionInput): Promise<void> {
  await sessionForChange(inside, id, version, 'draft')
  await writeLines(inside.tx, id, s.lines)
  await settle(inside.tx, id, { name: s.name, year: s.year }, s.windows)
}

/** Replaces all sittings of one subject of a line, in any state of the session but 已取消: a class adds 考次 one by one. */
export async function replaceSittings(
  inside: Inside,
  lineSubjectId: string,
  sittings: readonly SittingTimes[],
): Promise<void> {
  const of = await sessionOfSubject(inside.tx, lineSubjectId)
  const s = of ? await sessionOf(inside.tx, of.sessionId, 'update') : null
  if (!s || s.status === 'cancelled') throw changed()
  await writeSittingsOf(inside.tx, lineSubjectId, sittings)
  await settle(inside.tx, s.id, null, null)
}

/** S15.2. What a publishable session must have is the door's rule. */
export async function publishSession(inside: Inside, id: string, version: number): Promise<void> {
  await sessionForChange(inside, id, version, 'draft')
  await takeStep(inside, sessionWorkflow, 'publish', 'sessions.sessions', [id])
}

/**
 * S15.3, after the door has judged the move (rules.ts): writes windows and sittings, leaves a decision row with old and new,
 * and tells the modules below which sittings moved.
 */
export async function changeTimes(
  inside: Inside,
  id: string,
  version: number,
  next: { windows: Windows; sittings: readonly { id: string; startsAt: string; endsAt: string }[] },
  detail: Record<string, unknown>,
): Promise<void> {
  await sessionForChange(inside, id, version, 'published')
  const before = (await linesOf(inside.tx, id)).flatMap((l) =>
    l.subjects.flatMap((u) => u.sittings.map((t) => ({ ...t, lineSubjectId: u.id }))),
  )
  const moved = before.flatMap((t) => {
    const to = next.sittings.find((n) => n.id === t.id)
    return to && (to.startsAt !== t.startsAt || to.endsAt !== t.endsAt)
      ? [{ lineSubjectId: t.lineSubjectId, sittingId: t.id, startsAt: to.startsAt, endsAt: to.endsAt }]
      : []
  })
  await writeSittings(
    inside.tx,
    moved.map((m) => ({ id: m.sittingId, startsAt: m.startsAt, endsAt: m.endsAt })),
  )
  await settle(inside.tx, id, null, next.windows)
  await takeStep(inside, sessionWorkflow, 'change-times', 'sessions.sessions', [id], { detail })
  if (moved.length) await inside.emit(sittingsMoved, { sessionId: id, moved })
}

/** S15.4. Whether anybody stands on it is asked by the door's event before. */
export async function cancelSession(inside: Inside, id: string, version: number, reason: string): Promise<void> {
  await sessionForChange(inside, id, version, 'published')
  await takeStep(inside, sessionWorkflow, 'cancel', 'sessions.sessions', [id], { reason })
}
