import type { RawRow, RawValue } from './batch.ts'
import { columnOf } from './cell.ts'
import { checkColumn, longestText, textTooLong, widest } from './formats.ts'
import { dateText, decodeEscapes, isoDateText, numberText } from './values.ts'
import { attribute, resolveEntities } from './xml.ts'
import type { XmlListener } from './xml.ts'

/** What the cells of a worksheet refer to. */
export interface WorkbookContext {
  sharedStrings: string[]
  /** By style number: does it show a date? */
  dateStyles: boolean[]
  since1904: boolean
}

// Each character may be written as an entity.
const longestRaw = longestText * 10

const errors = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#SPILL!', '#CALC!'])

/** Gathers the rows of a worksheet while it is scanned; take them from `rows`. Rows that hold nothing are left out. */
export class RowCollector implements XmlListener {
  rows: RawRow[] = []
  hiddenColumns: number[] = []
  /** True after the last row; what follows in the document does not matter any more. */
  done = false
  readonly #context: WorkbookContext
  #inData = false
  #row: RawRow | undefined
  #rowNumber = 0
  #column = 0
  #type = ''
  #style = 0
  #collects: 'value' | 'formula' | 'inline' | undefined
  #value = ''
  #formula: string | undefined
  #inline: string | undefined
  #phonetic = false

  constructor(context: WorkbookContext) {
    this.#context = context
  }

  open(name: string, attributes: string): void {
    if (this.done) return
    if (!this.#inData) {
      if (name === 'sheetData') this.#inData = true
      else if (name === 'col') this.#openColumn(attributes)
      return
    }
    if (name === 'c') this.#openCell(attributes)
    else if (name === 'v') this.#collects = 'value'
    else if (name === 'f') {
      this.#collects = 'formula'
      this.#formula = ''
    } else if (name === 't') {
      if (!this.#phonetic) this.#collects = 'inline'
      this.#inline ??= ''
    } else if (name === 'rPh') this.#phonetic = true
    else if (name === 'row') this.#openRow(attributes)
  }

  text(raw: string): void {
    if (this.#collects === undefined || this.done) return
    if (this.#collects === 'value') this.#value += raw
    else if (this.#collects === 'formula') this.#formula += raw
    else this.#inline += raw
    const length = this.#value.length + (this.#formula?.length ?? 0) + (this.#inline?.length ?? 0)
    if (length > longestRaw) throw textTooLong(this.#rowNumber)
  }

  close(name: string): void {
    if (this.done || !this.#inData) return
    if (name === 'v' || name === 'f' || name === 't') this.#collects = undefined
    else if (name === 'c') this.#closeCell()
    else if (name === 'rPh') this.#phonetic = false
    else if (name === 'row') this.#closeRow()
    else if (name === 'sheetData') this.done = true
  }

  #openColumn(attributes: string): void {
    if (!isTrue(attribute(attributes, 'hidden'))) return
    const from = Number(attribute(attributes, 'min')) - 1
    const upTo = Math.min(Number(attribute(attributes, 'max')), widest)
    for (let column = from; column >= 0 && column < upTo; column++) this.hiddenColumns.push(column)
  }

  #openRow(attributes: string): void {
    const given = Number(attribute(attributes, 'r'))
    this.#rowNumber = Number.isSafeInteger(given) && given > 0 ? given : this.#rowNumber + 1
    this.#column = 0
    this.#row = {
      rowNumber: this.#rowNumber,
      hidden: isTrue(attribute(attributes, 'hidden')),
      merged: [],
      values: [],
    }
  }

  #openCell(attributes: string): void {
    this.#column = columnOf(attribute(attributes, 'r') ?? '') ?? this.#column
    this.#type = attribute(attributes, 't') ?? 'n'
    this.#style = Number(attribute(attributes, 's') ?? 0)
    this.#value = ''
    this.#formula = undefined
    this.#inline = undefined
  }

  #closeCell(): void {
    const value = this.#read()
    if (value && this.#row) {
      checkColumn(this.#column)
      this.#row.values[this.#column] = value
    }
    this.#column++
  }

  #closeRow(): void {
    if (this.#row && this.#row.values.length > 0) this.rows.push(this.#row)
    this.#row = undefined
  }

  #read(): RawValue | undefined {
    if (this.#formula !== undefined) return { kind: 'formula', text: `=${resolveEntities(this.#formula)}` }
    switch (this.#type) {
      case 's':
        return text(this.#context.sharedStrings[Number(this.#value)] ?? '')
      case 'inlineStr':
        return text(decodeEscapes(resolveEntities(this.#inline ?? '')))
      case 'str':
        return text(decodeEscapes(resolveEntities(this.#value)))
      case 'b':
        return { kind: 'boolean', text: this.#value.trim() === '1' || this.#value.trim() === 'true' ? 'TRUE' : 'FALSE' }
      case 'e':
        return { kind: 'error', text: errors.has(this.#value) ? this.#value : '#VALUE!' }
      case 'd':
        return { kind: 'date', text: isoDateText(this.#value.trim()) }
      default:
        return this.#readNumber()
    }
  }

  #readNumber(): RawValue | undefined {
    if (this.#value.trim() === '') return undefined
    const value = Number(this.#value)
    if (!Number.isFinite(value)) return text(resolveEntities(this.#value))
    const date = this.#context.dateStyles[this.#style] ? dateText(value, this.#context.since1904) : undefined
    return date === undefined ? { kind: 'number', text: numberText(value) } : { kind: 'date', text: date }
  }
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

// A text of nothing, or of blanks alone, is what people leave behind when they clear a cell with the space bar.
function text(value: string): RawValue | undefined {
  return value.trim() === '' ? undefined : { kind: 'text', text: value }
}
