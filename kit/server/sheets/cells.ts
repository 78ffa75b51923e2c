import type { Column, Fault } from '../../pure/sheet.ts'

/** A cell as it was read: what kind of thing stands in it (see #packages/sheet-file) and its text. */
export interface ReadCell {
  readonly kind: 'empty' | 'text' | 'number' | 'date' | 'boolean' | 'formula' | 'error'
  readonly text: string
}
/** A cell that will not do: what stands there, why not, and what would. */
export interface Bad {
  readonly value: string
  readonly fault: Omit<Fault, 'field'>
}

const longest = 500
// Control and direction marks, zero-width blanks and halves of characters: unseen in Excel, refused or misread by what comes after.
const unseen = /[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/

/** The cell's text without what nobody can see in it; a line break becomes a blank. */
export const seen = (text: string): string =>
  unseen.test(text)
    ? text
        .toWellFormed()
        .replace(/[\t\r\n]+/g, ' ')
        .replace(/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    : text

/** `2020-12-20` of a day written 2020-12-20, 2020/12/20, 2020.12.20, 2020年12月20日 or 20201220; null when there is no such day. */
export function dayOf(text: string): string | null {
  const found = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))(?: 00:00(?::00)?)?$/.exec(text)
  if (!found) return null
  const day = `${found[1]}-${(found[2] ?? found[4] ?? '').padStart(2, '0')}-${(found[3] ?? found[5] ?? '').padStart(2, '0')}`
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null
}

const no = (value: string, why: string, suggestion?: string): Bad => ({
  value,
  fault: { why, ...(suggestion !== undefined && suggestion !== value ? { suggestion } : {}) },
})

/** What the text must be by the column's kind, list and own reading. */
function judgeText(column: Column, text: string): string | Bad {
  let value = text
  if (column.kind === 'integer' && !/^[+-]?\d{1,15}$/.test(value)) return no(value, `${column.title}应为整数`)
  if (column.kind === 'decimal' && !/^[+-]?\d{1,15}(\.\d{1,10})?$/.test(value)) return no(value, `${column.title}应为数字`)
  if (column.kind === 'date') {
    const day = dayOf(value)
    if (!day) return no(value, `${column.title}格式不正确，应为日期，例如${column.example}`)
    value = day
  }
  if (column.read) {
    const verdict = column.read(value)
    if (!verdict.ok) return no(value, verdict.why, verdict.suggestion)
    value = verdict.value
  }
  if (column.list && !column.list.includes(value)) {
    const near = column.list.filter((each) => each.includes(value) || value.includes(each))
    const may = column.list.length > 8 ? `${column.list.slice(0, 8).join('、')}等（见填写说明）` : column.list.join('、')
    return no(value, `${column.title}“${value}”不在可选范围内，应为${may}`, near.length === 1 ? near[0] : undefined)
  }
  return value
}

/**
 * One cell of an import (P-0-06, spec 6.1): its text, read and repaired, or what is wrong with it. A number-typed cell where text is asked for is refused: Excel may have rounded it or
 * dropped its first zeros. Up to 15 digits nothing was rounded, so the digits are offered as a suggestion.
 */
export function judge(column: Column, cell: ReadCell | undefined): string | Bad {
  const text = cell ? seen(cell.text).trim() : ''
  if (!cell || text === '') return column.required ? no('', `${column.list ? '请选择' : '请输入'}${column.title}`) : ''
  if (text.length > longest) return no(text.slice(0, longest), `${column.title}不能超过${longest}字`)
  const kind = column.kind ?? 'text'
  switch (cell.kind) {
    case 'formula':
      return no(text, `${column.title}是公式，请复制后选择性粘贴为数值`)
    case 'error':
      return no(text, `${column.title}的内容是Excel错误值${text}，请更正`)
    case 'number':
      if (kind === 'date') return no(text, `请将${column.title}列设置为日期或文本格式`, dayOf(text) ?? undefined)
      if (kind !== 'text') break
      return asText(column, text, /^\d{1,15}$/.test(text))
    case 'date':
      if (kind === 'date' || kind === 'loose') break
      return asText(column, text, false)
    case 'boolean':
      return asText(column, text, false)
    default:
  }
  return judgeText(column, text)
}

function asText(column: Column, text: string, isWhole: boolean): Bad {
  const read = isWhole ? judgeText(column, text) : undefined
  const suggestion = typeof read === 'string' ? read : read?.fault.suggestion
  return { value: text, fault: { why: `请将${column.title}列设置为文本格式`, ...(suggestion === undefined ? {} : { suggestion }) } }
}
