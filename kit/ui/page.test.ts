import { lazy } from 'react'
import { expect, test } from 'vitest'
import type { Principal } from '../pure/who.ts'
import { mayOpen, page } from './page.ts'

const school: Principal = {
  accountId: 'a',
  name: '赵敏',
  actor: 'school',
  organisationId: 'o',
  organisationName: '校',
  region: null,
  roleName: '查询人员',
  isAdmin: false,
  rights: ['candidates.write'],
  charge: null,
  isPilot: true,
  mustChangePassword: false,
}
const component = lazy(async () => ({ default: () => null }))
const candidates = page({
  path: '/candidates',
  title: '考生管理',
  actors: ['school'],
  right: 'candidates.read',
  component,
})

test('P-0-02 a page needs the kind of actor and the right, write includes read', () => {
  expect(mayOpen(candidates, school)).toBe(true)
  expect(mayOpen(candidates, { ...school, rights: ['fees.write'] })).toBe(false)
  expect(mayOpen(candidates, { ...school, actor: 'province' })).toBe(false)
})

test('P-1-04 before 试点院校 only the pages that say so open', () => {
  expect(mayOpen(candidates, { ...school, isPilot: false })).toBe(false)
  expect(mayOpen({ ...candidates, beforePilot: true }, { ...school, isPilot: false })).toBe(true)
})
