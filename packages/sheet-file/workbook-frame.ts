import { buffer } from 'node:stream/consumers'
import { writeXlsx } from 'hucre/xlsx'
import type { Cell as StyledCell, CellStyle, DataValidation, WriteSheet } from 'hucre/xlsx'
import { openArchive } from '#packages/archive/index.ts'
import { columnLetters } from './cell.ts'
import type { RowStyles } from './write-rows.ts'

/**
 * A column to write. `text` columns keep what looks like a number as it is (format @, also in the empty rows below);
 * `width` is in characters; `list` becomes a drop-down; `note` a note at the header; `wrap` breaks long lines.
 */
export interface WrittenColumn {
  title: string
  width?: number
  text?: boolean
  list?: string[]
  note?: string
  wrap?: boolean
}

/** A worksheet cut where its data rows belong; `sheet` is its place among the sheets that were asked for. */
export interface CutSheet {
  sheet: number
  path: string
  before: string
  after: string
  styles: RowStyles
}

/** The parts of a workbook without data, and its worksheets. */
export interface WorkbookFrame {
  parts: { path: string; content: Buffer }[]
  sheets: CutSheet[]
}

const optionsSheet = '下拉选项'
// As far down as an import is read (P-0-06), and the header.
const lastRow = 100_001

const headerStyle: CellStyle = {
  font: { name: '宋体', size: 11, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EEF4' } },
  border: { bottom: { style: 'thin', color: { rgb: '8FA3B8' } } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
}

const textStyle: CellStyle = { numFmt: '@' }

function columnStyle(column: WrittenColumn): CellStyle | undefined {
  const alignment = { vertical: 'top', wrapText: true } as const
  if (column.text) return column.wrap ? { ...textStyle, alignment } : textStyle
  return column.wrap ? { alignment } : undefined
}

/** Excel allows a list of 255 characters in the rule itself; longer ones, or with commas, stand in a hidden sheet. */
function needsRange(list: string[]): boolean {
  return list.join(',').length > 250 || list.some((option) => /[,"]/.test(option))
}

function validation(list: string[], column: number, options: string[][]): DataValidation {
  const letters = columnLetters(column)
  const rule: DataValidation = {
    type: 'list',
    range: `${letters}2:${letters}${lastRow}`,
    allowBlank: true,
    showErrorMessage: true,
    errorTitle: '填写有误',
    errorMessage: '请从下拉列表中选择',
  }
  if (!needsRange(list)) return { ...rule, values: list }
  options.push(list)
  const place = columnLetters(options.length - 1)
  return { ...rule, formula1: `'${optionsSheet}'!$${place}$1:$${place}$${list.length}` }
}

// The second row shows which style numbers the writer gave; it is cut out again. Its cell behind the last column is text.
function frameSheet(name: string, columns: WrittenColumn[], options: string[][]): WriteSheet {
  const cells = new Map<string, Partial<StyledCell>>()
  for (const [at, column] of columns.entries()) {
    const comment = column.note === undefined ? {} : { comment: { text: column.note } }
    cells.set(`0,${at}`, { value: column.title, type: 'string', style: headerStyle, ...comment })
    const style = columnStyle(column)
    cells.set(`1,${at}`, { value: 'x', type: 'string', ...(style && { style }) })
  }
  cells.set(`1,${columns.length}`, { value: 'x', type: 'string', style: textStyle })
  return {
    name,
    columns: columns.map(({ title, width }) => ({ width: width ?? Math.max(12, title.length * 2 + 4) })),
    rows: [columns.map(({ title }) => title), [...columns.map(() => 'x'), 'x']],
    cells,
    rowDefs: new Map([[0, { height: 24 }]]),
    freezePane: { rows: 1 },
    dataValidations: columns.flatMap(({ list }, at) =>
      list && list.length > 0 ? [validation(list, at, options)] : [],
    ),
  }
}

function optionsFrame(options: string[][]): WriteSheet {
  const longest = Math.max(...options.map((list) => list.length))
  const rows = Array.from({ length: longest }, (_, row) => options.map((list) => list[row] ?? null))
  return { name: optionsSheet, rows, hidden: true }
}

function cut(path: string, xml: string, columns: WrittenColumn[]): Omit<CutSheet, 'sheet'> {
  const sample = /<row r="2">(.*?)<\/row>/.exec(xml)
  const found = [...(sample?.[1] ?? '').matchAll(/<c r="[A-Z]+2"[^>]*>/g)].map(([tag]) => / s="(\d+)"/.exec(tag)?.[1])
  const text = found[columns.length]
  if (!sample || found.length !== columns.length + 1 || text === undefined) {
    throw new Error(`the workbook writer laid out ${path} in another way than this module knows`)
  }
  const styles = columns.map((_, at) => (found[at] === undefined ? undefined : Number(found[at])))
  const before = xml
    .slice(0, sample.index)
    .replace(/<dimension [^>]*\/>/, '')
    // The style of the whole column makes what people type below the data text as well.
    .replace(/<col min="(\d+)"/g, (tag, number: string) => {
      const style = styles[Number(number) - 1]
      return style === undefined ? tag : `<col style="${style}" min="${number}"`
    })
  return {
    path,
    before,
    after: xml.slice(sample.index + sample[0].length),
    styles: { columns: styles, textColumns: columns.map((column) => column.text === true), text: Number(text) },
  }
}

/** Lays out a workbook with header rows only: styles, notes, drop-downs, frozen header, column formats. */
export async function workbookFrame(sheets: { name: string; columns: WrittenColumn[] }[]): Promise<WorkbookFrame> {
  const options: string[][] = []
  const frames = sheets.map(({ name, columns }) => frameSheet(name, columns, options))
  const written = options.length > 0 ? [...frames, optionsFrame(options)] : frames
  const bytes = await writeXlsx({ sheets: written, defaultFont: { name: '宋体', size: 11 }, stringMode: 'inline' })
  const archive = await openArchive(Buffer.from(bytes), { keepHidden: true })
  const frame: WorkbookFrame = { parts: [], sheets: [] }
  for (const entry of archive.entries) {
    const content = await buffer(await archive.read(entry))
    const at = Number(/^xl\/worksheets\/sheet(\d+)\.xml$/.exec(entry.path)?.[1]) - 1
    const sheet = sheets[at]
    if (sheet) frame.sheets.push({ sheet: at, ...cut(entry.path, content.toString('utf8'), sheet.columns) })
    else frame.parts.push({ path: entry.path, content })
  }
  archive.close()
  return frame
}
