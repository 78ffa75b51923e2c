import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

export const pages = [page({ path: '/issuance', title: '证书发放管理', actors: ['school', 'awarding-body'], right: 'issuance.read', component: lazy(() => import('./issuance-list.tsx')) })]
