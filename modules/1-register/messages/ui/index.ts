import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

export const pages = [
  page({ path: '/outside-jobs', title: '外部接口任务', actors: ['platform'], right: 'services.read', component: lazy(() => import('./outbox.tsx')) }),
]
