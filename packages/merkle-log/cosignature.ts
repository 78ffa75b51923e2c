import { sign } from 'node:crypto'
import {
  isSignedBy,
  signatureLine,
  signaturesOf,
  verifyingKey,
  type Note,
  type SigningKey,
  type VerifyingKey,
} from './note.ts'

// Cosignature of a witness (c2sp.org/tlog-cosignature, Ed25519): it signs the checkpoint and the time of signing.

/** A witness that vouches for a checkpoint, and when it did. */
export type Cosignature = { witness: string; time: Date }

const TIME_BYTES = 8

/**
 * The line with which a witness vouches for a checkpoint's text; it is appended to the note as it is. Use
 * `witnessCheckpoint`, which checks first; this signs whatever it is given. `time` counts in whole seconds.
 */
export function cosignatureLine(text: string, key: SigningKey, time: Date): string {
  const seconds = Math.floor(time.getTime() / 1000)
  if (!Number.isSafeInteger(seconds) || seconds < 0) throw new RangeError(`no time for a cosignature: ${String(time)}`)
  const stamp = Buffer.alloc(TIME_BYTES)
  stamp.writeBigUInt64BE(BigInt(seconds))
  const signature = sign(null, Buffer.from(cosignedMessage(text, seconds)), key.privateKey)
  return signatureLine(verifyingKey(key), 'cosignature', Buffer.concat([stamp, signature]))
}

/** The cosignatures by known witnesses, each witness once with its latest; undefined if one of them is wrong. */
export function openCosignatures(note: Note, witnesses: readonly VerifyingKey[]): Cosignature[] | undefined {
  const cosignatures: Cosignature[] = []
  for (const witness of witnesses) {
    const times = signaturesOf(note, witness, 'cosignature').map((s) => cosignedAt(note.text, witness, s))
    if (times.includes(undefined)) return undefined
    const latest = Math.max(...times.map((seconds) => seconds ?? 0))
    if (times.length > 0) cosignatures.push({ witness: witness.name, time: new Date(latest * 1000) })
  }
  return cosignatures
}

function cosignedAt(text: string, witness: VerifyingKey, stamped: Buffer): number | undefined {
  if (stamped.length !== TIME_BYTES + 64) return undefined
  const seconds = Number(stamped.readBigUInt64BE(0))
  // Beyond this a Date cannot hold the time, and no honest witness lives then.
  if (seconds > 8_640_000_000_000) return undefined
  return isSignedBy(witness, cosignedMessage(text, seconds), stamped.subarray(TIME_BYTES)) ? seconds : undefined
}

const cosignedMessage = (text: string, seconds: number) => `cosignature/v1\ntime ${seconds}\n${text}`
