import { dictionaryOf, valueOf, type PdfFile } from './file.ts'
import { SealRefused } from './refusal.ts'
import { malformed, type PdfDictionary } from './syntax.ts'

/** A rectangle in points (1/72 inch) measured from the upper left corner of the page, as a template places things. */
export type Rect = { x: number; y: number; width: number; height: number }

/** Text of a dictionary with entries added at its end. */
export function withEntry(file: PdfFile, dictionary: PdfDictionary, added: string): string {
  return `${file.bytes.toString('latin1', dictionary.start, dictionary.end - 2)}${added}>>`
}

/** Text of a page with annotations added to those it has. Throws PdfUnreadable. */
export function pageWithAnnotations(file: PdfFile, page: number, annotations: readonly number[]): string {
  const dictionary = dictionaryOf(file, page)
  const added = annotations.map((n) => `${n} 0 R`).join(' ')
  const entry = dictionary.entries.get('Annots')
  if (!entry) return withEntry(file, dictionary, `/Annots[${added}]`)
  const present = valueOf(file, dictionary, 'Annots')
  if (present?.kind !== 'array') throw malformed('annotations that are no array')
  const kept = file.bytes.toString('latin1', present.start + 1, present.end - 1)
  const before = file.bytes.toString('latin1', dictionary.start, entry.start)
  // The line break ends a comment that the list may end with.
  return `${before}/Annots[${kept}\n${added}]${file.bytes.toString('latin1', entry.value.end, dictionary.end)}`
}

/** The rectangle in the page's own coordinates: left, bottom, right, top. Throws SealRefused `outside-page`. */
export function boxOf(file: PdfFile, page: number, rect: Rect): [number, number, number, number] {
  const [left, bottom, right, top] = mediaBox(file, page)
  const box: [number, number, number, number] = [
    rounded(left + rect.x),
    rounded(top - rect.y - rect.height),
    rounded(left + rect.x + rect.width),
    rounded(top - rect.y),
  ]
  const isInside = box[0] >= left && box[1] >= bottom && box[2] <= right && box[3] <= top
  if (!isInside || !(box[0] < box[2]) || !(box[1] < box[3])) {
    throw new SealRefused('outside-page', `the rectangle ${JSON.stringify(rect)} is empty or leaves the page`)
  }
  return box
}

/** A form without content of the rectangle's size: transparent, but something to click on. */
export function emptyAppearance(rect: Rect): string {
  return `<</Type/XObject/Subtype/Form/BBox[0 0 ${rounded(rect.width)} ${rounded(rect.height)}]/Length 0>>stream\n\nendstream`
}

const rounded = (points: number) => Math.round(points * 100) / 100

function mediaBox(file: PdfFile, page: number): [number, number, number, number] {
  let node = dictionaryOf(file, page)
  for (let depth = 0; depth < 30; depth++) {
    const box = valueOf(file, node, 'MediaBox')
    if (box?.kind === 'array') {
      const numbers = box.items.flatMap((item) => (item.kind === 'number' ? item.value : []))
      const [x1, y1, x2, y2] = numbers
      if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) throw malformed('bad /MediaBox')
      return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]
    }
    const parent = valueOf(file, node, 'Parent')
    if (parent?.kind !== 'dictionary') break
    node = parent
  }
  throw malformed(`page ${page} has no size`)
}
