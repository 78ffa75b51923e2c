export type SealRefusalCode =
  | 'already-sealed'
  | 'no-such-page'
  | 'outside-page'
  | 'same-field'
  | 'no-such-field'
  | 'field-filled'
  | 'changed-since-sealed'

/** The document can be read but not be sealed in this way. Documents that cannot be read throw PdfUnreadable. */
export class SealRefused extends Error {
  override readonly name = 'SealRefused'
  readonly code: SealRefusalCode

  constructor(code: SealRefusalCode, message: string) {
    super(message)
    this.code = code
  }
}
