import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

export const pages = [
  page({
    path: '/scores',
    title: '科目成绩',
    actors: ['school', 'awarding-body'],
    right: 'results.read',
    component: lazy(() => import('./score-list.tsx')),
  }),
]
