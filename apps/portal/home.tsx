import { Navigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { NotAllowed } from '../../kit/ui/empty.tsx'
import { Panel, PageHeader } from '../../kit/ui/header.tsx'
import { leavesOf } from './menus.ts'
import { useMenu } from './menu.ts'

/** Work begins on the first page of the menu. */
export function Home(): ReactNode {
  const first = leavesOf(useMenu())[0]
  if (first) return <Navigate to={first.path} replace />
  return (
    <>
      <PageHeader title="首页" />
      <Panel>
        <NotAllowed says="当前角色还没有可用的功能" />
      </Panel>
    </>
  )
}
