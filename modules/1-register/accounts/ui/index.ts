import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

export { Users, type ChargeChoices } from './users.tsx'
const users = lazy(() => import('./users.tsx'))
export const pages = [
  page({ path: '/register', title: '注册', actors: ['public'], right: '*', component: lazy(() => import('./register.tsx')) }),
  page({ path: '/users', title: '用户管理', actors: ['school', 'awarding-body', 'province', 'city', 'platform'], right: 'users.write', component: users }),
  page({ path: '/city-accounts', title: '地市账号管理', actors: ['province'], right: 'organisations.write', component: lazy(() => import('./authorities.tsx')) }),
  page({ path: '/authorities', title: '教育行政部门管理', actors: ['platform'], right: 'organisations.read', component: lazy(() => import('./authorities.tsx')) }),
  page({ path: '/awarding-bodies', title: '培训评价组织管理', actors: ['platform'], right: 'organisations.read', component: lazy(() => import('./awarding-bodies.tsx')) }),
  page({ path: '/school-accounts', title: '院校注册账号', actors: ['platform'], right: 'organisations.read', component: lazy(() => import('./school-accounts.tsx')) }),
  page({ path: '/schools', title: '试点院校管理', actors: ['province'], right: 'organisations.read', component: lazy(() => import('./school-accounts.tsx')) }),
  page({ path: '/roles', title: '角色管理', actors: ['platform'], right: 'roles.read', component: lazy(() => import('./roles.tsx')) }),
  page({ path: '/audit', title: '操作日志', actors: ['platform'], right: 'audit.read', component: lazy(() => import('./audit.tsx')) }),
  page({ path: '/my-logins', title: '登录历史', actors: ['school', 'awarding-body', 'province', 'city', 'platform'], right: '*', beforePilot: true, component: lazy(() => import('./my-logins.tsx')) }),
]
