import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

export const pages = [
  page({
    path: '/rooms',
    title: '考场管理',
    actors: ['school', 'awarding-body'],
    right: 'sites.read',
    component: lazy(() => import('./rooms.tsx')),
  }),
]
