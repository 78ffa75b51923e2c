import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

export const pages = [
  page({ path: '/awarding-bodies', title: '培训评价组织管理', actors: ['school'], right: 'organisations.read', component: lazy(() => import('./partners.tsx')) }),
  page({ path: '/schools', title: '试点院校管理', actors: ['school'], right: 'organisations.read', component: lazy(() => import('./own-school.tsx')) }),
  page({ path: '/schools', title: '试点院校管理', actors: ['awarding-body'], right: 'organisations.read', component: lazy(() => import('./pilot-schools.tsx')) }),
  // Schools: what they take part in.
  page({
    path: '/standards',
    title: '职业技能等级标准',
    actors: ['school'],
    right: 'standards.read',
    component: lazy(() => import('./school-skill-standards.tsx')),
  }),
  page({
    path: '/site-standards',
    title: '考核站点建设标准',
    actors: ['school'],
    right: 'standards.read',
    component: lazy(() => import('./school-site-standards.tsx')),
  }),
  page({
    path: '/credentials',
    title: '证书信息管理',
    actors: ['school'],
    right: 'credentials.read',
    component: lazy(() => import('./school-credentials.tsx')),
  }),
  page({
    path: '/subjects',
    title: '考试科目',
    actors: ['school'],
    right: 'plans.read',
    component: lazy(() => import('./school-subjects.tsx')),
  }),
  // 证书试点申报, open before the school is 试点院校 (P-1-04).
  page({
    path: '/declarations',
    title: '证书试点申报',
    actors: ['school'],
    right: 'pilots.read',
    beforePilot: true,
    component: lazy(() => import('./declarations.tsx')),
  }),
  page({
    path: '/declaration-plans',
    title: '查看申报计划',
    actors: ['school'],
    right: 'pilots.read',
    beforePilot: true,
    component: lazy(() => import('./open-plans.tsx')),
  }),
  page({
    path: '/declaration-plans/$id',
    title: '申报证书试点',
    actors: ['school'],
    right: 'pilots.write',
    beforePilot: true,
    component: lazy(() => import('./declare.tsx')),
  }),
  // Authorities and awarding bodies.
  page({
    path: '/declaration-plans',
    title: '申报计划管理',
    actors: ['province'],
    right: 'pilots.read',
    component: lazy(() => import('./plans.tsx')),
  }),
  page({
    path: '/declaration-plans',
    title: '申报计划',
    actors: ['city'],
    right: 'pilots.read',
    component: lazy(() => import('./open-plans.tsx')),
  }),
  page({
    path: '/declarations',
    title: '证书试点申报',
    actors: ['province', 'city'],
    right: 'pilots.read',
    component: lazy(() => import('./reviews.tsx')),
  }),
  page({
    path: '/declarations',
    title: '证书试点申报',
    actors: ['awarding-body'],
    right: 'pilots.read',
    component: lazy(() => import('./declarations.tsx')),
  }),
]
