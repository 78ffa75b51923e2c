// DER (X.690) as far as certificates and signatures need it: a writer, and a reader that accepts nothing but DER.

/** An element: its tag byte, where its content lies and the whole of it. */
export type Element = { tag: number; content: Buffer; whole: Buffer }

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  nothing: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  printable: 0x13,
  utcTime: 0x17,
  generalTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** Tag of the constructed context-specific element [number]. */
export const context = (number: number) => 0xa0 | number

/** One element from its content parts. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([Buffer.from([tag]), lengthBytes(length), ...parts])
}

function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const digits = length.toString(16)
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex')
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes])
}

export const sequence = (...parts: readonly Uint8Array[]) => element(TAG.sequence, ...parts)

/** SET OF: DER wants the elements in the order of their bytes. */
export const setOf = (parts: readonly Buffer[]) => element(TAG.set, ...sorted(parts))

export const sorted = (parts: readonly Buffer[]) => parts.toSorted((a, b) => Buffer.compare(a, b))

export const octets = (bytes: Uint8Array) => element(TAG.octets, bytes)

export const nothing = () => element(TAG.nothing)

/** BIT STRING of whole bytes, or with `unused` bits at the end of the last one. */
export const bits = (bytes: Uint8Array, unused = 0) => element(TAG.bits, Buffer.from([unused]), bytes)

/** A non-negative INTEGER from a small number or from big-endian bytes. */
export function integer(value: number | Uint8Array): Buffer {
  const hex = typeof value === 'number' ? value.toString(16) : Buffer.from(value).toString('hex')
  const digits = hex.replace(/^0+(?=.)/, '')
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex')
  return element(TAG.integer, ...(bytes[0]! >= 0x80 ? [Buffer.alloc(1), bytes] : [bytes]))
}

/** OBJECT IDENTIFIER from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number)
  const bytes = [first! * 40 + second!, ...rest].flatMap((arc) => {
    const groups = [arc % 128]
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.unshift(0x80 | (left % 128))
    return groups
  })
  return element(TAG.oid, Buffer.from(bytes))
}

/** Reads one element that fills the bytes. Throws Error for anything that is not DER. */
export function read(bytes: Buffer): Element {
  const found = readAt(bytes, 0)
  if (found.whole.length !== bytes.length) throw new Error('DER: bytes after the element')
  return found
}

/** The elements that fill the content of a constructed element. Throws Error for anything that is not DER. */
export function children(parent: Element): Element[] {
  const found: Element[] = []
  for (let at = 0; at < parent.content.length; at += found.at(-1)!.whole.length) found.push(readAt(parent.content, at))
  return found
}

function readAt(bytes: Buffer, at: number): Element {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw new Error('DER: no element')
  const count = first < 0x80 ? 0 : first & 0x7f
  if (first === 0x80 || count > 4 || at + 2 + count > bytes.length) throw new Error('DER: bad length')
  const length = count === 0 ? first : bytes.readUIntBE(at + 2, count)
  const start = at + 2 + count
  // The shortest form is the only one.
  if (!lengthBytes(length).equals(bytes.subarray(at + 1, start))) throw new Error('DER: length not minimal')
  if (start + length > bytes.length) throw new Error('DER: cut short')
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length) }
}
