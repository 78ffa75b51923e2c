import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

export const pages = [
  page({
    path: '/exam-plans',
    title: '考试计划',
    actors: ['school', 'awarding-body'],
    right: 'plans.read',
    component: lazy(() => import('./plans.tsx')),
  }),
  page({
    path: '/exam-plans/new',
    title: '新增考试计划',
    actors: ['awarding-body'],
    right: 'plans.write',
    component: lazy(() => import('./new-plan.tsx')),
  }),
  page({
    path: '/exam-plans/$id',
    title: '编辑考试计划',
    actors: ['awarding-body'],
    right: 'plans.write',
    component: lazy(() => import('./edit-plan.tsx')),
  }),
  page({
    path: '/site-assignments',
    title: '考核站点分配查询',
    actors: ['school'],
    right: 'sites.read',
    component: lazy(() => import('./own-places.tsx')),
  }),
  page({
    path: '/site-assignments',
    title: '考核站点分配',
    actors: ['awarding-body'],
    right: 'sites.read',
    component: lazy(() => import('./places.tsx')),
  }),
]
