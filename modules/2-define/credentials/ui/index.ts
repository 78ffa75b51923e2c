import { lazy } from 'react'
import { page } from '#kit/ui/page.ts'

export { CredentialFacts, LogProofDialog, MajorTable, StandardFacts, SubjectFacts } from './facts.tsx'
export { levelOptions, modeOptions, optionsOf } from './options.ts'
export { plainLengthOf, RichText, RichTextInput } from './rich-text.tsx'
export { SearchSelect, SearchSelectMany, type Choice } from './search-select.tsx'

/** Pages of awarding bodies and the platform; those of schools under the same paths stand in pilots. */
export const pages = [
  page({
    path: '/standards',
    title: '职业技能等级标准',
    actors: ['awarding-body'],
    right: 'standards.read',
    component: lazy(() => import('./skill-standards.tsx')),
  }),
  page({
    path: '/site-standards',
    title: '考核站点建设标准',
    actors: ['awarding-body'],
    right: 'standards.read',
    component: lazy(() => import('./site-standards.tsx')),
  }),
  page({
    path: '/credentials',
    title: '证书信息管理',
    actors: ['awarding-body', 'platform'],
    right: 'credentials.read',
    component: lazy(() => import('./credentials.tsx')),
  }),
  page({
    path: '/majors',
    title: '专业目录',
    actors: ['platform'],
    right: 'credentials.read',
    component: lazy(() => import('./majors.tsx')),
  }),
  page({
    path: '/subjects',
    title: '考试科目',
    actors: ['awarding-body'],
    right: 'plans.read',
    component: lazy(() => import('./subjects.tsx')),
  }),
]
