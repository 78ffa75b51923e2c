import { expect, test } from 'vitest'
import { displayName, majorLabel, targetLabel } from './model.ts'
import {
  certNoFits,
  majorInUse,
  mayEditStandard,
  mayRenameCredential,
  nextCertNo,
  nextSubjectNo,
  subjectChange,
  subjectInPlan,
  subjectNoFits,
  unfitRows,
} from './rules.ts'

test('证书编号 carries the code of its awarding body and grows by one until five digits are used up', () => {
  expect(nextCertNo('508', null)).toBe('50800001')
  expect(nextCertNo('508', '50800003')).toBe('50800004')
  expect(nextCertNo('508', '50899998')).toBe('50899999')
  expect(nextCertNo('508', '50899999')).toBeNull()
  expect(certNoFits('50800001', '508')).toBe(true)
  for (const bad of ['50900001', '5080001', '508000011', '5080000a']) expect(certNoFits(bad, '508')).toBe(false)
})

test('科目编号 is 证书编号 and three digits from 101', () => {
  expect(nextSubjectNo('50800001', null)).toBe('50800001101')
  expect(nextSubjectNo('50800001', '50800001102')).toBe('50800001103')
  expect(nextSubjectNo('50800001', '50800001999')).toBeNull()
  expect(subjectNoFits('50800001101', '50800001')).toBe(true)
  for (const bad of ['50800003101', '5080000110', '50800001１01']) expect(subjectNoFits(bad, '50800001')).toBe(false)
})

test('name and level are fixed after 发布, a standard in use is not changed', () => {
  expect(mayRenameCredential('draft')).toBe(true)
  expect(mayRenameCredential('published')).toBe(false)
  expect(mayRenameCredential('suspended')).toBe(false)
  expect((['draft', 'suspended', 'published', 'enabled'] as const).map(mayEditStandard)).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('P-5.2.1-04: a change of the name alone is told from any other change', () => {
  const old = {
    name: '笔试科目',
    mode: '笔试',
    roomType: '笔试考场',
    fullScore: 100,
    passScore: 60,
    targetTypeIds: ['a', 'b'],
  }
  expect(subjectChange(old, { ...old, targetTypeIds: ['b', 'a'] })).toBe('none')
  expect(subjectChange(old, { ...old, name: '理论科目' })).toBe('name')
  for (const change of [
    { mode: '机考' },
    { roomType: '机考考场' },
    { fullScore: 120 },
    { passScore: 59.5 },
    { targetTypeIds: ['a'] },
  ])
    expect(subjectChange(old, { ...old, ...change })).toBe('more')
})

test('P-4.1-06, P-5.2.1-04: modules below refuse in the words of the catalogue', () => {
  expect(majorInUse(['会计', '汽车智能技术']).answer).toMatchObject({
    says: '该专业已被引用，不能移除',
    way: '有试点申报或报考正在使用：会计、汽车智能技术',
  })
  expect(subjectInPlan().answer.says).toBe('科目已被考试计划引用，不能修改')
})

test('names as lists and papers show them (P-4.3-07, spec 3.6, 3.10)', () => {
  expect(displayName('智能新能源汽车职业技能等级证书', '初级')).toBe('智能新能源汽车职业技能等级证书(初级)')
  expect(majorLabel({ name: '新能源汽车技术', code: '460702', versionName: '2021年版' })).toBe(
    '新能源汽车技术-460702-2021年版',
  )
  expect(targetLabel([])).toBe('所有考生')
  expect(targetLabel(['中职学生', '高职学生'])).toBe('中职学生、高职学生')
})

test('P-0-08: the rows of a batch that break a guard are named by their place', () => {
  expect(unfitRows(['a', 'b', 'c'], (id) => id === 'b')).toBe('1、3')
  expect(unfitRows(['a'], () => true)).toBeNull()
})
