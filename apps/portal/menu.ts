import { useMemo } from 'react'
import { useMe } from '../../kit/ui/me.ts'
import { mayOpen } from '../../kit/ui/page.ts'
import { menuOf, shownTo, type MenuEntry } from './menus.ts'
import { pages } from './pages.ts'

/** The menu of the person signed in: only what can be opened. */
export function useMenu(): readonly MenuEntry[] {
  const { principal } = useMe()
  return useMemo(
    () =>
      principal
        ? shownTo(menuOf(principal), (path) => pages.some((p) => p.path === path && mayOpen(p, principal)))
        : [],
    [principal],
  )
}
