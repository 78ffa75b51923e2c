import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

export const pages = [
  page({
    path: '/sites',
    title: '考核站点申报',
    actors: ['school'],
    right: 'sites.read',
    component: lazy(() => import('./declared-sites.tsx')),
  }),
  page({
    path: '/sites',
    title: '考核站点审核',
    actors: ['awarding-body'],
    right: 'sites.read',
    component: lazy(() => import('./reviewed-sites.tsx')),
  }),
]
