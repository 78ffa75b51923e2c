import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { cell, type ListColumn } from './columns.tsx'
import { nextSort } from './state.ts'

export interface Ticks {
  has(id: string): boolean
  set(ids: readonly string[], on: boolean): void
}
export interface TableProps<R extends { id: string }> {
  readonly label: string
  readonly columns: readonly ListColumn<R>[]
  readonly rows: readonly R[]
  /** Number of the first row, for 序号. */
  readonly from?: number
  /** The column that names the row and opens it. */
  readonly main?: string
  readonly here?: string | null
  readonly sort?: string | undefined
  readonly busy?: boolean
  readonly ticks?: Ticks | undefined
  readonly actions?: ((row: R) => ReactNode) | undefined
  readonly actionsWidth?: number
  onSort?(sort: string | undefined): void
  onOpen?(row: R): void
  onHere?(id: string): void
}
export const rowId = (id: string): string => `row-${id}`

/** The name of a row: ink, a link on hover; focus on it is where J and K stand. */
function Cell<R extends { id: string }>({ c, row, p }: { c: ListColumn<R>; row: R; p: TableProps<R> }): ReactNode {
  const shown = cell(c, row)
  const named = c.key === p.main && p.onOpen
  return (
    <td className={c.align} title={typeof shown === 'string' ? shown : undefined}>
      {named ? (
        <button type="button" id={rowId(row.id)} className="jh-name" onClick={() => p.onOpen?.(row)}>
          {shown}
        </button>
      ) : (
        shown
      )}
    </td>
  )
}

/** A plain table: every row 38 px, no zebra, no column lines. Also for the small tables inside a record. */
export function Table<R extends { id: string }>(p: TableProps<R>): ReactNode {
  const table = useRef<HTMLTableElement>(null)
  const [acts, setActs] = useState(p.actionsWidth ?? 0)
  const [scrolls, setScrolls] = useState(false)
  const still = !p.ticks && !p.actions && !p.onOpen
  // Widths are fixed so that nothing jumps between pages; only what the acts of a row need is measured.
  useLayoutEffect(() => {
    const needed = [...(table.current?.querySelectorAll('.jh-acts') ?? [])].map((a) => a.scrollWidth + 25)
    setActs((now) => Math.max(now, ...needed))
    const box = table.current?.parentElement
    setScrolls(box ? box.scrollWidth > box.clientWidth : false)
  }, [p.rows, p.actions])
  const ids = p.rows.map((r) => r.id)
  const ticked = p.ticks ? ids.filter((i) => p.ticks?.has(i)).length : 0
  const width = p.columns.reduce(
    (sum, c) => sum + (c.width ?? 140),
    (p.ticks ? 40 : 0) + (p.from === undefined ? 0 : 56) + (p.actions ? Math.max(acts, 72) : 0),
  )
  return (
    // With nothing inside to take the focus, the box itself must, or the keyboard cannot scroll it.
    <div
      className={scrolls ? 'jh-scroll over' : 'jh-scroll'}
      {...(scrolls && still ? { tabIndex: 0, role: 'group', 'aria-label': p.label } : {})}
    >
      <table ref={table} className="jh-table" aria-label={p.label} aria-busy={p.busy} style={{ minWidth: width }}>
        <colgroup>
          {p.ticks ? <col style={{ width: 40 }} /> : null}
          {p.from !== undefined ? <col style={{ width: 56 }} /> : null}
          {p.columns.map((c) => (
            <col key={c.key} style={c.width ? { width: c.width } : {}} />
          ))}
          {p.actions ? <col style={{ width: Math.max(acts, 72) }} /> : null}
        </colgroup>
        <thead>
          <tr>
            {p.ticks ? (
              <th>
                <input
                  type="checkbox"
                  aria-label="选择本页"
                  checked={ticked > 0 && ticked === ids.length}
                  ref={(e) => {
                    if (e) e.indeterminate = ticked > 0 && ticked < ids.length
                  }}
                  onChange={(e) => p.ticks?.set(ids, e.target.checked)}
                />
              </th>
            ) : null}
            {p.from !== undefined ? <th scope="col">序号</th> : null}
            {p.columns.map((c) => (
              <HeadCell key={c.key} c={c} p={p} />
            ))}
            {p.actions ? (
              <th scope="col" className="act">
                操作
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {p.rows.map((row, i) => (
            <tr
              key={row.id}
              className={
                [p.here === row.id ? 'here' : '', p.ticks?.has(row.id) ? 'on' : ''].join(' ').trim() || undefined
              }
              aria-current={p.here === row.id ? 'true' : undefined}
              onClick={() => p.onHere?.(row.id)}
            >
              {p.ticks ? (
                <td>
                  <input
                    type="checkbox"
                    aria-label={`选择第 ${(p.from ?? 1) + i} 条`}
                    checked={p.ticks.has(row.id)}
                    onChange={(e) => p.ticks?.set([row.id], e.target.checked)}
                  />
                </td>
              ) : null}
              {p.from !== undefined ? <td className="jh-hint">{p.from + i}</td> : null}
              {p.columns.map((c) => (
                <Cell key={c.key} c={c} row={row} p={p} />
              ))}
              {p.actions ? (
                <td className="act">
                  <span className="jh-acts">{p.actions(row)}</span>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HeadCell<R extends { id: string }>({ c, p }: { c: ListColumn<R>; p: TableProps<R> }): ReactNode {
  if (!c.sort || !p.onSort)
    return (
      <th scope="col" className={c.align}>
        {c.title}
      </th>
    )
  const down = p.sort === `-${c.key}`
  const up = p.sort === c.key
  return (
    <th scope="col" className={c.align} aria-sort={down ? 'descending' : up ? 'ascending' : 'none'}>
      <button type="button" className="jh-sort" onClick={() => p.onSort?.(nextSort(c.key, p.sort))}>
        {c.title}
        <i aria-hidden>{down ? '↓' : up ? '↑' : '↕'}</i>
      </button>
    </th>
  )
}
