import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import {
  addSubject,
  addTargetType,
  deleteTargetType,
  editSubject,
  listSubjects,
  listTargetTypes,
  publishSubjects,
  subject,
  subjectChanging,
  subjectInPlan,
  suspendSubjects,
} from '../index.ts'
import { publishedSubjects, targetTypesOf } from '../server/index.ts'
import { answering } from './answering.ts'

let t: TestHouse
let who: Record<Login, Principal>
const planned = new Set<string>()
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  answering(t, subjectChanging, async (_, p) => {
    if (planned.has(p.subjectId)) throw subjectInPlan()
  })
})
afterAll(() => t.close())
const credentialId = idOf('credential 50800001')
let n = 0
const form = (more: object = {}) => ({
  name: `科目${++n}`,
  mode: '机考' as const,
  roomType: '机考考场' as const,
  fullScore: 100,
  passScore: 60,
  ...more,
})

test('P-5.2.1-04: subjects take the next number of their certificate; scores have one decimal, 合格分 is not above 满分', async () => {
  const made = await t.as(who.org_a, addSubject, { credentialId, ...form({ fullScore: 99.5, passScore: 99.5 }) })
  expect(made.subjectNo).toBe('50800001103')
  expect((await t.as(who.org_a, addSubject, { credentialId, subjectNo: '50800001201', ...form() })).subjectNo).toBe(
    '50800001201',
  )
  expect((await t.as(who.org_a, addSubject, { credentialId, ...form() })).subjectNo).toBe('50800001202')
  const seen = await t.as(who.org_a, subject, { id: made.id })
  expect(seen).toMatchObject({
    fullScore: '99.5',
    passScore: '99.5',
    targets: [],
    targetTypeIds: [],
    status: 'draft',
    certName: '智能新能源汽车职业技能等级证书',
  })
  const bad = async (more: object) =>
    (await t.refused(who.org_a, addSubject, { credentialId, ...form(more) })).fields?.[0]?.message
  expect(await bad({ passScore: 100.1 })).toBe('合格分不能大于满分')
  expect(await bad({ fullScore: 1000 })).toBe('满分应在0到999.9之间')
  expect(await bad({ fullScore: -1 })).toBe('满分应在0到999.9之间')
  expect(await bad({ passScore: 60.55 })).toBe('合格分最多一位小数')
  expect(await bad({ mode: '口试' })).toBe('请选择考试方式')
  expect(await bad({ subjectNo: '50800003101' })).toBe('科目编号前8位应为证书编号50800001')
  expect((await t.refused(who.org_a, addSubject, { credentialId, ...form({ subjectNo: '50800001101' }) })).says).toBe(
    '科目编号已存在',
  )
  expect((await t.refused(who.org_a, addSubject, { credentialId, ...form({ name: '笔试科目' }) })).says).toBe(
    '该证书该等级下科目名称已存在',
  )
})

test('P-5.2.1-04: subjects added at once by two get different numbers', async () => {
  const made = await Promise.all(
    Array.from({ length: 4 }, () =>
      t.as(who.org_a, addSubject, { credentialId: idOf('credential 50800003'), ...form() }),
    ),
  )
  expect(new Set(made.map((m) => m.subjectNo)).size).toBe(4)
})

test('P-5.2.1-04: 参考对象 are 参考对象类型 of the same certificate; one in use is not deleted', async () => {
  const junior = await t.as(who.org_a, addTargetType, { credentialId, name: '中职学生' })
  const senior = await t.as(who.org_a, addTargetType, { credentialId, name: '高职学生' })
  expect((await t.refused(who.org_a, addTargetType, { credentialId, name: ' 中职学生' })).says).toBe(
    '该参考对象类型已存在',
  )
  const foreign = await t.as(who.org_b, addTargetType, { credentialId: idOf('credential 50900001'), name: '中职学生' })
  expect(
    (await t.refused(who.org_a, addSubject, { credentialId, ...form({ targetTypeIds: [foreign.id] }) })).says,
  ).toBe('参考对象类型不正确')
  const { id } = await t.as(who.org_a, addSubject, { credentialId, ...form({ targetTypeIds: [junior.id, senior.id] }) })
  expect((await t.as(who.org_a, subject, { id })).targets).toEqual(['中职学生', '高职学生'])
  expect(await t.refused(who.org_a, deleteTargetType, { id: junior.id })).toMatchObject({
    says: '该参考对象类型已被引用，不能删除',
  })
  expect((await t.refused(who.org_b, deleteTargetType, { id: junior.id })).code).toBe('not-found')
  const old = await t.as(who.org_a, subject, { id })
  await t.as(who.org_a, editSubject, { id, version: 1, ...form({ name: old.name, targetTypeIds: [senior.id] }) })
  await t.as(who.org_a, deleteTargetType, { id: junior.id })
  expect((await t.as(who.org_a, listTargetTypes, { credentialId })).types.map((x) => x.name)).toEqual(['高职学生'])
  expect((await t.refused(who.org_b, listTargetTypes, { credentialId })).code).toBe('not-found')
  expect(await t.db((tx) => targetTypesOf(tx, credentialId))).toHaveLength(1)
})

test('P-5.2.1-04: of a subject in a published plan only the name may change', async () => {
  const { id } = await t.as(who.org_a, addSubject, { credentialId, ...form() })
  planned.add(id)
  const now = await t.as(who.org_a, subject, { id })
  const same = { id, mode: '机考' as const, roomType: '机考考场' as const, fullScore: 100, passScore: 60 }
  const renamed = await t.as(who.org_a, editSubject, { ...same, version: now.version, name: '只改名称' })
  for (const change of [
    { passScore: 50 },
    { fullScore: 150 },
    { mode: '实操' as const },
    { roomType: '实操考场' as const },
  ])
    expect(
      await t.refused(who.org_a, editSubject, { ...same, ...change, version: renamed.version, name: '只改名称' }),
    ).toMatchObject({
      says: '科目已被考试计划引用，不能修改',
      way: '只能修改科目名称',
    })
  expect((await t.refused(who.org_a, editSubject, { ...same, version: now.version, name: '旧的' })).code).toBe(
    'state-changed',
  )
  expect((await t.refused(who.org_a, editSubject, { ...same, version: renamed.version, name: '笔试科目' })).code).toBe(
    'subject-name-taken',
  )
})

test('P-5.2.1-04, P-0-08: 发布 and 停用 by the awarding body; a wrong row stops the batch', async () => {
  const [a, b] = [
    await t.as(who.org_a, addSubject, { credentialId, ...form() }),
    await t.as(who.org_a, addSubject, { credentialId, ...form() }),
  ]
  await t.as(who.org_a, publishSubjects, { ids: [a.id] })
  expect((await t.refused(who.org_a, publishSubjects, { ids: [a.id, b.id] })).says).toBe(
    '所选数据中第1条不符合条件：当前状态不能发布',
  )
  expect((await t.refused(who.org_a, publishSubjects, { ids: [a.id] })).code).toBe('state-changed')
  const open = await t.db((tx) => publishedSubjects(tx, [credentialId]))
  expect(open.map((s) => s.id)).toContain(a.id)
  expect(open.map((s) => s.id)).not.toContain(b.id)
  expect(open[0]).toMatchObject({ subjectNo: '50800001101', fullScore: 100, passScore: 60, targetTypeIds: [] })
  await t.as(who.org_a, suspendSubjects, { ids: [a.id] })
  expect((await t.as(who.org_a, subject, { id: a.id })).timeline.map((s) => s.label)).toEqual([
    '新增科目',
    '发布',
    '停用',
  ])
})

test('P-0-02: subjects of another body are not there; schools, OPS and read-only roles do not write', async () => {
  const { id } = await t.as(who.org_a, addSubject, { credentialId, ...form() })
  expect((await t.refused(who.org_b, addSubject, { credentialId, ...form() })).code).toBe('not-found')
  expect((await t.refused(who.org_b, publishSubjects, { ids: [id] })).code).toBe('not-found')
  expect((await t.refused(who.org_b, subject, { id })).status).toBe(404)
  for (const p of [who.sch, who.ops, { ...who.org_a, rights: ['plans.read'] }])
    expect(await t.refused(p, publishSubjects, { ids: [id] })).toMatchObject({ status: 403, says: '无操作权限' })
  expect(
    (
      await t.as({ ...who.org_a, rights: ['plans.read'] }, listSubjects, {
        filter: { certLevel: '初级', name: '笔试' },
      })
    ).rows,
  ).toHaveLength(1)
  expect(
    (
      await t.as(who.org_a, listSubjects, { filter: { subjectNo: '50800003', mode: '实操' }, tab: 'published' })
    ).rows.map((r) => r.name),
  ).toEqual(['实操科目'])
})
