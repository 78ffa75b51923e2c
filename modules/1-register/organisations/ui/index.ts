import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

export { RegionFields, regionName } from './region-field.tsx'
export { schoolFacts, SchoolFields, startOf } from './school-fields.tsx'
export const pages = [
  page({ path: '/national-schools', title: '全国院校库', actors: ['platform'], right: 'organisations.read', component: lazy(() => import('./national-schools.tsx')) }),
  page({ path: '/school-library', title: '院校总库管理', actors: ['province', 'city'], right: 'organisations.read', component: lazy(() => import('./school-library.tsx')) }),
  page({ path: '/school-profile', title: '完善院校基础信息', actors: ['school'], right: 'organisations.write', beforePilot: true, component: lazy(() => import('./school-profile.tsx')) }),
  page({ path: '/awarding-bodies', title: '培训评价组织管理', actors: ['awarding-body'], right: 'organisations.read', component: lazy(() => import('./awarding-body-profile.tsx')) }),
]
