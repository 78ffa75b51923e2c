import { createHash } from 'node:crypto'
import { catalogOf, sealFields, signatureEntry } from './fields.ts'
import { openPdf, pagesOf, referenceOf, type PdfFile } from './file.ts'
import { boxOf, emptyAppearance, pageWithAnnotations, withEntry, type Rect } from './page.ts'
import { SealRefused } from './refusal.ts'
import type { Sealer } from './sealer.ts'
import { layUpdate, nextObject, signatureBody, type NewObject, type Statement, type Update } from './update.ts'
import { textString } from './text.ts'

/** A place for a signature; `page` counts from 1 and is the first one if absent. */
export type FieldPlace = { name: string; rect: Rect; page?: number }

export type Certification = Statement & {
  sealer: Sealer
  /** Name of the field, unique in the document. */
  field: string
  /** Where the seal is printed; a click on it shows the signature. */
  rect: Rect
  page?: number
  /** An empty field for a countersignature. Without one no later change is permitted at all. */
  nextField?: FieldPlace
}

export type Countersignature = Statement & { sealer: Sealer; field: string }

/**
 * Seals a finished document: certifies it (DocMDP) and, in the same update, prepares the field of a countersignature.
 * The bytes of the document stay as they are; the update is appended. Throws PdfUnreadable or SealRefused.
 */
export function certify(pdf: Buffer, order: Certification): Buffer {
  const file = openPdf(pdf)
  const catalog = catalogOf(file)
  if (catalog.entries.has('AcroForm') || catalog.entries.has('Perms')) {
    throw new SealRefused('already-sealed', 'the document already has a form or a seal')
  }
  if (order.nextField?.name === order.field) throw new SealRefused('same-field', `two fields named ${order.field}`)
  const first = nextObject(file)
  const [form, signature] = [first, first + 1]
  const places = [{ name: order.field, rect: order.rect, page: order.page }, order.nextField].filter(
    (p) => p !== undefined,
  )
  const fields = places.map((place, i) => ({
    place,
    page: pageObject(file, place.page ?? 1),
    widget: first + 2 + 2 * i,
    appearance: first + 3 + 2 * i,
    value: i === 0 ? signature : undefined,
  }))
  const pages = [...new Set(fields.map((field) => field.page))]
  const root = referenceOf(file.trailer, 'Root')
  const added = `/AcroForm ${form} 0 R/Perms<</DocMDP ${signature} 0 R>>`
  const objects: NewObject[] = [
    ...pages.map((page) => {
      const widgets = fields.filter((field) => field.page === page).map((field) => field.widget)
      return { object: page, body: pageWithAnnotations(file, page, widgets) }
    }),
    { object: root, body: withEntry(file, catalog, added) },
    { object: form, body: `<</Fields[${fields.map((field) => `${field.widget} 0 R`).join(' ')}]/SigFlags 3>>` },
    ...fields.flatMap((field) => widgetObjects(file, field)),
    { object: signature, body: signatureBody(order, order.sealer.maxBytes, order.nextField ? 2 : 1) },
  ]
  return signed(file, layUpdate(file, objects, signature), order.sealer)
}

/** Fills the field that the certification prepared. Throws PdfUnreadable or SealRefused. */
export function countersign(pdf: Buffer, order: Countersignature): Buffer {
  const file = openPdf(pdf)
  const filled = sealFields(file).flatMap((field) => field.signature ?? [])
  const ends = filled
    .map((object) => signatureEntry(file, object).byteRange)
    .map(([, , start = 0, length = 0]) => start + length)
  if (Math.max(0, ...ends) !== pdf.length) {
    throw new SealRefused('changed-since-sealed', 'the document has no seal, or bytes were appended after it')
  }
  return signed(file, countersignUpdate(file, order, order.sealer.maxBytes), order.sealer)
}

/** The update of a countersignature with an empty value of `maxBytes`. Throws PdfUnreadable or SealRefused. */
export function countersignUpdate(file: PdfFile, order: Statement & { field: string }, maxBytes: number): Update {
  const field = sealFields(file).find((f) => f.name === order.field)
  if (!field) throw new SealRefused('no-such-field', `the document has no field ${order.field}`)
  if (field.signature !== undefined) throw new SealRefused('field-filled', `the field ${order.field} is signed already`)
  const signature = nextObject(file)
  const objects = [
    { object: field.object, body: withEntry(file, field.dictionary, `/V ${signature} 0 R`) },
    { object: signature, body: signatureBody(order, maxBytes) },
  ]
  return layUpdate(file, objects, signature)
}

function pageObject(file: PdfFile, page: number): number {
  const object = pagesOf(file)[page - 1]
  if (object === undefined) throw new SealRefused('no-such-page', `the document has no page ${page}`)
  return object
}

type PlacedField = { place: FieldPlace; page: number; widget: number; appearance: number; value: number | undefined }

function widgetObjects(file: PdfFile, field: PlacedField): NewObject[] {
  const { place, page, widget, appearance, value } = field
  const [left, bottom, right, top] = boxOf(file, page, place.rect)
  const filled = value === undefined ? '' : `/V ${value} 0 R`
  // Flags 132: printed and locked in its place. It shows nothing itself; the seal is part of the page.
  const body = `<</Type/Annot/Subtype/Widget/FT/Sig/T${textString(place.name)}/Rect[${left} ${bottom} ${right} ${top}]/F 132/P ${page} 0 R/AP<</N ${appearance} 0 R>>${filled}>>`
  return [
    { object: widget, body },
    { object: appearance, body: emptyAppearance(place.rect) },
  ]
}

function signed(file: PdfFile, update: Update, sealer: Sealer): Buffer {
  const base = file.bytes.length
  const [start, end] = [update.gap.start - base, update.gap.end - base]
  const digest = createHash('sha256')
    .update(file.bytes)
    .update(update.bytes.subarray(0, start))
    .update(update.bytes.subarray(end))
    .digest()
  const value = sealer.sign(digest)
  if (value.length > sealer.maxBytes) throw new Error(`signature of ${value.length} bytes, room for ${sealer.maxBytes}`)
  update.bytes.write(value.toString('hex'), start + 1, 'latin1')
  return Buffer.concat([file.bytes, update.bytes])
}
