import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import * as locale from 'antd/locale/zh_CN.js'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn.js'
import { createContext, use, useLayoutEffect, useMemo, useState, type ReactNode } from 'react'
import { Talk } from './talk.tsx'
import { antdTheme } from './theme.ts'
import './tokens.css'
import './kit.css'
import './form/form.css'
import './import/import.css'
import './list/list.css'

// antd takes the page's locale from its provider, its dates take theirs from dayjs: both must be told.
dayjs.locale('zh-cn')
const zhCN = ('default' in locale.default ? locale.default.default : locale.default) as NonNullable<
  Parameters<typeof ConfigProvider>[0]['locale']
>

export type Mode = 'light' | 'dark'
interface Appearance {
  readonly mode: Mode
  set(mode: Mode): void
}
const AppearanceContext = createContext<Appearance>({ mode: 'light', set: () => undefined })
export const useAppearance = (): Appearance => use(AppearanceContext)
const kept = 'jianheng.mode'

/** Everything a page of ours stands on: theme, Chinese, questions, and the voice that tells results and refusals. */
export function KitProvider({ client, children }: { client: QueryClient; children: ReactNode }): ReactNode {
  const [mode, setMode] = useState<Mode>(() => (localStorage.getItem(kept) === 'dark' ? 'dark' : 'light'))
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = mode
  }, [mode])
  const appearance = useMemo(
    () => ({
      mode,
      set: (m: Mode) => {
        localStorage.setItem(kept, m)
        setMode(m)
      },
    }),
    [mode],
  )
  return (
    <QueryClientProvider client={client}>
      <AppearanceContext value={appearance}>
        <ConfigProvider locale={zhCN} theme={antdTheme(mode)} button={{ autoInsertSpace: false }}>
          <Talk>{children}</Talk>
        </ConfigProvider>
      </AppearanceContext>
    </QueryClientProvider>
  )
}
