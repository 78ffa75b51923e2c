import { DownOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { leavesOf, type MenuEntry } from './menus.ts'
import { useMenu } from './menu.ts'

const kept = 'jianheng.menu.closed'
const closedGroups = (): string[] => {
  try {
    const v: unknown = JSON.parse(localStorage.getItem(kept) ?? '[]')
    return Array.isArray(v) ? v.map(String) : []
  } catch {
    return []
  }
}

/** The manual's menu, two or three levels, all in words; what a person folds away stays folded. */
export function SideMenu({ path }: { path: string }): ReactNode {
  const menu = useMenu()
  // A page below a leaf (/exam-plans/7) belongs to it, unless it has a leaf of its own.
  const here = leavesOf(menu)
    .map((l) => l.path)
    .filter((p) => path === p || path.startsWith(`${p}/`))
    .reduce((longest, p) => (p.length > longest.length ? p : longest), '')
  const [closed, setClosed] = useState(closedGroups)
  const toggle = (key: string): void => {
    const next = closed.includes(key) ? closed.filter((c) => c !== key) : [...closed, key]
    localStorage.setItem(kept, JSON.stringify(next))
    setClosed(next)
  }
  const level = (entries: readonly MenuEntry[], above: string): ReactNode => (
    <ul>
      {entries.map((e) => {
        const key = `${above}/${e.label}`
        if (!('entries' in e)) {
          return (
            <li key={key}>
              <Link to={e.path} className="leaf" aria-current={e.path === here ? 'page' : undefined}>
                {e.label}
              </Link>
            </li>
          )
        }
        const open = !closed.includes(key)
        return (
          <li key={key}>
            <button type="button" aria-expanded={open} onClick={() => toggle(key)}>
              {e.label}
              <DownOutlined aria-hidden />
            </button>
            {open ? level(e.entries, key) : null}
          </li>
        )
      })}
    </ul>
  )
  return (
    <nav className="jh-menu" aria-label="主菜单">
      {level(menu, '')}
    </nav>
  )
}
