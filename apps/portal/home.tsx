import type { ReactNode } from 'react'
import { NotAllowed } from '../../kit/ui/empty.tsx'
import { Panel, PageHeader } from '../../kit/ui/header.tsx'
import { usePrincipal } from '../../kit/ui/me.ts'
import { Redirect } from '../../kit/ui/url.tsx'
import { leavesOf } from './menus.ts'
import { useMenu } from './menu.ts'

/** Work begins on the first page of the menu. */
export function Home(): ReactNode {
  const first = leavesOf(useMenu())[0]
  // Shown for a moment while the shell leads to the change of a first password: two leads at once would chase each other.
  if (usePrincipal().mustChangePassword) return null
  if (first) return <Redirect to={first.path} />
  return (
    <>
      <PageHeader title="首页" />
      <Panel>
        <NotAllowed says="当前角色还没有可用的功能" />
      </Panel>
    </>
  )
}
