import {
  malformed,
  PdfUnreadable,
  readObject,
  skipSpace,
  tokenAt,
  type PdfDictionary,
  type PdfObject,
} from './syntax.ts'

/** A PDF with a classic table of cross references; nothing but what is asked for has been read. */
export type PdfFile = {
  bytes: Buffer
  trailer: PdfDictionary
  /** Place of the newest table, for /Prev of the next. */
  xref: number
  offsets: Map<number, number>
}

/**
 * Opens a PDF by its tables. Throws PdfUnreadable: `no-classic-xref` for cross-reference streams and hybrid files,
 * `encrypted`, `malformed` for the rest.
 */
export function openPdf(bytes: Buffer): PdfFile {
  if (bytes.toString('latin1', 0, 5) !== '%PDF-') throw malformed('no PDF header')
  const xref = lastXref(bytes)
  const offsets = new Map<number, number>()
  const newest = readTable(bytes, xref, offsets)
  const seen = new Set([xref])
  for (let previous = newest.entries.get('Prev')?.value; previous;) {
    if (previous.kind !== 'number' || seen.has(previous.value)) throw malformed('bad /Prev')
    seen.add(previous.value)
    previous = readTable(bytes, previous.value, offsets).entries.get('Prev')?.value
  }
  return { bytes, trailer: newest, xref, offsets }
}

/** An indirect object that is a dictionary, also that of a stream. Throws PdfUnreadable. */
export function dictionaryOf(file: PdfFile, object: number): PdfDictionary {
  const found = objectOf(file, object)
  if (found.kind !== 'dictionary') throw malformed(`object ${object} is no dictionary`)
  return found
}

/** An indirect object. Throws PdfUnreadable if it is absent or not where the table says. */
export function objectOf(file: PdfFile, object: number): PdfObject {
  const offset = file.offsets.get(object)
  if (!offset) throw malformed(`object ${object} is absent`)
  const header = new RegExp(`^${object}[\\0\\t\\n\\f\\r ]+0[\\0\\t\\n\\f\\r ]+obj`).exec(
    file.bytes.toString('latin1', offset, offset + 40),
  )
  if (!header) throw malformed(`object ${object} does not begin`, offset)
  const found = readObject(file.bytes, offset + header[0].length)
  const next = tokenAt(file.bytes, skipSpace(file.bytes, found.end))
  if (next !== 'endobj' && !(next === 'stream' && found.kind === 'dictionary')) {
    throw malformed(`object ${object} does not end`, found.end)
  }
  return found
}

/** The value of a key, through a reference if it is one; undefined if absent. Throws PdfUnreadable. */
export function valueOf(file: PdfFile, dictionary: PdfDictionary, key: string): PdfObject | undefined {
  const value = dictionary.entries.get(key)?.value
  return value?.kind === 'reference' ? objectOf(file, value.object) : value
}

/** The number of the object that a key refers to. Throws PdfUnreadable if it is no reference. */
export function referenceOf(dictionary: PdfDictionary, key: string): number {
  const value = dictionary.entries.get(key)?.value
  if (value?.kind !== 'reference') throw malformed(`/${key} is no reference`)
  return value.object
}

/** The name that a key holds; undefined for anything else. */
export function nameOf(dictionary: PdfDictionary, key: string): string | undefined {
  const value = dictionary.entries.get(key)?.value
  return value?.kind === 'name' ? value.value : undefined
}

/** The numbers of the page objects in their order. Throws PdfUnreadable. */
export function pagesOf(file: PdfFile): number[] {
  const pages: number[] = []
  const walk = (object: number, above: readonly number[]) => {
    if (above.length > 30 || above.includes(object)) throw malformed('the page tree has a ring')
    const node = dictionaryOf(file, object)
    if (nameOf(node, 'Type') === 'Page') return void pages.push(object)
    const kids = valueOf(file, node, 'Kids')
    if (kids?.kind !== 'array') throw malformed(`page tree node ${object} has no /Kids`)
    for (const kid of kids.items) {
      if (kid.kind !== 'reference') throw malformed('a page that is no reference')
      walk(kid.object, [...above, object])
    }
  }
  walk(referenceOf(dictionaryOf(file, referenceOf(file.trailer, 'Root')), 'Pages'), [])
  return pages
}

// The words also occur inside Typst's font maps: only the last one counts, and it must stand at the very end.
function lastXref(bytes: Buffer): number {
  const at = bytes.lastIndexOf('startxref')
  const tail = at < 0 ? null : /^startxref\s+(\d{1,12})\s+%%EOF\s*$/.exec(bytes.toString('latin1', at))
  if (!tail) throw malformed('no startxref at the end')
  return Number(tail[1])
}

function readTable(bytes: Buffer, xref: number, offsets: Map<number, number>): PdfDictionary {
  if (bytes.toString('latin1', xref, xref + 4) !== 'xref') {
    throw new PdfUnreadable('no-classic-xref', 'the file has no classic table of cross references')
  }
  let at = skipSpace(bytes, xref + 4)
  for (;;) {
    const section = /^(\d{1,10}) (\d{1,10})\s*?\r?\n/.exec(bytes.toString('latin1', at, at + 30))
    if (!section) break
    at = readSection(bytes, at + section[0].length, Number(section[1]), Number(section[2]), offsets)
  }
  if (bytes.toString('latin1', at, at + 7) !== 'trailer') throw malformed('no trailer', at)
  const trailer = readObject(bytes, at + 7)
  if (trailer.kind !== 'dictionary') throw malformed('trailer is no dictionary', at)
  if (trailer.entries.has('Encrypt')) throw new PdfUnreadable('encrypted', 'the file is encrypted')
  if (trailer.entries.has('XRefStm')) throw new PdfUnreadable('no-classic-xref', 'the file is a hybrid one')
  return trailer
}

function readSection(bytes: Buffer, start: number, first: number, count: number, offsets: Map<number, number>): number {
  if (start + count * 20 > bytes.length) throw malformed('table cut short', start)
  for (let i = 0; i < count; i++) {
    const entry = /^(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)$/.exec(
      bytes.toString('latin1', start + i * 20, start + i * 20 + 20),
    )
    if (!entry) throw malformed('bad entry in the table', start + i * 20)
    // Tables are read from the newest to the oldest: the first word about an object is the one that counts.
    if (!offsets.has(first + i))
      offsets.set(first + i, entry[3] === 'n' && Number(entry[2]) === 0 ? Number(entry[1]) : 0)
  }
  return start + count * 20
}
