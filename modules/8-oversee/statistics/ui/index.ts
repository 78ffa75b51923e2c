import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

export const pages = [
  page({
    path: '/statistics',
    title: '证书通过率统计',
    actors: ['school', 'awarding-body', 'province'],
    right: 'statistics.read',
    component: lazy(() => import('./pass-rates.tsx')),
  }),
]
