import { openCosignatures, type Cosignature } from './cosignature.ts'
import { HASH_BYTES, type Hash } from './hash.ts'
import {
  exactBase64,
  isSignedBy,
  parseNote,
  signaturesOf,
  signNote,
  type SigningKey,
  type VerifyingKey,
} from './note.ts'
import { checkCount } from './shape.ts'

// Checkpoint in the manner of c2sp.org/tlog-checkpoint: origin, size, root in base64, extension lines; as a signed note.

/** Head of a tree. `time` (whole seconds) and `extensions` are signed too, but no proof can check them. */
export type TreeHead = { size: number; root: Hash; time?: Date; extensions?: readonly string[] }

/** A head together with the log it belongs to. */
export type Checkpoint = { origin: string; size: number; root: Hash; time?: Date; extensions: string[] }

/** Why a checkpoint is not believed. */
export type CheckpointFault = 'malformed' | 'other-log' | 'not-signed' | 'bad-signature' | 'bad-cosignature'

export type OpenedCheckpoint =
  | { ok: true; checkpoint: Checkpoint; cosignatures: Cosignature[] }
  | { ok: false; fault: CheckpointFault }

const TIME_LINE = /^time (0|[1-9][0-9]{0,10})$/

/**
 * Signs a tree head: the text that is published. The key's name is the origin line, as the convention recommends.
 * The caller answers for never signing two heads that are not consistent.
 */
export function signCheckpoint(head: TreeHead, key: SigningKey): string {
  return signNote(checkpointText(head, key.name), key)
}

function checkpointText(head: TreeHead, origin: string): string {
  checkCount(head.size, 'tree size')
  if (head.root.length !== HASH_BYTES) throw new RangeError(`root of ${head.root.length} bytes`)
  const extensions = head.extensions ?? []
  if (extensions.some((line) => line === '' || line.includes('\n') || TIME_LINE.test(line))) {
    throw new RangeError('an extension line is empty, has a line break or imitates the time')
  }
  const time = head.time ? [`time ${Math.floor(head.time.getTime() / 1000)}`] : []
  return [origin, head.size, Buffer.from(head.root).toString('base64'), ...time, ...extensions, ''].join('\n')
}

/** Reads the text of a checkpoint without believing it; undefined if it is malformed. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const lines = text.split('\n')
  const [origin, size, root, ...rest] = lines.slice(0, -1)
  if (lines.at(-1) !== '' || !origin || !size || !root || rest.includes('')) return undefined
  if (!/^(0|[1-9][0-9]{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) return undefined
  const hash = exactBase64(root)
  if (!hash || hash.length !== HASH_BYTES) return undefined
  const seconds = TIME_LINE.exec(rest[0] ?? '')?.[1]
  const checkpoint = { origin, size: Number(size), root: hash, extensions: seconds ? rest.slice(1) : rest }
  return seconds ? { ...checkpoint, time: new Date(Number(seconds) * 1000) } : checkpoint
}

/**
 * Checks a published checkpoint against the key of the log and those of known witnesses. Signatures of strangers are
 * ignored; a wrong one in the name of a known key spoils the whole. How many witnesses are enough is for the caller:
 * each appears at most once in `cosignatures`.
 */
export function openCheckpoint(
  note: string,
  keys: { log: VerifyingKey; witnesses?: readonly VerifyingKey[] },
): OpenedCheckpoint {
  const parsed = parseNote(note)
  const checkpoint = parsed && parseCheckpoint(parsed.text)
  if (!parsed || !checkpoint) return { ok: false, fault: 'malformed' }
  if (checkpoint.origin !== keys.log.name) return { ok: false, fault: 'other-log' }
  const signatures = signaturesOf(parsed, keys.log, 'note')
  if (signatures.length === 0) return { ok: false, fault: 'not-signed' }
  if (!signatures.every((s) => isSignedBy(keys.log, parsed.text, s))) return { ok: false, fault: 'bad-signature' }
  const cosignatures = openCosignatures(parsed, keys.witnesses ?? [])
  return cosignatures ? { ok: true, checkpoint, cosignatures } : { ok: false, fault: 'bad-cosignature' }
}
