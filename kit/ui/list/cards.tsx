import type { ReactNode } from 'react'
import { cell } from './columns.tsx'
import { rowId, type TableProps } from './table.tsx'

/** Keys of columns: the badge at the upper right, the lines below the name, the small text at the right. */
export interface CardShape {
  readonly badge?: string
  readonly lines: readonly string[]
  readonly side?: string
}

/** The table on a phone: one card per row, 44 px targets. */
export function Cards<R extends { id: string }>(p: TableProps<R> & { shape: CardShape }): ReactNode {
  const at = (key: string | undefined, row: R): ReactNode => {
    const c = p.columns.find((x) => x.key === key)
    if (!c) return null
    const shown = cell(c, row)
    if (shown === '—') return null
    // A bare number means nothing without the head of its column.
    return c.align === 'right' ? (
      <>
        <span className="jh-hint">{c.title}</span> {shown}
      </>
    ) : (
      shown
    )
  }
  return (
    <ul className="jh-cards" aria-label={p.label} aria-busy={p.busy}>
      {p.rows.map((row, i) => (
        <li key={row.id}>
          {p.ticks ? (
            <label className="tick">
              <input
                type="checkbox"
                aria-label={`选择第 ${(p.from ?? 1) + i} 条`}
                checked={p.ticks.has(row.id)}
                onChange={(e) => p.ticks?.set([row.id], e.target.checked)}
              />
            </label>
          ) : null}
          <div>
            <div className="top">
              {p.onOpen ? (
                <button type="button" id={rowId(row.id)} className="jh-name" onClick={() => p.onOpen?.(row)}>
                  {at(p.main, row) ?? '—'}
                </button>
              ) : (
                <strong>{at(p.main, row) ?? '—'}</strong>
              )}
              {at(p.shape.badge, row)}
            </div>
            {p.shape.lines.map((key, n) => (
              <div key={key} className="line">
                <span>{at(key, row)}</span>
                {n === 0 && p.shape.side ? <span>{at(p.shape.side, row)}</span> : null}
              </div>
            ))}
            {p.actions ? <div className="jh-acts">{p.actions(row)}</div> : null}
          </div>
        </li>
      ))}
    </ul>
  )
}
