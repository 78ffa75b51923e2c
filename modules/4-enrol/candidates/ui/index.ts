import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

export { CandidateStatusBadges } from './status-badges.tsx'

export const pages = [
  page({
    path: '/candidates',
    title: '考生管理',
    actors: ['school'],
    right: 'candidates.read',
    component: lazy(() => import('./candidate-list.tsx')),
  }),
]
