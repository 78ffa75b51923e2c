import { writeSheet, type WrittenColumn } from '#packages/sheet-file/index.ts'
import type { Readable } from 'node:stream'
import type { Column, Sheet } from '#kit/pure/sheet.ts'

export const excelType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const kinds = { text: '文本', loose: '文本或数字', integer: '整数', decimal: '数字', date: '日期，例如2020-12-20' } as const

const noteOf = (c: Column): string => [c.required ? '必填' : '选填', c.note, `例：${c.example}`].filter(Boolean).join('。')

/**
 * 下载导入模板 (spec 6.1): first sheet with the header alone, every cell text, drop-downs; examples stand in the notes and in
 * 填写说明, so that nobody imports them. `choices` replaces the drop-downs of some fields.
 */
export function templateOf(sheet: Sheet, choices: Partial<Record<string, readonly string[]>> = {}): Readable {
  const listOf = (c: Column): readonly string[] | undefined => choices[c.field] ?? c.list
  const columns = sheet.columns.map((c): WrittenColumn => {
    const list = listOf(c)
    return {
      title: c.required ? `${c.title}*` : c.title,
      text: true,
      note: noteOf(c),
      ...(c.width ? { width: c.width } : {}),
      ...(list?.length ? { list: [...list] } : {}),
    }
  })
  const about = sheet.columns.map((c) => [
    c.title,
    c.required ? '必填' : '选填',
    kinds[c.kind ?? 'text'],
    [c.note, listOf(c)?.length ? `可选：${listOf(c)?.join('、')}` : ''].filter(Boolean).join('。'),
    c.example,
  ])
  return writeSheet({
    sheets: [
      { name: '导入数据', columns, rows: [] },
      {
        name: '填写说明',
        columns: [
          { title: '列名', width: 20 },
          { title: '是否必填', width: 10 },
          { title: '格式', width: 14, wrap: true },
          { title: '填写要求', width: 60, wrap: true },
          { title: '示例', width: 32, text: true },
        ],
        rows: [...about, ...(sheet.notes ?? []).map((n) => ['', '', '', n, ''])],
      },
    ],
  })
}
