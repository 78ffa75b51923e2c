import { hash } from 'node:crypto'

/** A SHA-256 hash, 32 bytes. */
export type Hash = Uint8Array

export const HASH_BYTES = 32

// RFC 6962 §2.1: the prefixes keep a leaf from being passed off as an inner node (second preimage).
const LEAF = Buffer.from([0x00])
const NODE = Buffer.from([0x01])

const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer')

/** Root of the tree without leaves: SHA-256 of nothing (RFC 6962 §2.1). */
export const emptyRoot = (): Hash => sha256(Buffer.alloc(0))

/** Hash of a leaf: SHA-256(0x00 ‖ data). `data` may have any length, also none. */
export function leafHash(data: Uint8Array): Hash {
  return sha256(Buffer.concat([LEAF, data]))
}

/** Hash of an inner node: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  return sha256(Buffer.concat([NODE, left, right]))
}

/** Lower-case hex, 64 characters, as a database column or a page holds a hash. */
export function toHex(value: Hash): string {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')
}

/** The hash written as 64 hex characters. Throws RangeError for anything else: Buffer.from would silently cut it short. */
export function fromHex(text: string): Hash {
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new RangeError(`not a SHA-256 hash in hex: ${text}`)
  return Buffer.from(text, 'hex')
}

/** Same bytes? Hashes in a log are public, so no constant time is needed. */
export function sameHash(a: Hash, b: Hash): boolean {
  return a.length === HASH_BYTES && b.length === HASH_BYTES && Buffer.compare(a, b) === 0
}
