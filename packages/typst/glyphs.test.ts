import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readCoverage } from './cmap.ts'
import { fontStacks } from './fonts.ts'
import { missingGlyphs } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'cmap-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each(Array.from('䶮㛃𠅤𬱖𫖯鿍𬭼𰻝喆堃〇'))('the rare character %s of a name can be printed', (character) => {
  expect(missingGlyphs(`王${character}`)).toEqual([])
})

test('a character that only the sans face has is not missing', () => {
  const [serif, sans] = fontStacks[0]!.files.map(readCoverage)
  const biang = '𰻝'.codePointAt(0)!
  expect([serif!.has(biang), sans!.has(biang)]).toEqual([false, true])
  expect(missingGlyphs('𰻝')).toEqual([])
})

test('bold and regular can draw the same characters, so that testing one weight is enough', () => {
  const [regular, bold] = fontStacks.map((stack) => stack.files.map(readCoverage))
  expect(fontStacks.map((stack) => stack.weight)).toEqual(['regular', 'bold'])
  for (let c = 0; c < 0x33480; c++) {
    const [inRegular, inBold] = [regular, bold].map((fonts) => fonts!.some((font) => font.has(c)))
    if (inRegular !== inBold) throw new Error(`the weights differ at U+${c.toString(16)}`)
  }
})

test('what no font can draw is named, each character once and in order', () => {
  expect(missingGlyphs('王𲎯三😀𲎯')).toEqual(['𲎯', '😀'])
})

test('private-use and invisible characters of a pasted name are noticed', () => {
  expect(missingGlyphs('王\ue863小\u200b明\u{e0100}')).toEqual(['\ue863', '\u200b', '\u{e0100}'])
})

test('names with a dot, Latin letters, spaces and line breaks are complete', () => {
  expect(missingGlyphs('买买提·艾力\t古丽\nJosé Ā (Ⅱ) 1-2，。“”')).toEqual([])
  expect(missingGlyphs('')).toEqual([])
})

test('a whole record can be tested as JSON', () => {
  expect(missingGlyphs(JSON.stringify({ name: '王\n三', school: '第一😀学校' }))).toEqual(['😀'])
})

/** A font file with nothing but one of the real font's Unicode maps. */
function fontWithOnly(format: number): string {
  const font = readFileSync(fontStacks[0]!.files[1])
  const entry = font.indexOf('cmap', 12, 'latin1')
  const cmap = font.subarray(font.readUInt32BE(entry + 8)).subarray(0, font.readUInt32BE(entry + 12))
  const records = Array.from({ length: cmap.readUInt16BE(2) }, (_, i) => cmap.subarray(4 + i * 8, 12 + i * 8))
  const record = records.find((r) => r.readUInt16BE(0) === 3 && cmap.readUInt16BE(r.readUInt32BE(4)) === format)!
  const only = Buffer.from(cmap)
  only.writeUInt16BE(1, 2)
  record.copy(only, 4)
  return sfnt(only, `format-${format}.ttf`)
}

function sfnt(cmap: Buffer, name: string): string {
  const head = Buffer.alloc(28)
  head.writeUInt32BE(0x00010000, 0)
  head.writeUInt16BE(1, 4)
  head.write('cmap', 12, 'latin1')
  head.writeUInt32BE(28, 20)
  head.writeUInt32BE(cmap.length, 24)
  const path = join(folder, name)
  writeFileSync(path, Buffer.concat([head, cmap]))
  return path
}

test('the short map and the long map of a font say the same about every character of the basic plane', () => {
  const [short, long] = [readCoverage(fontWithOnly(4)), readCoverage(fontWithOnly(12))]
  let drawn = 0
  for (let c = 0; c < 0xffff; c++) {
    if (short.has(c) !== long.has(c)) throw new Error(`the maps differ at U+${c.toString(16)}`)
    if (long.has(c)) drawn += 1
  }
  expect(drawn).toBeGreaterThan(20_000)
  expect(short.has('𰻝'.codePointAt(0)!)).toBe(false)
  expect(long.has('𰻝'.codePointAt(0)!)).toBe(true)
})

test('a short map with listed glyphs: an entry 0 is no glyph', () => {
  const numbers = (...values: number[]) => Buffer.from(Uint16Array.from(values).buffer).swap16()
  // U+0041…0043 with the glyphs 5, none, 7 (each listed less the delta 1); then the closing segment.
  const table = numbers(4, 38, 0, 4, 0, 0, 0, 0x43, 0xffff, 0, 0x41, 0xffff, 1, 1, 4, 0, 4, 0, 6)
  const coverage = readCoverage(sfnt(Buffer.concat([numbers(0, 1, 3, 1, 0, 12), table]), 'listed.ttf'))
  expect([0x40, 0x41, 0x42, 0x43, 0x44, 0xffff].map(coverage.has)).toEqual([false, true, false, true, false, false])
})

test('a long map whose groups overlap, one of them without a glyph', () => {
  const words = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer).swap32()
  const groups = words(0x41, 0x50, 10, 0x45, 0x46, 14, 0x60, 0x61, 0)
  const table = Buffer.concat([Buffer.from([0, 12, 0, 0]), words(16 + groups.length, 0, 3), groups])
  const record = Buffer.from([0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12])
  const coverage = readCoverage(sfnt(Buffer.concat([record, table]), 'groups.ttf'))
  expect([0x40, 0x51, 0x60].map(coverage.has)).toEqual([false, false, false])
  expect([0x41, 0x46, 0x4f, 0x50, 0x61].map(coverage.has)).toEqual([true, true, true, true, true])
})

test('files that are no fonts are refused', () => {
  const write = (bytes: Buffer) => {
    writeFileSync(join(folder, 'bad.ttf'), bytes)
    return join(folder, 'bad.ttf')
  }
  expect(() => readCoverage(write(Buffer.from('%PDF-1.7 not a font')))).toThrow('not a TrueType font')
  expect(() => readCoverage(write(Buffer.alloc(5)))).toThrow('cut short')
  expect(() => readCoverage(sfnt(Buffer.from([0, 0, 0, 0]), 'empty.ttf'))).toThrow('no character map')
  const renamed = readFileSync(sfnt(Buffer.alloc(4), 'renamed.ttf'))
  renamed.write('xxxx', 12, 'latin1')
  expect(() => readCoverage(write(renamed))).toThrow('without a cmap table')
})
