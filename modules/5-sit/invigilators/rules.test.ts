import { expect, test } from 'vitest'
import { unreachable } from '#kit/pure/workflow.ts'
import { deleteProblem, judgeRow, planEdit, type CertificateFact } from './rules.ts'
import { invigilatorSheet } from './sheets.ts'
import { qualificationFlow } from './workflow.ts'

const held = (credentialId: string, status: 'pending' | 'certified' | 'refused') => ({ credentialId, status })
const asked = (credentialIds: string[], more: object = {}) => ({ credentialIds, changesIdentity: false, hasCertified: false, ...more })

test('S12 every state is reached, and from 已认证 there is no way', () => {
  expect(unreachable(qualificationFlow)).toEqual([])
  expect(Object.values(qualificationFlow.steps).flatMap((s): readonly string[] => s.from)).not.toContain('certified')
})
test('S12.1 S12.5 编辑 adds what is new and removes what is no longer named', () => {
  expect(planEdit([held('a', 'pending'), held('b', 'pending')], asked(['b', 'c', 'c']))).toEqual({
    add: ['c'],
    remove: [held('a', 'pending')],
    resubmit: [],
  })
})
test('P-5.2.11-04 S12.6 an 已认证 certificate stays, whatever else is right', () => {
  expect(planEdit([held('a', 'certified'), held('b', 'refused')], asked(['b'], { hasCertified: true }))).toBe('certified-kept')
  expect(planEdit([held('a', 'certified'), held('b', 'refused')], asked(['a'], { hasCertified: true }))).toMatchObject({ remove: [held('b', 'refused')] })
})
test('S12.4 编辑 › 保存 sends a refused certificate back, but not one that is taken away', () => {
  expect(planEdit([held('a', 'refused')], asked(['a']))).toMatchObject({ resubmit: [held('a', 'refused')], remove: [] })
  expect(planEdit([held('a', 'refused')], asked(['b']))).toMatchObject({ resubmit: [], remove: [held('a', 'refused')], add: ['b'] })
})
test('P-5.2.11-04 name and document are fixed once one certificate is 已认证, also one the account is not in charge of', () => {
  const change = { changesIdentity: true }
  expect(planEdit([held('a', 'pending')], asked(['a'], change))).toMatchObject({ add: [] })
  expect(planEdit([held('a', 'pending')], asked(['a'], { ...change, hasCertified: true }))).toBe('identity-fixed')
})
test('P-5.2.11-05 S12.7 a person with an 已认证 certificate is not deleted', () => {
  expect([deleteProblem(['pending', 'refused']), deleteProblem(['pending', 'certified']), deleteProblem([])]).toEqual([null, 'has-certified', null])
})

const certificate: CertificateFact = {
  credentialId: 'c1',
  certNo: '50800001',
  certName: '智能新能源汽车职业技能等级证书',
  certLevel: '初级',
  awardingBodyId: 'o',
  isOffered: true,
}
const row = { name: '李伟', certNo: '50800001', certName: '', certLevel: '' }
const known = { id: 'i', name: '李伟', credentialIds: ['c1'] }
test.each([
  [row, certificate, null, []],
  [row, undefined, null, ['certNo credential-unknown']],
  [row, { ...certificate, isOffered: false }, null, ['certNo not-pilot-credential']],
  [{ ...row, certName: '别的', certLevel: '中级' }, certificate, null, ['certName other-cert-name', 'certLevel other-cert-level']],
  [row, certificate, known, ['certNo has-qualification']],
  [row, certificate, { ...known, credentialIds: ['c2'] }, []],
  [{ ...row, name: '李维' }, certificate, { ...known, credentialIds: [] }, ['name other-name']],
])('P-5.2.11-06 a row of I7: %j', (v, fact, teacher, faults) => {
  expect(judgeRow(v, fact, teacher).map((f) => `${f.field} ${f.code}`)).toEqual(faults)
})

test('P-5.2.11-06 cells of I7 are read as the form reads them', () => {
  const read = (field: string, text: string) => invigilatorSheet.columns.find((c) => c.field === field)?.read?.(text)
  expect(read('mobile', '1851234')).toEqual({ ok: false, why: '手机号码格式不正确' })
  expect(read('mobile', '+86 185-1234-0926')).toEqual({ ok: true, value: '18512340926' })
  expect(read('name', ' 李 ')).toMatchObject({ ok: false })
  expect(read('name', '李4')).toMatchObject({ ok: false })
})
