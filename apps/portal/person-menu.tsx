import { Popover } from 'antd'
import { useState, type ReactNode } from 'react'
import { signOut } from '#accounts'
import { act } from '../../kit/ui/client.ts'
import { usePrincipal } from '../../kit/ui/me.ts'
import { useAppearance } from '../../kit/ui/provider.tsx'
import { useVoice } from '../../kit/ui/talk.tsx'
import { useGo } from '../../kit/ui/url.tsx'
import { pages } from './pages.ts'
import { entrancePath } from './entrances.ts'

/** 修改密码, 深色显示, 退出登录 (P-1-05). */
export function PersonMenu(): ReactNode {
  const principal = usePrincipal()
  const appearance = useAppearance()
  const voice = useVoice()
  const go = useGo()
  const [open, setOpen] = useState(false)
  const leave = (): void => {
    act(signOut, {}).then(() => location.assign(entrancePath(principal.actor)), voice.tell)
  }
  const item = (label: string, does: () => void): ReactNode => (
    <li>
      <button
        type="button"
        onClick={() => {
          setOpen(false)
          does()
        }}
      >
        {label}
      </button>
    </li>
  )
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      content={
        <ul className="jh-person">
          {item('修改密码', () => go('/change-password'))}
          {pages.some((p) => p.path === '/my-logins') && !principal.mustChangePassword
            ? item('登录历史', () => go('/my-logins'))
            : null}
          {item(appearance.mode === 'dark' ? '浅色显示' : '深色显示', () =>
            appearance.set(appearance.mode === 'dark' ? 'light' : 'dark'),
          )}
          {item('退出登录', leave)}
        </ul>
      }
    >
      <button type="button" className="jh-who" aria-expanded={open}>
        {principal.name}
      </button>
    </Popover>
  )
}
