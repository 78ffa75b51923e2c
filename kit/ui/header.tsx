import { useEffect, type ReactNode } from 'react'

/** Title, one line of what matters now, at most one primary button. */
export function PageHeader(p: {
  title: string
  context?: ReactNode
  actions?: ReactNode
  back?: ReactNode
}): ReactNode {
  useEffect(() => {
    document.title = `${p.title} · 鉴衡`
  }, [p.title])
  return (
    <header className="jh-header">
      <div>
        {p.back ? <div className="jh-back">{p.back}</div> : null}
        <h1>{p.title}</h1>
        {p.context ? <p>{p.context}</p> : null}
      </div>
      {p.actions ? <div className="jh-row">{p.actions}</div> : null}
    </header>
  )
}

/** The one white panel of a page. No card stands inside a card. */
export const Panel = ({
  children,
  title,
  pad = true,
}: {
  children: ReactNode
  title?: string
  pad?: boolean
}): ReactNode => (
  <section className={pad ? 'jh-panel pad' : 'jh-panel'} aria-label={title}>
    {title ? <h2>{title}</h2> : null}
    {children}
  </section>
)
