import { Button, Input, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { lastJump, pageCount, sizes, totalText } from './state.ts'

/** 共 N 条, page size, 上一页 / 下一页 by cursor, 前往 N 页 by number (P-0-01). */
export function Pager(p: {
  total: number | null
  more: boolean | undefined
  page: number
  size: number
  hasNext: boolean
  compact: boolean
  onPage(page: number): void
  onNext(): void
  onSize(size: number): void
}): ReactNode {
  const [jump, setJump] = useState('')
  const pages = p.total === null ? null : pageCount(p.total, p.size)
  const go = (): void => {
    const n = Math.trunc(Number(jump))
    if (n >= 1) p.onPage(Math.min(n, pages ?? lastJump, lastJump))
    setJump('')
  }
  return (
    <nav className="jh-pager" aria-label="分页">
      <span>{p.total === null ? '' : totalText(p.total, p.more)}</span>
      {p.compact ? null : (
        <Select
          aria-label="每页条数"
          size="small"
          value={p.size}
          onChange={p.onSize}
          options={sizes.map((n) => ({ value: n, label: `${n}条/页` }))}
        />
      )}
      <span className="jh-fill" />
      <Button size="small" disabled={p.page <= 1} onClick={() => p.onPage(p.page - 1)}>
        上一页
      </Button>
      <span>{pages === null || p.more ? `第 ${p.page} 页` : `${p.page} / ${pages}`}</span>
      <Button size="small" disabled={!p.hasNext} onClick={p.onNext}>
        下一页
      </Button>
      {p.compact ? null : (
        <label>
          前往
          <Input
            size="small"
            inputMode="numeric"
            aria-label="前往第几页"
            value={jump}
            onChange={(e) => setJump(e.target.value.replace(/\D/g, ''))}
            onPressEnter={go}
            onBlur={() => setJump('')}
          />
          页
        </label>
      )}
    </nav>
  )
}
