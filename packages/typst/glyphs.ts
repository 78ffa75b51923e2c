import { readCoverage, type Coverage } from './cmap.ts'
import { fontStacks } from './fonts.ts'

let coverages: Coverage[] | undefined

/**
 * The characters of a text that cannot be printed, each once, in their order: none of the fonts has a glyph for it, so
 * the paper would show an empty box. Line breaks, tabs and spaces are never drawn and so never missing; invisible marks
 * (zero-width characters, variation selectors) are, since they cannot be honoured. For a whole record pass
 * `JSON.stringify(record)`. The first call reads the character maps of the fonts (about 50 ms).
 */
export function missingGlyphs(text: string): string[] {
  // The bold files draw the same characters as the regular ones (glyphs.test.ts).
  const fonts = (coverages ??= fontStacks[0]!.files.map(readCoverage))
  const isMissing = (character: string) => !fonts.some((font) => font.has(character.codePointAt(0)!))
  return [...new Set(text)].filter((character) => !/^[\t\n\r ]$/.test(character) && isMissing(character))
}
