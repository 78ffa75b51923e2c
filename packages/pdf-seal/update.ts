import { hash } from 'node:crypto'
import type { PdfFile } from './file.ts'
import { malformed } from './syntax.ts'
import { dateString, textString } from './text.ts'

/** Who signs, why and when, as the document states it. Times count in whole seconds. */
export type Statement = { name: string; reason: string; time: Date }

/** New text of an indirect object. */
export type NewObject = { object: number; body: string }

/** Bytes to be appended. `gap` is the place, in the whole file, of the value that is still empty, with its brackets. */
export type Update = { bytes: Buffer; gap: { start: number; end: number } }

// Three numbers of ten digits and the rest fit into it, so the range can be filled in when all lengths are known.
const RANGE_WIDTH = 40

/**
 * Body of a signature dictionary with an empty value of `maxBytes`. `permits` makes it a certification (DocMDP): 1 allows
 * no change of the document after it, 2 the filling of fields.
 */
export function signatureBody(statement: Statement, maxBytes: number, permits?: 1 | 2): string {
  const certification = permits
    ? `/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P ${permits}/V/1.2>>>>]`
    : ''
  return [
    '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached',
    `/ByteRange${' '.repeat(RANGE_WIDTH)}`,
    `/Contents<${'0'.repeat(maxBytes * 2)}>`,
    `/M${dateString(statement.time)}/Name${textString(statement.name)}/Reason${textString(statement.reason)}`,
    certification,
    '>>',
  ].join('')
}

/** The next free object number. Throws PdfUnreadable. */
export function nextObject(file: PdfFile): number {
  const size = file.trailer.entries.get('Size')?.value
  if (size?.kind !== 'number' || !Number.isSafeInteger(size.value)) throw malformed('bad /Size')
  // A number beyond /Size would be taken twice.
  for (const object of file.offsets.keys()) if (object >= size.value) throw malformed('bad /Size')
  return size.value
}

/**
 * Lays out an incremental update. Equal input gives equal bytes: the verifier makes a countersignature's update again
 * and compares. One of the objects, `signature`, has a body by `signatureBody`.
 */
export function layUpdate(file: PdfFile, objects: readonly NewObject[], signature: number): Update {
  const base = file.bytes.length
  const offsets = new Map<number, number>()
  let text = '\n'
  for (const { object, body } of objects) {
    offsets.set(object, base + text.length)
    text += `${object} 0 obj\n${body}\nendobj\n`
  }
  const xref = base + text.length
  const id = hash('sha256', Buffer.from(`${base} ${text}`, 'latin1')).slice(0, 32)
  text += `xref\n${sections(offsets)}trailer\n${trailer(file, offsets, id)}\nstartxref\n${xref}\n%%EOF\n`

  const open = text.indexOf('/Contents<', offsets.get(signature)! - base) + '/Contents'.length
  const gap = { start: base + open, end: base + text.indexOf('>', open) + 1 }
  const range = `[0 ${gap.start} ${gap.end} ${base + text.length - gap.end}]`.padEnd(RANGE_WIDTH)
  const bytes = Buffer.from(text, 'latin1')
  bytes.write(range, text.indexOf('/ByteRange', offsets.get(signature)! - base) + '/ByteRange'.length, 'latin1')
  return { bytes, gap }
}

function sections(offsets: ReadonlyMap<number, number>): string {
  const numbers = [...offsets.keys()].toSorted((a, b) => a - b)
  const starts = numbers.filter((n) => !offsets.has(n - 1))
  return starts
    .map((start) => {
      let end = start
      while (offsets.has(end)) end += 1
      const entries = numbers.filter((n) => n >= start && n < end)
      const line = (n: number) => `${String(offsets.get(n)).padStart(10, '0')} 00000 n \n`
      return `${start} ${entries.length}\n${entries.map(line).join('')}`
    })
    .join('')
}

function trailer(file: PdfFile, offsets: ReadonlyMap<number, number>, id: string): string {
  const source = (key: string) => {
    const value = file.trailer.entries.get(key)?.value
    return value && file.bytes.toString('latin1', value.start, value.end)
  }
  const size = Math.max(nextObject(file), ...[...offsets.keys()].map((n) => n + 1))
  const info = source('Info')
  // The first part of the ID stays for the life of a document, the second one changes with every update.
  const old = file.trailer.entries.get('ID')?.value
  const first = old?.kind === 'array' ? old.items[0] : undefined
  const firstId = first?.kind === 'string' ? file.bytes.toString('latin1', first.start, first.end) : `<${id}>`
  return `<</Size ${size}/Root ${source('Root')}${info ? `/Info ${info}` : ''}/Prev ${file.xref}/ID[${firstId}<${id}>]>>`
}
