import { CFB, read } from '@e965/xlsx'
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import type { RawRow, RawValue } from './batch.ts'
import { columnLetters } from './cell.ts'
import { noSuchSheet } from './formats.ts'
import type { FormatOptions, FormatSheet } from './formats.ts'
import { checkMergeCount, mergedRange, mergesOf } from './merges.ts'
import type { MergedRange } from './merges.ts'
import { damaged, encrypted, macro, noRows, SheetRefused, wrongType } from './refused.ts'
import { dateText, isDateFormat, numberText } from './values.ts'

const errors: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
}

/** Tells what a compound file is by the streams in it; only a workbook of Excel 97 or later without macros passes. */
function refuseOtherKinds(bytes: Buffer): void {
  const container = CFB.read(bytes, { type: 'buffer' })
  const has = (path: string) => CFB.find(container, path) !== null
  if (has('/EncryptedPackage')) throw encrypted()
  if (has('/Workbook')) {
    if (has('/_VBA_PROJECT_CUR/')) throw macro()
    return
  }
  // The texts of Excel 5 and 95 are in the code page of a machine nobody knows.
  if (has('/Book')) throw wrongType('该文件的格式过旧，请用 Excel 打开并另存为 .xlsx 后再上传')
  throw wrongType()
}

function valueOf(cell: CellObject, since1904: boolean): RawValue | undefined {
  if (cell.f !== undefined) return { kind: 'formula', text: `=${cell.f}` }
  if (cell.t === 's') return String(cell.v).trim() === '' ? undefined : { kind: 'text', text: String(cell.v) }
  if (cell.t === 'b') return { kind: 'boolean', text: cell.v === true ? 'TRUE' : 'FALSE' }
  if (cell.t === 'e') return { kind: 'error', text: errors[Number(cell.v)] ?? '#VALUE!' }
  if (cell.t !== 'n') return undefined
  const value = Number(cell.v)
  const format = typeof cell.z === 'string' ? cell.z : 'General'
  const date = isDateFormat(0, format) ? dateText(value, since1904) : undefined
  return date === undefined ? { kind: 'number', text: numberText(value) } : { kind: 'date', text: date }
}

function rowsOf(sheet: WorkSheet, since1904: boolean): RawRow[] {
  const merges = (sheet['!merges'] ?? []).flatMap(({ s, e }): MergedRange[] => {
    const corner = (at: { r: number; c: number }) => columnLetters(at.c) + (at.r + 1)
    return [mergedRange(`${corner(s)}:${corner(e)}`)].filter((range) => range !== undefined)
  })
  checkMergeCount(merges.length)
  const rows: RawRow[] = []
  for (const [at, cells] of (sheet['!data'] ?? []).entries()) {
    const values: RawRow['values'] = []
    for (const [column, cell] of (cells ?? []).entries()) {
      const value = cell ? valueOf(cell, since1904) : undefined
      if (value) values[column] = value
    }
    if (values.length === 0) continue
    const hidden = sheet['!rows']?.[at]?.hidden === true
    rows.push({ rowNumber: at + 1, hidden, merged: mergesOf(merges, at + 1), values })
  }
  return rows
}

function hiddenColumnsOf(sheet: WorkSheet): number[] {
  return [...(sheet['!cols'] ?? []).entries()].filter(([, info]) => info?.hidden === true).map(([column]) => column)
}

function parse(bytes: Buffer): WorkBook {
  try {
    refuseOtherKinds(bytes)
    const wanted = { cellFormula: true, cellNF: true, cellStyles: true, cellHTML: false, cellText: false }
    return read(bytes, { type: 'buffer', dense: true, ...wanted })
  } catch (fault) {
    if (fault instanceof SheetRefused) throw fault
    throw fault instanceof Error && /password/i.test(fault.message) ? encrypted(fault) : damaged(fault)
  }
}

/** Reads an old .xls whole; such a sheet has at most 65,536 rows of 256 columns. */
export function readXls(bytes: Buffer, options: FormatOptions): FormatSheet {
  const book = parse(bytes)
  const isHidden = (name: string) => (book.Workbook?.Sheets?.find((sheet) => sheet.name === name)?.Hidden ?? 0) !== 0
  const names = book.SheetNames.filter((name) =>
    options.sheet === undefined ? !isHidden(name) : name === options.sheet,
  )
  if (options.sheet !== undefined && names.length === 0) throw noSuchSheet(options.sheet)
  for (const sheetName of names) {
    const sheet = book.Sheets[sheetName]
    const rows = sheet ? rowsOf(sheet, book.Workbook?.WBProps?.date1904 === true) : []
    if (!sheet || rows.length === 0) continue
    async function* pieces() {
      yield rows
    }
    return { sheetName, hiddenColumns: hiddenColumnsOf(sheet), rows: pieces() }
  }
  throw noRows()
}
