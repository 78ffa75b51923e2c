import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

export const pages = [
  page({
    path: '/invigilators',
    title: '监考人员',
    actors: ['school'],
    right: 'invigilators.read',
    component: lazy(() => import('./invigilator-list.tsx')),
  }),
  page({
    path: '/invigilators',
    title: '监考人员（认证）',
    actors: ['awarding-body'],
    right: 'invigilators.read',
    component: lazy(() => import('./qualification-list.tsx')),
  }),
]
