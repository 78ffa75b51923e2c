// The objects of a PDF (ISO 32000-1 §7.2, §7.3), read strictly: what two programs could read in two ways is an error.

type At = { start: number; end: number }

/** An object with its place in the file; `end` is the first byte behind it. */
export type PdfObject = At &
  (
    | { kind: 'number'; value: number }
    | { kind: 'name'; value: string }
    | { kind: 'string'; value: Buffer; isHex: boolean }
    | { kind: 'word'; value: 'true' | 'false' | 'null' }
    | { kind: 'reference'; object: number }
    | { kind: 'array'; items: PdfObject[] }
    | PdfDictionary
  )

export type PdfDictionary = At & { kind: 'dictionary'; entries: Map<string, PdfEntry> }

/** A key with its value; `start` is the slash of the key. */
export type PdfEntry = { start: number; value: PdfObject }

/** The file is not a PDF that this package reads. `code` is `malformed`, `encrypted` or `no-classic-xref`. */
export class PdfUnreadable extends Error {
  override readonly name = 'PdfUnreadable'
  readonly code: 'malformed' | 'encrypted' | 'no-classic-xref'

  constructor(code: PdfUnreadable['code'], message: string) {
    super(message)
    this.code = code
  }
}

export const malformed = (message: string, at?: number) =>
  new PdfUnreadable('malformed', at === undefined ? message : `${message} at byte ${at}`)

const MAX_DEPTH = 40
const SPACE = new Set([0, 9, 10, 12, 13, 32])
const DELIMITER = new Set(Array.from('()<>[]{}/%', (c) => c.charCodeAt(0)))

/** First byte from `at` on that is neither white space nor part of a comment. */
export function skipSpace(bytes: Buffer, at: number): number {
  let i = at
  for (;;) {
    while (SPACE.has(bytes[i]!)) i++
    if (bytes[i] !== 0x25) return i
    while (i < bytes.length && bytes[i] !== 10 && bytes[i] !== 13) i++
  }
}

/** Reads the object that begins at or, behind white space, after `at`. Throws PdfUnreadable. */
export function readObject(bytes: Buffer, at: number, depth = 0): PdfObject {
  const start = skipSpace(bytes, at)
  if (depth > MAX_DEPTH) throw malformed('nested too deeply', start)
  const first = bytes[start]
  if (first === 0x2f) return readName(bytes, start)
  if (first === 0x28) return readLiteral(bytes, start)
  if (first === 0x5b) return readArray(bytes, start, depth)
  if (first === 0x3c) return bytes[start + 1] === 0x3c ? readDictionary(bytes, start, depth) : readHex(bytes, start)
  return readWord(bytes, start)
}

/** The run of regular characters that begins at `start`. */
export function tokenAt(bytes: Buffer, start: number): string {
  let end = start
  while (end < bytes.length && !SPACE.has(bytes[end]!) && !DELIMITER.has(bytes[end]!)) end++
  return bytes.toString('latin1', start, end)
}

function readWord(bytes: Buffer, start: number): PdfObject {
  const word = tokenAt(bytes, start)
  const end = start + word.length
  if (word === 'true' || word === 'false' || word === 'null') return { kind: 'word', value: word, start, end }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw malformed('no object', start)
  return readReference(bytes, start, word) ?? { kind: 'number', value: Number(word), start, end }
}

function readReference(bytes: Buffer, start: number, word: string): PdfObject | undefined {
  if (!/^\d{1,10}$/.test(word)) return undefined
  const second = skipSpace(bytes, start + word.length)
  const generation = tokenAt(bytes, second)
  if (!/^\d{1,5}$/.test(generation)) return undefined
  const third = skipSpace(bytes, second + generation.length)
  if (tokenAt(bytes, third) !== 'R') return undefined
  // Only objects that were freed and used again have another generation; nothing that we read writes such.
  if (Number(generation) !== 0) throw malformed('reference to a later generation', start)
  return { kind: 'reference', object: Number(word), start, end: third + 1 }
}

function readName(bytes: Buffer, start: number): PdfObject & { kind: 'name' } {
  const raw = tokenAt(bytes, start + 1)
  const value = raw.replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return { kind: 'name', value, start, end: start + 1 + raw.length }
}

function readArray(bytes: Buffer, start: number, depth: number): PdfObject {
  const items: PdfObject[] = []
  for (let at = skipSpace(bytes, start + 1); ; at = skipSpace(bytes, items.at(-1)!.end)) {
    if (bytes[at] === 0x5d) return { kind: 'array', items, start, end: at + 1 }
    items.push(readObject(bytes, at, depth + 1))
  }
}

function readDictionary(bytes: Buffer, start: number, depth: number): PdfDictionary {
  const entries = new Map<string, PdfEntry>()
  let at = skipSpace(bytes, start + 2)
  while (bytes[at] !== 0x3e) {
    if (bytes[at] !== 0x2f) throw malformed('dictionary without a key', at)
    const key = readName(bytes, at)
    const value = readObject(bytes, key.end, depth + 1)
    // Programs differ in which of two equal keys they obey.
    if (entries.has(key.value)) throw malformed(`key /${key.value} twice`, at)
    entries.set(key.value, { start: at, value })
    at = skipSpace(bytes, value.end)
  }
  if (bytes[at + 1] !== 0x3e) throw malformed('dictionary without an end', at)
  return { kind: 'dictionary', entries, start, end: at + 2 }
}

function readHex(bytes: Buffer, start: number): PdfObject {
  const close = bytes.indexOf(0x3e, start)
  const digits = close < 0 ? '' : bytes.toString('latin1', start + 1, close).replaceAll(/[\0\t\n\f\r ]/g, '')
  if (close < 0 || !/^[0-9a-f]*$/i.test(digits)) throw malformed('bad hexadecimal string', start)
  const value = Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex')
  return { kind: 'string', value, isHex: true, start, end: close + 1 }
}

const ESCAPES: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12, '(': 40, ')': 41, '\\': 92 }

function readLiteral(bytes: Buffer, start: number): PdfObject {
  const value: number[] = []
  let open = 1
  let at = start + 1
  for (; open > 0; at++) {
    const byte = bytes[at]
    if (byte === undefined) throw malformed('string without an end', start)
    if (byte === 0x5c) {
      const escape = readEscape(bytes, at + 1)
      value.push(...escape.value)
      at += escape.length
      continue
    }
    if (byte === 0x28) open += 1
    if (byte === 0x29) open -= 1
    if (open > 0) value.push(byte)
  }
  return { kind: 'string', value: Buffer.from(value), isHex: false, start, end: at }
}

/** What a backslash before `at` stands for, and how many bytes from `at` on belong to it. */
function readEscape(bytes: Buffer, at: number): { value: number[]; length: number } {
  const octal = /^[0-7]{1,3}/.exec(bytes.toString('latin1', at, at + 3))?.[0]
  if (octal) return { value: [Number.parseInt(octal, 8) & 0xff], length: octal.length }
  const character = bytes.toString('latin1', at, at + 1)
  if (character === '\r') return { value: [], length: bytes[at + 1] === 10 ? 2 : 1 }
  if (character === '\n') return { value: [], length: 1 }
  return { value: [ESCAPES[character] ?? character.charCodeAt(0)], length: 1 }
}
