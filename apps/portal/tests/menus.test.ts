import { expect, test } from 'vitest'
import { leavesOf, menuOf, shownTo } from '../menus.ts'

const labels = (actor: Parameters<typeof menuOf>[0]['actor'], isPilot = true): string[] =>
  leavesOf(menuOf({ actor, isPilot })).map((l) => [...l.trail, l.label].join('/'))

test('the menu of 试点院校 has the three levels of the manual', () => {
  expect(labels('school')).toContain('考务管理/考核站点/考核站点分配查询')
  expect(labels('school')).toContain('考务管理/排考管理/排考明细')
  expect(labels('school').length).toBe(24)
})

test('P-1-04 a school that is not 试点院校 yet has the three entries of its declaration and nothing else', () => {
  expect(labels('school', false)).toEqual(['完善院校基础信息', '申报计划', '证书试点申报'])
})

test('the same page has the word of each side', () => {
  expect(labels('awarding-body')).toContain('考务管理/考核站点/考核站点审核')
  expect(labels('province')).toContain('证书管理/申报计划管理')
  expect(labels('city')).toContain('证书管理/申报计划')
})

test('the public and machines have no menu', () => {
  expect(labels('public')).toEqual([])
  expect(labels('system')).toEqual([])
})

test('P-0-02 what cannot be opened is not shown, nor a group left empty by it', () => {
  const shown = shownTo(menuOf({ actor: 'school', isPilot: true }), (path) => path === '/seats' || path === '/users')
  expect(leavesOf(shown).map((l) => l.label)).toEqual(['排考明细', '用户管理'])
  expect(shown.map((e) => e.label)).toEqual(['考务管理', '系统管理'])
})
