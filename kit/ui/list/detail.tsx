import { CloseOutlined } from '@ant-design/icons'
import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import { Failure, Skeleton } from '../empty.tsx'
import { useWalk } from './walk.ts'

/** Where the record stands: beside the list from 1280 px, over it below, without mask. */
export function DetailSide(p: { beside: boolean; onClose(): void; children: ReactNode }): ReactNode {
  if (p.beside)
    return (
      <aside className="jh-aside" aria-label="详情">
        {p.children}
      </aside>
    )
  return (
    <Drawer
      open
      rootClassName="jh-detail-drawer"
      size="min(520px, 100vw)"
      mask={false}
      closable={false}
      aria-label="详情"
      onClose={p.onClose}
      styles={{ body: { padding: 0 } }}
    >
      {p.children}
    </Drawer>
  )
}

/**
 * One record: name and state on top, content, acts at the bottom. In a list's drawer it also shows the place (3 / 99) and the
 * ways on; on a page of its own these are absent.
 */
export function Detail<D>(p: {
  of: UseQueryResult<D, Error>
  title: (d: D) => ReactNode
  badge?: (d: D) => ReactNode
  footer?: (d: D) => ReactNode
  children: (d: D) => ReactNode
}): ReactNode {
  const walk = useWalk()
  const heading = useRef<HTMLHeadingElement>(null)
  const { data } = p.of
  const stale = p.of.isPlaceholderData
  const shown = data !== undefined && !stale
  useEffect(() => {
    if (shown) heading.current?.focus({ preventScroll: true })
  }, [shown, walk?.id])
  const foot = data !== undefined && p.footer ? p.footer(data) : null
  return (
    <article className={walk ? 'jh-detail' : 'jh-detail alone'}>
      <header>
        {walk ? (
          <Button type="text" icon={<CloseOutlined />} aria-label="关闭" title="关闭 Esc" onClick={walk.close} />
        ) : null}
        <h2 ref={heading} tabIndex={-1}>
          {data === undefined ? '…' : p.title(data)}
        </h2>
        {data !== undefined && p.badge ? p.badge(data) : null}
        <span className="jh-fill" />
        {walk ? (
          <>
            {walk.place !== null && walk.total !== null ? (
              <span className="jh-hint">
                {walk.place} / {walk.total}
              </span>
            ) : null}
            <Button size="small" disabled={!walk.hasPrevious} onClick={walk.previous}>
              上一条 <kbd>K</kbd>
            </Button>
            <Button size="small" disabled={!walk.hasNext} onClick={walk.next}>
              下一条 <kbd>J</kbd>
            </Button>
          </>
        ) : null}
      </header>
      {/* The record scrolls: who has no mouse must get into it, also when nothing in it can be pressed. */}
      <div className="body" aria-busy={stale} tabIndex={0}>
        {p.of.isError && data === undefined ? (
          <Failure error={p.of.error} retry={() => void p.of.refetch()} />
        ) : data === undefined ? (
          <Skeleton rows={6} />
        ) : (
          p.children(data)
        )}
      </div>
      {foot ? <footer>{foot}</footer> : null}
    </article>
  )
}
