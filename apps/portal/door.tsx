import { useEffect, type ReactNode } from 'react'
import { DemoBar } from './demo-bar.tsx'

export const Mark = (): ReactNode => <img className="jh-mark" src="/mark.svg" alt="" width={24} height={24} />

/** The frame of the pages before sign-in; `wide` for more than a few fields. */
export function Door({
  title,
  children,
  foot,
  wide,
}: {
  title: string
  children: ReactNode
  foot?: ReactNode
  wide?: boolean
}): ReactNode {
  useEffect(() => {
    document.title = `${title} · 鉴衡`
  }, [title])
  return (
    <div className="jh-door">
      <DemoBar />
      <main className={wide ? 'wide' : ''}>
        <p className="name">
          <Mark />
          鉴衡<span>职业技能等级证书信息管理服务平台</span>
        </p>
        <section>
          <h1>{title}</h1>
          {children}
        </section>
        {foot ? <div className="foot">{foot}</div> : null}
      </main>
    </div>
  )
}
