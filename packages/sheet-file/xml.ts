import { damaged, unsafe } from './refused.ts'

/** What a document tells while it is read. Names come without their prefix; `attributes` is the raw text of the tag. */
export interface XmlListener {
  open(name: string, attributes: string): void
  close(name: string): void
  /** Raw text, entities not resolved; a long text comes in several pieces. */
  text(raw: string): void
}

// No tag of a spreadsheet is longer; a file that has one is made to exhaust us.
const longestTag = 1_000_000

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** The end of the tag that begins at `from`; attributes may hold a bare `>` between quotes. Negative if not there yet. */
function endOfTag(text: string, from: number): number {
  let quote = 0
  let at = from
  for (let end = text.indexOf('>', from); end >= 0; end = text.indexOf('>', end + 1)) {
    for (; at < end; at++) {
      const code = text.charCodeAt(at)
      if (quote === 0 ? code === 34 || code === 39 : code === quote) quote = quote === 0 ? code : 0
    }
    if (quote === 0) return end
  }
  return -1
}

/**
 * Reads XML as it comes, in pieces of any size, without building a tree. A document type declaration is refused
 * (entities that expand, references to files), and so is a tag that has no end.
 */
export class XmlScanner {
  #rest = ''
  readonly #listener: XmlListener

  constructor(listener: XmlListener) {
    this.#listener = listener
  }

  write(piece: string): void {
    const text = this.#rest === '' ? piece : this.#rest + piece
    let at = 0
    while (at < text.length) {
      const start = text.indexOf('<', at)
      if (start !== at) {
        const upTo = start < 0 ? text.length : start
        this.#listener.text(text.slice(at, upTo))
        at = upTo
        continue
      }
      const next = this.#tag(text, start)
      if (next < 0) break
      at = next
    }
    this.#rest = text.slice(at)
    if (this.#rest.length > longestTag) throw damaged()
  }

  end(): void {
    if (this.#rest !== '') throw damaged()
  }

  #tag(text: string, start: number): number {
    const code = text.charCodeAt(start + 1)
    if (code === 33) return this.#declaration(text, start)
    if (code === 63) {
      const end = text.indexOf('?>', start)
      return end < 0 ? -1 : end + 2
    }
    if (code === 47) {
      const end = text.indexOf('>', start)
      if (end < 0) return -1
      this.#listener.close(localName(text.slice(start + 2, end).trimEnd()))
      return end + 1
    }
    const end = endOfTag(text, start)
    if (end < 0) return -1
    const closed = text.charCodeAt(end - 1) === 47
    const tag = text.slice(start + 1, closed ? end - 1 : end)
    let blank = 0
    while (blank < tag.length && tag.charCodeAt(blank) > 32) blank++
    const name = localName(tag.slice(0, blank))
    this.#listener.open(name, tag.slice(blank))
    if (closed) this.#listener.close(name)
    return end + 1
  }

  #declaration(text: string, start: number): number {
    if (text.startsWith('<!--', start)) {
      const end = text.indexOf('-->', start + 4)
      return end < 0 ? -1 : end + 3
    }
    if (text.startsWith('<![CDATA[', start)) {
      const end = text.indexOf(']]>', start)
      if (end < 0) return -1
      this.#listener.text(text.slice(start + 9, end).replaceAll('&', '&amp;'))
      return end + 3
    }
    if (text.length - start < 9) return -1
    throw unsafe()
  }
}

const namedEntities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Resolves the five entities of XML and character numbers; others cannot occur without a declaration and stay. */
export function resolveEntities(raw: string): string {
  if (!raw.includes('&')) return raw
  return raw.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return namedEntities[name] ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}

// Built once for each name: a worksheet asks millions of times.
const openings = new Map<string, string>()

function openingOf(name: string): string {
  let opening = openings.get(name)
  if (opening === undefined) {
    opening = ` ${name}="`
    openings.set(name, opening)
  }
  return opening
}

/** The value of an attribute in the raw text of a tag; `name` with its prefix if it has one. */
export function attribute(attributes: string, name: string): string | undefined {
  // Nearly all writers put one blank before and double quotes around; only other tags are read with care.
  const opening = openingOf(name)
  const plain = attributes.indexOf(opening)
  if (plain >= 0) {
    const from = plain + opening.length
    return resolveEntities(attributes.slice(from, attributes.indexOf('"', from)))
  }
  if (!/['\t\r\n]| =|= /.test(attributes)) return undefined
  for (const [, key, double, single] of attributes.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (key === name) return resolveEntities(double ?? single ?? '')
  }
  return undefined
}

/** Reads a whole small document. */
export function scanXml(text: string, listener: XmlListener): void {
  const scanner = new XmlScanner(listener)
  scanner.write(text.replace(/^\uFEFF/, ''))
  scanner.end()
}
