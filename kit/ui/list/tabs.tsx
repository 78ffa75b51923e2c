import type { ReactNode } from 'react'

/** Tabs with counts. They filter one list, so they are buttons that are pressed, not panels. */
export const Tabs = (p: {
  tabs: readonly { readonly code: string; readonly label: string }[]
  counts?: Readonly<Record<string, number>> | undefined
  value: string
  onChange(code: string): void
}): ReactNode => {
  const all = p.counts ? Object.values(p.counts).reduce((a, b) => a + b, 0) : undefined
  return (
    <div className="jh-tabs" role="group" aria-label="按状态查看">
      {p.tabs.map((t) => {
        const count = t.code === '' ? all : p.counts?.[t.code]
        return (
          <button key={t.code} type="button" aria-pressed={t.code === p.value} onClick={() => p.onChange(t.code)}>
            {t.label}
            {count === undefined ? null : <span>{count}</span>}
          </button>
        )
      })}
    </div>
  )
}
