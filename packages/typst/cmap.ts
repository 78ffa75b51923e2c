import { closeSync, openSync, readSync } from 'node:fs'

/** Code points from `start` to `end`, both included, that a font has glyphs for. */
type Run = { start: number; end: number }

/** Which characters a font can draw. */
export type Coverage = { has: (codePoint: number) => boolean }

/**
 * Reads the character map of a TrueType or OpenType file (OpenType specification, `cmap`, formats 4 and 12) without
 * loading the 10 MB of outlines. Throws Error if the file is no such font or has neither format.
 */
export function readCoverage(path: string): Coverage {
  const cmap = readTable(path, 'cmap')
  const runs = [...subtables(cmap)].flatMap(({ format, offset }) => {
    if (format === 12) return runsOf12(cmap, offset)
    return format === 4 ? runsOf4(cmap, offset) : []
  })
  if (runs.length === 0) throw new Error(`no character map of format 4 or 12: ${path}`)
  const disjoint = merged(runs)
  return { has: (codePoint) => covers(disjoint, codePoint) }
}

function readTable(path: string, tag: string): Buffer {
  const descriptor = openSync(path, 'r')
  try {
    const read = (offset: number, length: number) => {
      const bytes = Buffer.alloc(length)
      if (readSync(descriptor, bytes, 0, length, offset) < length) throw new Error(`font file cut short: ${path}`)
      return bytes
    }
    const head = read(0, 12)
    if (![0x00010000, 0x4f54544f].includes(head.readUInt32BE(0))) throw new Error(`not a TrueType font: ${path}`)
    const directory = read(12, head.readUInt16BE(4) * 16)
    for (let at = 0; at < directory.length; at += 16) {
      if (directory.toString('latin1', at, at + 4) !== tag) continue
      return read(directory.readUInt32BE(at + 8), directory.readUInt32BE(at + 12))
    }
    throw new Error(`font without a ${tag} table: ${path}`)
  } finally {
    closeSync(descriptor)
  }
}

function* subtables(cmap: Buffer) {
  const count = cmap.readUInt16BE(2)
  for (let i = 0; i < count; i++) {
    const record = 4 + i * 8
    const [platform, encoding, offset] = [
      cmap.readUInt16BE(record),
      cmap.readUInt16BE(record + 2),
      cmap.readUInt32BE(record + 4),
    ]
    // Only Unicode maps: platform 0, or Windows with the encodings BMP (1) and full (10).
    if (platform !== 0 && !(platform === 3 && (encoding === 1 || encoding === 10))) continue
    yield { format: cmap.readUInt16BE(offset), offset }
  }
}

function runsOf12(cmap: Buffer, offset: number): Run[] {
  const runs: Run[] = []
  const groups = cmap.readUInt32BE(offset + 12)
  for (let i = 0; i < groups; i++) {
    const at = offset + 16 + i * 12
    const run = { start: cmap.readUInt32BE(at), end: cmap.readUInt32BE(at + 4) }
    // Glyph 0 is the empty box that stands for "cannot be drawn".
    if (cmap.readUInt32BE(at + 8) === 0) run.start += 1
    if (run.start <= run.end) runs.push(run)
  }
  return runs
}

function runsOf4(cmap: Buffer, offset: number): Run[] {
  const runs: Run[] = []
  const doubled = cmap.readUInt16BE(offset + 6)
  const [ends, starts] = [offset + 14, offset + 16 + doubled]
  const [deltas, ranges] = [starts + doubled, starts + 2 * doubled]
  for (let i = 0; i < doubled; i += 2) {
    const [start, end] = [cmap.readUInt16BE(starts + i), cmap.readUInt16BE(ends + i)]
    const [delta, range] = [cmap.readUInt16BE(deltas + i), cmap.readUInt16BE(ranges + i)]
    for (let c = start; c <= end && c !== 0xffff; c++) {
      const listed = range === 0 ? c : cmap.readUInt16BE(ranges + i + range + 2 * (c - start))
      const isDrawn = range !== 0 && listed === 0 ? false : ((listed + delta) & 0xffff) !== 0
      if (isDrawn) runs.push({ start: c, end: c })
    }
  }
  return runs
}

/** Sorted and without overlaps, since maps of both formats repeat each other. */
function merged(runs: readonly Run[]): Run[] {
  const result: Run[] = []
  for (const run of runs.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last && run.start <= last.end + 1) last.end = Math.max(last.end, run.end)
    else result.push({ ...run })
  }
  return result
}

function covers(runs: readonly Run[], codePoint: number): boolean {
  let [low, high] = [0, runs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (runs[middle]!.end < codePoint) low = middle + 1
    else high = middle
  }
  const run = runs[low]
  return run !== undefined && run.start <= codePoint
}
