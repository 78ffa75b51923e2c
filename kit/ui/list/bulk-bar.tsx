import type { ReactNode } from 'react'
import type { Chosen } from './selection.ts'

/** What is ticked and what can be done with it; stays at the bottom while rows are ticked. */
export const BulkBar = (p: {
  chosen: Chosen
  unit: string
  /** Rows that the question finds, when 选中全部 may be offered. */
  total: number | null
  onAll(expected: number): void
  onClear(): void
  children: ReactNode
}): ReactNode => (
  <div className="jh-bulk" role="region" aria-label="批量操作">
    <span>
      已选 <strong>{p.chosen.count}</strong> {p.unit}
    </span>
    {p.total !== null && p.total > p.chosen.count ? (
      <button type="button" onClick={() => p.onAll(p.total as number)}>
        选中全部 {p.total} {p.unit}
      </button>
    ) : null}
    <button type="button" onClick={p.onClear}>
      取消选择
    </button>
    <span className="jh-fill" />
    {p.children}
  </div>
)
