import { createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto'

// The signed note of C2SP (c2sp.org/signed-note): text, an empty line, then one line for each signature.

/** A named Ed25519 key that signs. The name is a URL without scheme: no spaces, no plus. */
export type SigningKey = { name: string; privateKey: KeyObject }

/** A named Ed25519 key that checks. */
export type VerifyingKey = { name: string; publicKey: KeyObject }

/** What a key signs; the number is part of the key's id, so one cannot be passed off as the other. */
export const SIGNATURE_TYPE = { note: 0x01, cosignature: 0x04 } as const
export type SignatureType = keyof typeof SIGNATURE_TYPE

export type NoteSignature = { name: string; keyId: Buffer; signature: Buffer }
export type Note = { text: string; signatures: NoteSignature[] }

// A note is a few hundred bytes; the limits keep a hostile one from costing anything.
const MAX_CHARACTERS = 64_000
const MAX_SIGNATURES = 64
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** The public half of a signing key. */
export function verifyingKey(key: SigningKey): VerifyingKey {
  return { name: key.name, publicKey: createPublicKey(key.privateKey) }
}

/** First four bytes of SHA-256(name ‖ newline ‖ type ‖ 32-byte public key). */
export function keyId(key: VerifyingKey, type: SignatureType): Buffer {
  const head = Buffer.from(`${checkedName(key.name)}\n`)
  return hash('sha256', Buffer.concat([head, keyMaterial(key, type)]), 'buffer').subarray(0, 4)
}

/** The key as one line for publishing: name+id+base64, as other programs for signed notes read it. */
export function keyLine(key: VerifyingKey, type: SignatureType): string {
  return `${checkedName(key.name)}+${keyId(key, type).toString('hex')}+${keyMaterial(key, type).toString('base64')}`
}

/** Reads a published key line. Throws RangeError if it is damaged or of another type. */
export function keyFromLine(line: string, type: SignatureType): VerifyingKey {
  const match = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(line)
  const material = match && exactBase64(match[3]!)
  if (!match || !material || material.length !== 33 || material[0] !== SIGNATURE_TYPE[type]) {
    throw new RangeError(`not a ${type} key: ${line}`)
  }
  const spki = Buffer.concat([ED25519_SPKI, material.subarray(1)])
  const key = { name: match[1]!, publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }) }
  if (keyId(key, type).toString('hex') !== match[2]) throw new RangeError(`key id does not match the key: ${line}`)
  return key
}

/** Signs a text that ends with a newline and returns the whole note. Throws RangeError if the text cannot be a note's. */
export function signNote(text: string, key: SigningKey): string {
  if (!isNoteText(text)) throw new RangeError('a note is lines of visible text, the last one ended')
  return `${text}\n${signatureLine(verifyingKey(key), 'note', sign(null, Buffer.from(text), key.privateKey))}`
}

/** One signature line, ended by a newline, that may be added to a note. */
export function signatureLine(key: VerifyingKey, type: SignatureType, signature: Uint8Array): string {
  return `— ${key.name} ${Buffer.concat([keyId(key, type), signature]).toString('base64')}\n`
}

/** Takes a note apart without believing any of it; undefined if it is not a note. */
export function parseNote(note: string): Note | undefined {
  const border = note.lastIndexOf('\n\n')
  if (border < 0 || note.length > MAX_CHARACTERS || !note.endsWith('\n')) return undefined
  const text = note.slice(0, border + 1)
  const lines = note.slice(border + 2, -1).split('\n')
  if (!isNoteText(text) || lines.length > MAX_SIGNATURES) return undefined
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const match = /^— ([^\s+]+) (\S+)$/u.exec(line)
    const bytes = match && exactBase64(match[2]!)
    if (!match || !bytes || bytes.length < 5) return undefined
    signatures.push({ name: match[1]!, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) })
  }
  return { text, signatures }
}

/** The signatures of a note that claim to be by this key: name and id must both match. */
export function signaturesOf(note: Note, key: VerifyingKey, type: SignatureType): Buffer[] {
  const id = keyId(key, type)
  return note.signatures.filter((s) => s.name === key.name && s.keyId.equals(id)).map((s) => s.signature)
}

/** Did this key sign the bytes? */
export function isSignedBy(key: VerifyingKey, message: string, signature: Buffer): boolean {
  return signature.length === 64 && verify(null, Buffer.from(message), key.publicKey, signature)
}

function keyMaterial(key: VerifyingKey, type: SignatureType): Buffer {
  const spki = key.publicKey.export({ format: 'der', type: 'spki' })
  if (key.publicKey.asymmetricKeyType !== 'ed25519') throw new RangeError(`the key of ${key.name} is not Ed25519`)
  return Buffer.concat([Buffer.from([SIGNATURE_TYPE[type]]), spki.subarray(ED25519_SPKI.length)])
}

function checkedName(name: string): string {
  if (!/^[^\s+\p{Cc}]+$/u.test(name)) throw new RangeError(`not a key name: ${JSON.stringify(name)}`)
  return name
}

// Lone surrogates would change when written as UTF-8, and other control characters can hide text on a terminal.
function isNoteText(text: string): boolean {
  return text.endsWith('\n') && text.isWellFormed() && !/[^\P{Cc}\n]/u.test(text)
}

/** Base64 in its one canonical form; Buffer.from alone would skip foreign characters and stray bits. */
export function exactBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}
