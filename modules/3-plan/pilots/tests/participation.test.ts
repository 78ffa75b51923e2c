import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  addStandard,
  addSubject,
  enableSiteStandard,
  publishSkillStandards,
  suspendCredentials,
  suspendSiteStandards,
  suspendSkillStandards,
  addCredential,
  publishCredentials,
} from '#credentials'
import type { Principal } from '#kit/pure/who.ts'
import { theSystem } from '#kit/server/context.ts'
import { transaction } from '#kit/server/db.ts'
import { insideOf } from '#kit/server/inside.ts'
import { makeScope } from '#kit/server/scope.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import {
  listSchoolCredentials,
  listSchoolStandards,
  listSchoolSubjects,
  returnDeclaration,
  saveDeclaration,
  schoolCredential,
  schoolStandard,
  schoolSubject,
  submitDeclaration,
} from '../index.ts'
import { standardDoor } from '../server/attachment-door.ts'
import { cred, freshYear, inTotalForm, now, openPlan } from './world.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
beforeEach(() => t.clock(now))
afterAll(() => t.close())
const nos = async (p: Principal, filter: object = {}) =>
  (await t.as(p, listSchoolCredentials, { filter, size: 100 })).rows.map((r) => r.certNo).toSorted()
let n = 0
const standardForm = () => ({ title: '标准', versionNo: `V${++n}`, publishDate: '2031-01-01', content: '<p>正文</p>' })

test('P-4.1-01, P-4.1-02, P-4.1-03: 已参与试点证书 by default, 全部 shows every 已发布 one; queries work in both', async () => {
  expect(await nos(who.sch)).toEqual(['50800001'])
  expect(await nos(who.sch, { range: 'participated' })).toEqual(['50800001'])
  const draft = await t.as(who.org_b, addCredential, {
    name: '未发布证书',
    level: '初级',
    passCondition: '全科合格',
    majorIds: [idOf('major 630302')],
  })
  expect(await nos(who.sch, { range: 'all' })).toEqual(['50800001', '50800003', '50900001'])
  expect(await nos(who.sch, { range: 'all', awardingBody: '乙' })).toEqual(['50900001'])
  expect(await nos(who.sch, { level: '中级' })).toEqual([])
  expect(await nos(who.sch, { range: 'all', name: '新能源', level: '中级' })).toEqual(['50800003'])
  expect((await t.refused(who.sch, listSchoolCredentials, { filter: { range: 'some' } })).status).toBe(422)
  expect((await t.refused(who.sch, schoolCredential, { id: draft.id })).code).toBe('not-found')
  const row = (await t.as(who.sch, listSchoolCredentials, { filter: { range: 'all', certNo: '50800003' } })).rows[0]
  expect(row).toMatchObject({ isParticipated: false, awardingBodyName: '评价组织甲' })
})

test('P-4.1-04, P-4.1-05: 查看 shows the majors; what is not logged yet has no 上链信息', async () => {
  const c = await t.as(who.sch, schoolCredential, { id: cred.junior })
  expect(c.majors.map((m) => [m.code, m.versionName, m.name, m.eduLevel])).toContainEqual([
    '460702',
    '2021年版',
    '新能源汽车技术',
    '高职专科',
  ])
  expect(c.logProof).toBeNull()
  expect((await t.as(who.sch, schoolCredential, { id: cred.b })).certNo).toBe('50900001')
})

test('P-4.1-07: a suspended certificate stays with the schools that take part in it and leaves the others', async () => {
  const c = await t.as(who.org_a, addCredential, {
    name: '短命证书',
    level: '初级',
    passCondition: '全科合格',
    majorIds: [idOf('major 460702')],
  })
  await t.as(who.ops, publishCredentials, { ids: [c.id] })
  expect(await nos(who.sch, { range: 'all', name: '短命' })).toEqual([c.certNo])
  await t.as(who.ops, suspendCredentials, { ids: [c.id, cred.junior] })
  expect(await nos(who.sch, { range: 'all' })).toContain('50800001')
  expect(await nos(who.sch, { range: 'all', name: '短命' })).toEqual([])
  expect((await t.refused(who.sch, schoolCredential, { id: c.id })).code).toBe('not-found')
  await t.as(who.ops, publishCredentials, { ids: [cred.junior] })
})

test('P-2.1-01, spec 1.3.1: 证书负责人 sees its 负责的证书 only, in the catalogue too', async () => {
  const inCharge = { ...who.sch, charge: [cred.b] }
  expect(await nos(inCharge)).toEqual([])
  expect(await nos(inCharge, { range: 'all' })).toEqual(['50900001'])
  expect((await t.refused(inCharge, schoolCredential, { id: cred.junior })).code).toBe('not-found')
  expect((await t.as(inCharge, listSchoolSubjects, {})).rows).toEqual([])
})

test('P-5.2.1-01, P-5.2.1-02: 已发布 subjects of the school’s pilot certificates, read only', async () => {
  const draft = await t.as(who.org_a, addSubject, {
    credentialId: cred.junior,
    name: '未发布科目',
    mode: '机考',
    roomType: '机考考场',
    fullScore: 100,
    passScore: 60,
  })
  const page = await t.as(who.sch, listSchoolSubjects, { size: 100 })
  expect(page.rows.map((r) => r.subjectNo).toSorted()).toEqual(['50800001101', '50800001102'])
  expect(page.rows[0]).toMatchObject({
    certName: '智能新能源汽车职业技能等级证书',
    certLevel: '初级',
    targets: [],
    awardingBodyName: '评价组织甲',
  })
  expect((await t.as(who.sch, listSchoolSubjects, { filter: { mode: '实操' } })).rows.map((r) => r.name)).toEqual([
    '实操科目',
  ])
  expect((await t.refused(who.sch, schoolSubject, { id: draft.id })).code).toBe('not-found')
  expect((await t.refused(who.sch, schoolSubject, { id: idOf('subject 50900001101') })).code).toBe('not-found')
  expect((await t.as(who.sch, schoolSubject, { id: idOf('subject 50800001101') })).roomType).toBe('笔试考场')
})

test('P-3.1-01, P-3.1-03, P-3.2-01, P-3.2-03, S18: standards of every certificate ever applied for, also when returned, never of a mere draft', async () => {
  const skill = await t.as(who.org_b, addStandard, { kind: 'skill', credentialId: cred.b, ...standardForm() })
  const site = await t.as(who.org_b, addStandard, { kind: 'site', credentialId: cred.b, ...standardForm() })
  await t.as(who.org_b, publishSkillStandards, { ids: [skill.id] })
  await t.as(who.org_b, enableSiteStandard, { id: site.id })
  const list = async (kind: 'skill' | 'site', more: object = {}) =>
    (await t.as(who.sch, listSchoolStandards, { filter: { kind, ...more } })).rows.map((r) => r.id)
  expect([...(await list('skill')), ...(await list('site'))]).toEqual([])
  const planId = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false })
  const draft = await t.as(who.sch, saveDeclaration, inTotalForm(planId, { credentialId: cred.b }))
  expect(await list('skill')).toEqual([])
  expect((await t.refused(who.sch, schoolStandard, { id: skill.id })).status).toBe(404)
  const sent = await t.as(who.sch, submitDeclaration, { ...inTotalForm(planId, { credentialId: cred.b }), ...draft })
  expect(await list('skill')).toEqual([skill.id])
  const back = await t.as(who.prv, returnDeclaration, { ...sent, reason: '退回' })
  await t.as(who.sch, saveDeclaration, {
    ...inTotalForm(planId, { credentialId: cred.b }),
    id: sent.id,
    version: back.version,
  })
  expect([await list('skill'), await list('site')]).toEqual([[skill.id], [site.id]])
  expect((await t.as(who.sch, schoolStandard, { id: skill.id })).content).toBe('<p>正文</p>')
  expect((await t.refused(who.sch_b, schoolStandard, { id: skill.id })).code).toBe('not-found')
  // P-3.2-02: 已停用 site standards stay; S18: a new one is not shown before its first 启用.
  await t.as(who.org_b, suspendSiteStandards, { ids: [site.id] })
  const fresh = await t.as(who.org_b, addStandard, { kind: 'site', credentialId: cred.b, ...standardForm() })
  expect(await list('site', { status: 'suspended' })).toEqual([site.id])
  expect(await list('site', { status: 'enabled' })).toEqual([])
  await t.as(who.org_b, enableSiteStandard, { id: fresh.id })
  expect(await list('site', { status: 'enabled' })).toEqual([fresh.id])
  expect(await list('site', { certName: '财务', certLevel: '初级', awardingBody: '乙' })).toHaveLength(2)
  expect(await list('site', { certName: '新能源' })).toEqual([])
  await t.as(who.org_b, suspendSkillStandards, { ids: [skill.id] })
  expect(await list('skill')).toEqual([])
})

test('P-3.1-03: the attachment opens for those who may read the standard, and for nobody else', async () => {
  const file = await transaction(t.house.database, who.org_a, (tx) =>
    t.house.files.save(tx, {
      purpose: 'standard',
      name: '标准.pdf',
      type: 'application/pdf',
      bytes: Buffer.from('%PDF-1.7'),
      owner: idOf('评价组织甲'),
    }),
  )
  const { id } = await t.as(who.org_a, addStandard, {
    kind: 'skill',
    credentialId: cred.junior,
    ...standardForm(),
    fileId: file.id,
  })
  const opens = (p: Principal) =>
    transaction(t.house.database, p, (tx) =>
      standardDoor.mayOpen(
        insideOf(t.house, tx, theSystem, { operation: 'x', label: 'x' }),
        makeScope(p, { actor: p.actor, right: 'standards.read', relation: 'own' }),
        file.id,
      ),
    )
  expect(await opens(who.org_a)).toBe(true)
  expect(await opens(who.org_b)).toBe(false)
  expect(await opens(who.sch)).toBe(false)
  await t.as(who.org_a, publishSkillStandards, { ids: [id] })
  expect(await opens(who.sch)).toBe(true)
  expect((await t.as(who.sch, schoolStandard, { id })).file).toEqual({ id: file.id, name: '标准.pdf', size: 8 })
  expect(await opens(who.sch_new)).toBe(false)
})

test('P-1-04, P-0-02: before 试点 none of these pages; other actors have their own', async () => {
  for (const op of [listSchoolCredentials, listSchoolSubjects]) {
    expect(await t.refused(who.sch_new, op, {})).toMatchObject({ status: 403, says: '贵校尚未成为试点院校' })
    expect((await t.refused(who.org_a, op, {})).status).toBe(403)
  }
  expect((await t.refused({ ...who.sch, rights: ['fees.read'] }, listSchoolStandards, {})).says).toBe('无操作权限')
})
