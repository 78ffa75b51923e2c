import type { Archive, ArchiveEntry } from '#packages/archive/index.ts'
import { SheetRefused } from './refused.ts'
import { attribute, XmlScanner } from './xml.ts'

/** A merged range as Excel writes it (A5:A7), with its first and last row counted from 1. */
export interface MergedRange {
  reference: string
  firstRow: number
  lastRow: number
}

const most = 2000

/** The rows a reference spans; undefined when it is none. */
export function mergedRange(reference: string): MergedRange | undefined {
  const found = /^\$?[A-Z]{1,3}\$?(\d{1,7})(?::\$?[A-Z]{1,3}\$?(\d{1,7}))?$/.exec(reference)
  if (!found) return undefined
  return { reference, firstRow: Number(found[1]), lastRow: Number(found[2] ?? found[1]) }
}

export function checkMergeCount(count: number): void {
  if (count > most) {
    throw new SheetRefused('too-many-merges', `表格中的合并单元格超过 ${most} 处，请取消合并后再上传`)
  }
}

/** The references of those merged ranges that touch a row. */
export function mergesOf(ranges: MergedRange[], rowNumber: number): string[] {
  if (ranges.length === 0) return []
  return ranges
    .filter((range) => range.firstRow <= rowNumber && rowNumber <= range.lastRow)
    .map((range) => range.reference)
}

/**
 * The merged ranges of a worksheet. They stand behind its rows, so the part is unpacked once only for them, and its
 * size and checksum are proved before the first row is given out; the rows' text is not looked at.
 */
export async function readMerges(archive: Archive, part: ArchiveEntry): Promise<MergedRange[]> {
  const ranges: MergedRange[] = []
  const scanner = new XmlScanner({
    open(name, attributes) {
      if (name !== 'mergeCell') return
      const range = mergedRange(attribute(attributes, 'ref') ?? '')
      if (range) ranges.push(range)
      checkMergeCount(ranges.length)
    },
    close: () => undefined,
    text: () => undefined,
  })
  let behindRows = false
  let tail = Buffer.alloc(0)
  for await (const chunk of (await archive.read(part)) as AsyncIterable<Buffer>) {
    if (behindRows) {
      scanner.write(chunk.toString('latin1'))
      continue
    }
    const seen = tail.length > 0 ? Buffer.concat([tail, chunk]) : chunk
    const mark = seen.indexOf('sheetData>', 0, 'latin1')
    const end = mark < 0 ? -1 : closing(seen)
    if (end >= 0) {
      behindRows = true
      scanner.write(seen.subarray(end).toString('latin1'))
    }
    tail = Buffer.from(seen.subarray(Math.max(0, seen.length - 40)))
  }
  return ranges
}

/** Behind `</sheetData>` or `</x:sheetData>`, or negative. The tag of an empty `<sheetData/>` is followed by no rows. */
function closing(bytes: Buffer): number {
  const found = /<\/(?:[\w.-]{1,20}:)?sheetData\s*>/.exec(bytes.toString('latin1'))
  return found ? found.index + found[0].length : -1
}
