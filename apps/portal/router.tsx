import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router'
import { Suspense, type ReactNode } from 'react'
import type { PageDeclaration } from '../../kit/ui/page.ts'
import { parseSearch, stringifySearch } from '../../kit/ui/url.tsx'
import { Skeleton } from '../../kit/ui/empty.tsx'
import { ChangePassword } from './change-password.tsx'
import { EntranceList } from './entrance-list.tsx'
import { Broken, Missing } from './errors.tsx'
import { Home } from './home.tsx'
import { PageAt } from './page-at.tsx'
import { pages } from './pages.ts'
import { Shell } from './shell.tsx'
import { SignIn } from './sign-in.tsx'

const byPath = new Map<string, PageDeclaration[]>()
for (const p of pages) byPath.set(p.path, [...(byPath.get(p.path) ?? []), p])

const Waiting = ({ children }: { children: ReactNode }): ReactNode => (
  <Suspense fallback={<Skeleton />}>{children}</Suspense>
)

const root = createRootRoute({ component: Outlet, notFoundComponent: Missing, errorComponent: Broken })
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell, errorComponent: Broken })
const fixed = [
  createRoute({ getParentRoute: () => root, path: '/login', component: EntranceList }),
  createRoute({ getParentRoute: () => root, path: '/login/$entrance', component: SignIn }),
]
const isPublic = (d: readonly PageDeclaration[]): boolean => d.some((p) => p.actors.includes('public'))
const open = [...byPath].filter(([, d]) => isPublic(d))
const inside = [...byPath].filter(([, d]) => !isPublic(d))
const component = (declarations: readonly PageDeclaration[]) => (): ReactNode => (
  <Waiting>
    <PageAt declarations={declarations} />
  </Waiting>
)

export const router = createRouter({
  routeTree: root.addChildren([
    ...fixed,
    ...open.map(([path, d]) =>
      createRoute({ getParentRoute: () => root, path, component: component(d), errorComponent: Broken }),
    ),
    shell.addChildren([
      createRoute({ getParentRoute: () => shell, path: '/', component: Home }),
      createRoute({ getParentRoute: () => shell, path: '/change-password', component: ChangePassword }),
      ...inside.map(([path, d]) =>
        createRoute({ getParentRoute: () => shell, path, component: component(d), errorComponent: Broken }),
      ),
    ]),
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: false,
  scrollRestoration: true,
})
