import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

export const pages = [
  page({
    path: '/fees',
    title: '缴费管理',
    actors: ['school', 'awarding-body'],
    right: 'fees.read',
    component: lazy(() => import('./payments.tsx')),
  }),
]
