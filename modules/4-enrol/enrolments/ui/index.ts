import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

const heads = {
  path: '/enrolments/heads',
  title: '审核人数与报考人数',
  component: lazy(() => import('./heads.tsx')),
} as const

export const pages = [
  page({
    path: '/enrolments',
    title: '报考管理',
    actors: ['school', 'awarding-body'],
    right: 'enrolments.read',
    component: lazy(() => import('./enrolments.tsx')),
  }),
  page({
    path: '/enrolments/imports',
    title: '导入记录',
    actors: ['school'],
    right: 'enrolments.write',
    component: lazy(() => import('./imports.tsx')),
  }),
  page({ ...heads, actors: ['school', 'awarding-body'], right: 'enrolments.read' }),
  page({ ...heads, actors: ['province'], right: 'pilots.read' }),
  page({
    path: '/candidates',
    title: '考生管理（已报考考生信息）',
    actors: ['awarding-body'],
    right: 'candidates.read',
    component: lazy(() => import('./enrolled-candidates.tsx')),
  }),
]
