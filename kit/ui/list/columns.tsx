import { SettingOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { useState, type ReactNode } from 'react'

/** A column of a list. Without `render` the cell shows the row's field called `key`, absent as —. */
export interface ListColumn<R> {
  readonly key: string
  readonly title: string
  readonly render?: (row: R) => ReactNode
  /** px. Leave it out for the one column that takes the rest. */
  readonly width?: number
  /** The server can sort by `key`. */
  readonly sort?: boolean
  readonly align?: 'right'
  /** Off until the person turns it on. */
  readonly hidden?: boolean
}

export function cell<R>(c: ListColumn<R>, row: R): ReactNode {
  if (c.render) return c.render(row)
  const v = (row as Record<string, unknown>)[c.key]
  return typeof v === 'number' || (typeof v === 'string' && v !== '') ? String(v) : '—'
}

export interface ListHabits {
  readonly hidden: readonly string[]
  readonly size?: number
}
/** How this person likes this list: columns and page size, kept in the browser. */
export function useHabits(name: string, account: string, columns: readonly ListColumn<never>[]) {
  const place = `jianheng.list.${account}.${name}`
  const usual: ListHabits = { hidden: columns.filter((c) => c.hidden).map((c) => c.key) }
  const [habits, set] = useState<ListHabits>(() => {
    try {
      const kept = JSON.parse(localStorage.getItem(place) ?? 'null') as ListHabits | null
      return kept && Array.isArray(kept.hidden) ? kept : usual
    } catch {
      return usual
    }
  })
  const keep = (next: ListHabits): void => {
    localStorage.setItem(place, JSON.stringify(next))
    set(next)
  }
  return { habits, keep, restore: () => keep(usual) }
}

export function ColumnSettings(p: {
  columns: readonly ListColumn<never>[]
  main: string
  habits: ListHabits
  keep(h: ListHabits): void
  restore(): void
}): ReactNode {
  const toggle = (key: string, shown: boolean): void =>
    p.keep({ ...p.habits, hidden: shown ? p.habits.hidden.filter((k) => k !== key) : [...p.habits.hidden, key] })
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <fieldset className="jh-columns">
          <legend>显示的列</legend>
          {p.columns.map((c) => (
            <label key={c.key}>
              <input
                type="checkbox"
                disabled={c.key === p.main}
                checked={!p.habits.hidden.includes(c.key)}
                onChange={(e) => toggle(c.key, e.target.checked)}
              />
              {c.title}
            </label>
          ))}
          <button type="button" className="jh-link" onClick={p.restore}>
            恢复默认
          </button>
        </fieldset>
      }
    >
      <Button icon={<SettingOutlined />} aria-label="列设置" title="列设置" />
    </Popover>
  )
}
