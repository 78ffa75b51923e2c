import { createElement, type ReactNode } from 'react'
import { NotAllowed } from '../../kit/ui/empty.tsx'
import { Panel, PageHeader } from '../../kit/ui/header.tsx'
import { useMe } from '../../kit/ui/me.ts'
import { Door } from './door.tsx'
import { mayOpen, type PageDeclaration } from '../../kit/ui/page.ts'
import { A } from '../../kit/ui/url.tsx'

/** The declaration among those of one path that this person may open; otherwise why not, and the way out. */
export function PageAt({ declarations }: { declarations: readonly PageDeclaration[] }): ReactNode {
  const { principal } = useMe()
  const open =
    declarations.find((d) => d.actors.includes('public')) ??
    (principal ? declarations.find((d) => mayOpen(d, principal)) : undefined)
  if (open?.actors.includes('public'))
    return (
      <Door title={open.title} wide foot={<A to="/login">登录</A>}>
        {createElement(open.component)}
      </Door>
    )
  if (open) return createElement(open.component)
  const soon =
    principal?.actor === 'school' &&
    !principal.isPilot &&
    declarations.some((d) => mayOpen(d, { ...principal, isPilot: true }))
  return (
    <>
      <PageHeader title={declarations[0]?.title ?? ''} />
      <Panel>
        {soon ? (
          <NotAllowed says="贵校尚未成为试点院校" way="至少一项证书试点申报审核通过后，全部菜单自动开放" />
        ) : (
          <NotAllowed />
        )}
        <p className="jh-out">
          <A to="/">回到首页</A>
        </p>
      </Panel>
    </>
  )
}
