import type { RefusalAnswer } from '#kit/pure/refusal.ts'

export const importStates = {
  checking: '正在核对',
  checked: '待导入',
  refused: '文件未接受',
  applying: '正在导入',
  applied: '已导入',
  undoing: '正在撤销',
  undone: '已撤销',
  discarded: '已放弃',
} as const
export type ImportStage = keyof typeof importStates

export interface ImportView {
  readonly id: string
  readonly sheet: string
  readonly fileName: string
  readonly state: ImportStage
  /** Why the whole file was refused, or why an undo stopped. */
  readonly refusal: RefusalAnswer | null
  readonly rowsTotal: number
  readonly rowsGood: number
  readonly rowsBad: number
  /** Good rows that were tried while importing. */
  readonly rowsDone: number
  readonly okCount: number
  readonly failCount: number
  readonly unknownColumns: readonly string[]
  readonly notes: readonly string[]
  readonly mayUndo: boolean
}
/** One line of 导入记录 (P-0-07). */
export interface ImportRow {
  readonly id: string
  readonly byName: string
  readonly roleName: string
  readonly at: string
  readonly fileName: string
  readonly okCount: number
  readonly failCount: number
  readonly state: ImportStage
  readonly mayUndo: boolean
}
export interface ExportView {
  readonly id: string
  readonly kind: 'export' | 'print'
  readonly title: string
  readonly at: string
  readonly state: 'running' | 'done' | 'failed'
  readonly rowsDone: number
  readonly rowsTotal: null
  /** null until it is done and after it has expired. */
  readonly fileId: string | null
  readonly fileName: string | null
  readonly expiresAt: string | null
  readonly isExpired: boolean
  /** Shown beside the download. */
  readonly warning: string | null
  readonly error: string | null
}
/** Imports of one organisation at work at the same time; files one person has in the making. */
export const importsAtOnce = 2
export const exportsAtOnce = 5
/** Days after which a made file is gone. */
export const exportDays = 7
