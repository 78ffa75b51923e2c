import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

export const pages = [
  page({
    path: '/results',
    title: '考证结果',
    actors: ['school', 'awarding-body'],
    right: 'results.read',
    component: lazy(() => import('./result-list.tsx')),
  }),
]
