import type { RawRow } from './batch.ts'
import { SheetRefused } from './refused.ts'

/** What a reader of one format is told. `sheet` names the sheet to read; bytes are unpacked. */
export interface FormatOptions {
  sheet: string | undefined
  totalBytes: number
}

/** What a reader of one format gives: rows in pieces as they come, without the empty ones. */
export interface FormatSheet {
  sheetName: string
  hiddenColumns: number[]
  rows: AsyncIterable<RawRow[]>
}

/** No table of ours is wider; a stray cell far to the right would make every row that long. */
export const widest = 500

/** Refuses a filled cell beyond the widest table. */
export function checkColumn(column: number): void {
  if (column >= widest) throw new SheetRefused('too-many-columns', `表格超过 ${widest} 列，请删除多余的列后再上传`)
}

/** Excel's own limit for a cell's text. */
export const longestText = 32_767

export function textTooLong(rowNumber: number): SheetRefused {
  return new SheetRefused('too-large', `第 ${rowNumber} 行有单元格的内容超过 ${longestText} 个字符，请缩短后再上传`)
}

export function noSuchSheet(name: string): SheetRefused {
  return new SheetRefused('no-such-sheet', `文件中没有名为“${name}”的工作表`)
}
