import { MenuOutlined } from '@ant-design/icons'
import { Outlet, useLocation } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { ExportsContext, useExportJobs } from '../../kit/ui/exports.ts'
import { phone, useMedia } from '../../kit/ui/keys.ts'
import { useMe } from '../../kit/ui/me.ts'
import { Redirect } from '../../kit/ui/url.tsx'
import type { Principal } from '../../kit/pure/who.ts'
import { Bell } from './bell.tsx'
import { DemoBar } from './demo-bar.tsx'
import { Mark } from './door.tsx'
import { lastEntrance } from './entrances.ts'
import { Palette } from './palette.tsx'
import { PersonMenu } from './person-menu.tsx'
import { SideMenu } from './side-menu.tsx'

/** Top bar, menu, page. Without a session: to the entrance; with a first password: to its change and nowhere else. */
export function Shell(): ReactNode {
  const { principal } = useMe()
  const { pathname, searchStr } = useLocation()
  if (!principal) {
    const next = pathname + searchStr
    return <Redirect to={lastEntrance()} search={next === '/' ? {} : { next }} />
  }
  if (principal.mustChangePassword && pathname !== '/change-password') return <Redirect to="/change-password" />
  return <Frame principal={principal} path={pathname} />
}

function Frame({ principal, path }: { principal: Principal; path: string }): ReactNode {
  const small = useMedia(phone)
  const [menu, setMenu] = useState(false)
  const bare = principal.mustChangePassword
  const exports = useExportJobs(bare)
  useEffect(() => setMenu(false), [path])
  return (
    <ExportsContext value={exports}>
      <a className="jh-skip" href="#page">
        跳到内容
      </a>
      <DemoBar />
      <header className="jh-top">
        {small && !bare ? (
          <Button type="text" icon={<MenuOutlined />} aria-label="菜单" onClick={() => setMenu(true)} />
        ) : null}
        <Mark />
        <strong>鉴衡</strong>
        <span className="body">
          {principal.organisationName}
          <span> · {principal.roleName}</span>
        </span>
        <span className="jh-fill" />
        {bare ? null : (
          <>
            <Palette />
            <Bell />
          </>
        )}
        <PersonMenu />
      </header>
      {small || bare ? null : (
        <div className="jh-side">
          <SideMenu path={path} />
        </div>
      )}
      <main id="page" className={small || bare ? 'jh-page wide' : 'jh-page'} tabIndex={-1}>
        <Outlet />
      </main>
      <Drawer
        open={menu && small}
        placement="left"
        size={272}
        title={principal.organisationName}
        onClose={() => setMenu(false)}
        styles={{ body: { padding: 8 } }}
      >
        <SideMenu path={path} />
      </Drawer>
    </ExportsContext>
  )
}
