import { z } from 'zod'
import { listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { everyActor } from '#kit/pure/who.ts'
import type { ExportView, ImportRow, ImportView } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('transfers', words)

// Anyone signed in may knock; the sheet's row operation, the export or the print says who may enter (P-0-02).
const who = everyActor('own')
const code = z.string().max(100)
const importId = z.object({ importId: z.uuid() })

export const startImport = write('startImport', {
  label: '批量导入',
  who,
  input: z.object({ sheet: code, given: z.record(z.string().max(40), z.string().max(200)).default({}), fileId: z.uuid('请选择文件') }),
  answers: answers<{ importId: string }>(),
  refuses: ['busy', 'too-large'],
})
export const importState = read('importState', { label: '导入进度', who, input: importId, answers: answers<ImportView>() })
export const importProblems = read('importProblems', {
  label: '有问题的行',
  who,
  input: importId.extend({ after: z.string().max(40).optional() }),
  answers: answers<{
    rows: readonly {
      row: number
      faults: readonly { field: string | null; title: string; why: string; suggestion?: string | undefined; value: string }[]
      cells: Readonly<Record<string, string>>
    }[]
    next: string | null
  }>(),
})
export const adoptSuggestions = write('adoptSuggestions', {
  label: '采用建议',
  who,
  input: importId.extend({
    fixes: z
      .array(z.object({ row: z.number().int().positive(), field: z.string().max(60), value: z.string().max(500) }))
      .min(1, '请先选择数据')
      .max(2000, '一次最多修改2000处'),
  }),
  answers: answers<{ rows: number }>(),
  refuses: ['nothing-to-fix'],
})
export const applyImport = write('applyImport', {
  label: '导入',
  who,
  input: importId.extend({ goodOnly: z.literal(true).optional() }),
  answers: answers<{ importId: string }>(),
  refuses: ['busy'],
})
export const undoImport = write('undoImport', {
  label: '撤销本次导入',
  who,
  input: importId,
  answers: answers<{ importId: string }>(),
  refuses: ['busy', 'cannot-undo', 'nothing-to-undo', 'depended-on'],
  confirm: '本次导入的数据将被删除；已被后续业务使用的数据不能撤销。确定撤销？',
})
export const discardImport = write('discardImport', { label: '放弃导入', who, input: importId, answers: answers<{ importId: string }>() })
export const imports = read('imports', {
  label: '导入记录',
  who,
  input: listQuery({}).extend({ sheet: code }),
  answers: answers<ListPage<ImportRow>>(),
})

export const startExport = write('startExport', {
  label: '批量导出',
  who,
  input: z.object({ export: code, query: z.unknown() }),
  answers: answers<{ exportId: string }>(),
  refuses: ['too-many-exports'],
})
export const startPrint = write('startPrint', {
  label: '打印',
  who,
  input: z.object({ print: code, input: z.unknown() }),
  answers: answers<{ exportId: string }>(),
  refuses: ['too-many-exports'],
})
export const exportState = read('exportState', {
  label: '导出进度',
  who,
  input: z.object({ exportId: z.uuid() }),
  answers: answers<ExportView>(),
})
export const myExports = read('myExports', { label: '我的导出', who, input: z.object({}), answers: answers<{ rows: readonly ExportView[] }>() })
