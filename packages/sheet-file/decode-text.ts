import { wrongType } from './refused.ts'

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

// Windows writes UTF-16 with a mark; some programs leave it out, but then every ASCII character has a zero beside it.
function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 1000)
  const zerosAt = (odd: number) => head.filter((byte, at) => byte === 0 && at % 2 === odd).length
  if (zerosAt(1) > 0 && zerosAt(0) === 0) return 'utf-16le'
  return zerosAt(0) > 0 && zerosAt(1) === 0 ? 'utf-16be' : undefined
}

/** The text of a file that is UTF-8, UTF-16 or GB18030, by mark or by what fits. Anything else is no text: SheetRefused. */
export function decodeText(bytes: Uint8Array): string {
  const order = utf16Order(bytes)
  const text = order ? decode(bytes, order) : (decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030'))
  // Control characters other than tab and line ends mean that the bytes were no text at all.
  if (text === undefined || /(?![\t\r\n])[\p{Cc}]/u.test(text.slice(0, 10_000)) || text.includes('\0'))
    throw wrongType()
  return text
}
