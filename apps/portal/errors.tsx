import type { ErrorComponentProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Failure } from '../../kit/ui/empty.tsx'
import { PageHeader } from '../../kit/ui/header.tsx'
import { A } from '../../kit/ui/url.tsx'

/** No such page: what was looked for, and the way out. */
export const Missing = (): ReactNode => (
  <main className="jh-alone">
    <PageHeader title="没有这个页面" context={`地址 ${location.pathname} 不存在，可能是链接不完整或页面已更名`} />
    <A to="/">回到首页</A>
  </main>
)

/** A page broke; the menu still works. */
export const Broken = ({ error, reset }: ErrorComponentProps): ReactNode => <Failure error={error} retry={reset} />
