import { malformed, type PdfObject } from './syntax.ts'

/** A text as UTF-16 in a hexadecimal string, the one form that takes any character and needs no escapes. */
export function textString(text: string): string {
  return `<${Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex').toUpperCase()}>`
}

/** The text of a string object, UTF-16 or ASCII. Throws PdfUnreadable. */
export function textOf(value: PdfObject | undefined): string {
  if (value?.kind !== 'string') throw malformed('no text string')
  const bytes = value.value
  if (bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0) {
    return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le')
  }
  if (bytes.some((byte) => byte > 0x7e)) throw malformed('text string in another encoding', value.start)
  return bytes.toString('latin1')
}

/** A time in whole seconds, as a PDF writes it, in UTC. */
export function dateString(time: Date): string {
  return `(D:${time.toISOString().replace(/\.\d+/, '').replaceAll(/[-:T]/g, '')})`
}

/** The time of a date string in the form that `dateString` writes. Throws PdfUnreadable. */
export function dateOf(value: PdfObject | undefined): Date {
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(textOf(value))
  const [, year, month, day, hour, minute, second] = match ?? []
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  if (Number.isNaN(time.getTime())) throw malformed('no date', value?.start)
  return time
}
