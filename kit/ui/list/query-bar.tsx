import { Button, Drawer } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { FilterField, type Draft, type Filter } from './filters.tsx'

type Part = Record<string, string | undefined>
const merged = (draft: Draft, part: Part): Draft =>
  Object.fromEntries(Object.entries({ ...draft, ...part }).filter((e): e is [string, string] => Boolean(e[1])))

/**
 * 查询 and 重置 (P-0-01). Choices apply at once, words on Enter or 查询. Where there is little room (phone, or beside the
 * drawer) only the first item stays and the others wait in a sheet.
 */
export function QueryBar(p: {
  filters: readonly Filter[]
  value: Draft
  compact: boolean
  apply(filter: Draft): void
  tools?: ReactNode
}): ReactNode {
  const [draft, setDraft] = useState<Draft>(p.value)
  const [open, setOpen] = useState(false)
  const json = JSON.stringify(p.value)
  useEffect(() => setDraft(JSON.parse(json) as Draft), [json])
  const field = (f: Filter, i: number, later: boolean): ReactNode => (
    <FilterField
      key={f.label}
      filter={f}
      draft={draft}
      first={i === 0 && !later}
      change={(part, now) => {
        const next = merged(draft, part)
        setDraft(next)
        if (now && !later) p.apply(next)
      }}
    />
  )
  const shown = p.compact ? p.filters.slice(0, 1) : p.filters
  const rest = p.compact ? p.filters.slice(1) : []
  const active = Object.keys(p.value).length
  const submit = (): void => {
    p.apply(draft)
    setOpen(false)
  }
  return (
    <form
      className="jh-query"
      role="search"
      onSubmit={(e) => {
        e.preventDefault()
        submit()
      }}
    >
      {shown.map((f, i) => field(f, i, false))}
      {rest.length > 0 ? <Button onClick={() => setOpen(true)}>{active ? `筛选 ${active} 项` : '筛选'}</Button> : null}
      {p.filters.length > 0 && !p.compact ? (
        <>
          <Button htmlType="submit">查询</Button>
          <Button type="text" disabled={active === 0 && Object.keys(draft).length === 0} onClick={() => p.apply({})}>
            重置
          </Button>
        </>
      ) : null}
      {p.tools ? <div className="jh-tools">{p.tools}</div> : null}
      <Drawer
        title="筛选"
        placement="bottom"
        open={open}
        size="auto"
        onClose={() => setOpen(false)}
        footer={
          <div className="jh-sheet-foot">
            <Button
              size="large"
              onClick={() => {
                p.apply({})
                setOpen(false)
              }}
            >
              重置
            </Button>
            <Button size="large" type="primary" onClick={submit}>
              查询
            </Button>
          </div>
        }
      >
        <div className="jh-sheet">{p.filters.map((f, i) => field(f, i, true))}</div>
      </Drawer>
    </form>
  )
}
