import { dictionaryOf, nameOf, referenceOf, valueOf, type PdfFile } from './file.ts'
import { malformed, type PdfDictionary, type PdfObject } from './syntax.ts'
import { dateOf, textOf } from './text.ts'

/** A field for a signature; `signature` is the number of the signature's object once it is filled. */
export type SealField = { object: number; dictionary: PdfDictionary; name: string; signature?: number }

/** What a signature dictionary says, with the place of its value: `gap` is the hexadecimal string with its brackets. */
export type SignatureEntry = {
  byteRange: readonly number[]
  gap: { start: number; end: number }
  name: string
  reason: string
  time: Date
}

/** The catalog of a file. */
export const catalogOf = (file: PdfFile): PdfDictionary => dictionaryOf(file, referenceOf(file.trailer, 'Root'))

/** The fields of a file, in their order. Throws PdfUnreadable if it has fields of another kind than ours. */
export function sealFields(file: PdfFile): SealField[] {
  const form = valueOf(file, catalogOf(file), 'AcroForm')
  if (!form) return []
  const fields = form.kind === 'dictionary' ? valueOf(file, form, 'Fields') : undefined
  if (fields?.kind !== 'array') throw malformed('form without fields')
  return fields.items.map((item) => sealField(file, item))
}

function sealField(file: PdfFile, item: PdfObject): SealField {
  if (item.kind !== 'reference') throw malformed('a field that is no reference')
  const dictionary = dictionaryOf(file, item.object)
  if (nameOf(dictionary, 'FT') !== 'Sig') throw malformed('a field that is not for a signature')
  const field = { object: item.object, dictionary, name: textOf(dictionary.entries.get('T')?.value) }
  return dictionary.entries.has('V') ? { ...field, signature: referenceOf(dictionary, 'V') } : field
}

/** Reads a signature dictionary. Throws PdfUnreadable if it is of another kind than ours. */
export function signatureEntry(file: PdfFile, object: number): SignatureEntry {
  const dictionary = dictionaryOf(file, object)
  const kind = ['Type', 'Filter', 'SubFilter'].map((key) => nameOf(dictionary, key)).join(' ')
  if (kind !== 'Sig Adobe.PPKLite ETSI.CAdES.detached') throw malformed(`a signature of kind ${kind}`)
  const value = (key: string) => dictionary.entries.get(key)?.value
  const contents = value('Contents')
  const range = value('ByteRange')
  if (contents?.kind !== 'string' || !contents.isHex) throw malformed('signature without a value')
  if (range?.kind !== 'array') throw malformed('signature without a range')
  const byteRange = range.items.map((item) => (item.kind === 'number' ? item.value : Number.NaN))
  return {
    byteRange,
    gap: { start: contents.start, end: contents.end },
    name: textOf(value('Name')),
    reason: textOf(value('Reason')),
    time: dateOf(value('M')),
  }
}
