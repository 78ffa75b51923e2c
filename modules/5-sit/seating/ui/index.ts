import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

const both = { actors: ['school', 'awarding-body'], right: 'seating.read' } as const
export const pages = [
  page({ ...both, path: '/site-arrangements', title: '考核站点编排', component: lazy(() => import('./arrangements.tsx')) }),
  page({ ...both, path: '/site-arrangements/$subject/$site', title: '考核站点排考详情', component: lazy(() => import('./site-arrangement.tsx')) }),
  page({ ...both, path: '/room-arrangements', title: '考场编排', component: lazy(() => import('./places.tsx')) }),
  page({ ...both, path: '/seats', title: '排考明细', component: lazy(() => import('./seats.tsx')) }),
]
