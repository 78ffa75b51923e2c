import { openCheckpoint, type CheckpointFault } from './checkpoint.ts'
import { cosignatureLine } from './cosignature.ts'
import { emptyRoot, type Hash } from './hash.ts'
import { parseNote, type SigningKey, type VerifyingKey } from './note.ts'
import { verifyConsistency } from './verify.ts'

/** The last head of a log that a witness vouched for. */
export type SeenHead = { size: number; root: Hash }

export type WitnessAnswer =
  | { ok: true; line: string; note: string; seen: SeenHead }
  | { ok: false; fault: CheckpointFault | 'older-than-seen' | 'inconsistent' }

/**
 * What a witness does: it checks the log's signature and that the head it saw last is the beginning of the new one, and
 * only then signs. The caller must store `seen` durably before it hands out the line, or a crash lets the log show two
 * histories. Without `seen` the witness meets the log for the first time and starts from the empty tree.
 */
export function witnessCheckpoint(request: {
  note: string
  log: VerifyingKey
  witness: SigningKey
  time: Date
  seen?: SeenHead
  proof: readonly Hash[]
}): WitnessAnswer {
  const opened = openCheckpoint(request.note, { log: request.log })
  if (!opened.ok) return opened
  const { size, root } = opened.checkpoint
  const seen = request.seen ?? { size: 0, root: emptyRoot() }
  if (size < seen.size) return { ok: false, fault: 'older-than-seen' }
  const claim = { from: seen.size, to: size, fromRoot: seen.root, toRoot: root, proof: request.proof }
  if (!verifyConsistency(claim)) return { ok: false, fault: 'inconsistent' }
  const line = cosignatureLine(parseNote(request.note)!.text, request.witness, request.time)
  return { ok: true, line, note: request.note + line, seen: { size, root } }
}
