import { scoresRecorded } from '../events.ts'
import type { Inside } from '#kit/server/context.ts'
import { changeScores, insertScores, type ScoreAsked } from './store.ts'

/** The one way of an import into the table (S9.1, S9.2). Gives the ids of the scores that were new. */
export async function record(inside: Inside, asked: readonly ScoreAsked[], reason: string): Promise<string[]> {
  if (!asked.length) return []
  const made = await insertScores(inside, asked)
  const changed = await changeScores(inside, asked, reason)
  const enrolmentIds = [...new Set([...made, ...changed].map((r) => r.enrolmentId))]
  if (enrolmentIds.length) await inside.emit(scoresRecorded, { enrolmentIds })
  return made.map((m) => m.id)
}
