import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { credentialWords, subjectChanging } from '#credentials'
import { noWindows } from '#sessions'
import type { Principal } from '#kit/pure/who.ts'
import { asTheSystem } from '#kit/server/db.ts'
import { insideOf } from '#kit/server/inside.ts'
import { theSystem } from '#kit/server/context.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import * as op from '../index.ts'
import { aPlan, credentialId, day, practical, shifted, windows, written } from './a-plan.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())
afterEach(() => t.clock(null))

const saved = async (change: Parameters<typeof aPlan>[0] = {}): Promise<string> =>
  (await t.as(who.org_a, op.savePlan, aPlan(change))).id
const seen = (id: string, p: Principal = who.org_a) => t.as(p, op.plan, { id })
const published = async (change: Parameters<typeof aPlan>[0] = {}): Promise<string> => {
  const id = await saved(change)
  await t.as(who.org_a, op.publishPlan, { id, version: (await seen(id)).version })
  return id
}
const problems = async (change: Parameters<typeof aPlan>[0]) =>
  (await t.refused(who.org_a, op.savePlan, aPlan(change))).fields?.map((f) => `${f.path} ${f.message}`)

test('S15.1 P-5.2.2-03 保存 makes a draft with number yyyyMMdd + 4 digits, counted up within the day of Beijing', async () => {
  await t.clock('2030-01-01T15:59:59.000Z')
  const [a, b] = [await seen(await saved()), await seen(await saved())]
  expect([a.number, b.number, a.status, a.stage]).toEqual(['203001010001', '203001010002', 'draft', 'draft'])
  await t.clock('2030-01-01T16:00:00.000Z')
  expect((await seen(await saved())).number).toBe('203001020001')
})

test('S15.1 plans saved in the same moment get different numbers', async () => {
  const ids = await Promise.all([saved(), saved(), saved(), saved()])
  expect(new Set(await Promise.all(ids.map(async (id) => (await seen(id)).number))).size).toBe(4)
})

test('S15.1 what was typed comes back: lines, fees, times, 须知 without script', async () => {
  const id = await saved({
    notice: '<p>带<b>身份证</b></p><script>alert(1)</script>',
    isPayRequired: true,
    schoolIds: [],
  })
  const p = await seen(id)
  expect(p).toMatchObject({
    ...windows,
    isPayRequired: true,
    notice: '<p>带<b>身份证</b></p>',
    firstStart: day(9),
    lastEnd: day(10, 2),
  })
  expect(p.lines[0]).toMatchObject({
    certNo: '50800001',
    fee: '200.00',
    allowsByCertificate: true,
    allowsBySubject: true,
  })
  expect(p.lines[0]?.subjects.map((s) => [s.name, s.mode, s.fee, s.startsAt, s.endsAt])).toEqual([
    ['笔试科目', '笔试', '120.00', day(9), day(9, 2)],
    ['实操科目', '实操', '80.50', day(10), day(10, 2)],
  ])
  expect(p.timeline.map((x) => [x.label, x.to])).toEqual([['保存', 'draft']])
})

test('S15.1 a draft may be unfinished; editing keeps what stays and drops what goes', async () => {
  const id = await saved({ windows: noWindows, lines: [], isAllSchools: false, schoolIds: [], payMethod: '' })
  const { version } = await seen(id)
  const input = aPlan({ isAllSchools: false, schoolIds: [idOf('学校乙')] })
  await t.as(who.org_a, op.savePlan, { ...input, id, version })
  const first = await seen(id)
  expect(first.schools).toEqual([{ id: idOf('学校乙'), name: '学校乙' }])
  await t.as(who.org_a, op.savePlan, {
    ...input,
    id,
    version: first.version,
    lines: [{ ...input.lines[0]!, modes: ['subject'], subjects: [practical] }],
  })
  const second = await seen(id)
  expect(second.lines[0]?.subjects.map((s) => s.id)).toEqual([first.lines[0]?.subjects[1]?.id])
  expect(second.lines[0]).toMatchObject({ allowsByCertificate: false, allowsBySubject: true })
  expect((await t.refused(who.org_a, op.savePlan, { ...input, id, version: first.version })).code).toBe('state-changed')
})

test('P-5.2.2-03 SC-06 registerEnd after arrangeStart is refused in words that name both windows', async () => {
  expect(await problems({ windows: { ...windows, registerEnd: shifted(day(5), 1) } })).toEqual([
    'windows.registerEnd 报考结束时间不能晚于排考开始时间',
  ])
  await saved({ windows: { ...windows, registerEnd: day(5) } })
  expect(await problems({ windows: { ...windows, arrangeEnd: day(9, 1), scoreEnd: day(15) } })).toEqual([
    'windows.arrangeEnd 排考结束时间不能晚于首场考试开始时间',
    'windows.scoreEnd 成绩登记结束时间不能晚于成绩公示开始时间',
  ])
})

test('P-5.2.2-03 P-5.2.1-03 subjects of one certificate may not overlap, unless their 参考对象类型 differ', async () => {
  const overlap = {
    lines: [
      {
        credentialId,
        modes: ['certificate' as const],
        fee: null,
        subjects: [written, { ...practical, startsAt: day(9, 1), endsAt: day(9, 3) }],
      },
    ],
  }
  expect(await problems(overlap)).toEqual([
    'lines.0.subjects.1.startsAt “笔试科目”与“实操科目”的考试时间重叠，同一参考对象类型的考生不能都参加',
  ])
  await t.db(async (tx) => {
    for (const [type, subject] of [
      ['中职学生', '101'],
      ['高职学生', '102'],
    ] as const) {
      await run(
        tx,
        sql`insert into credentials.target_types (id, credential_id, name) values (${idOf(type)}, ${credentialId}, ${type})`,
      )
      await run(
        tx,
        sql`insert into credentials.subject_targets values (${idOf(`subject 50800001${subject}`)}, ${idOf(type)})`,
      )
    }
  })
  const p = await seen(await saved(overlap))
  expect(p.lines[0]?.subjects.map((s) => s.targetNames)).toEqual([['中职学生'], ['高职学生']])
  await t.db((tx) => run(tx, sql`delete from credentials.subject_targets`))
})

test('P-5.2.2-03 only own 已发布 certificates and their 已发布 subjects', async () => {
  const other = [{ credentialId: idOf('credential 50900001'), modes: [], fee: null, subjects: [] }]
  expect(await problems({ lines: other })).toEqual(['lines.0.credentialId 只能选择本机构已发布的证书'])
  const strange = [
    { credentialId, modes: [], fee: null, subjects: [{ ...written, subjectId: idOf('subject 50800003101') }] },
  ]
  expect(await problems({ lines: strange })).toEqual(['lines.0.subjects.0.subjectId 科目未发布，或不属于该证书'])
  const bound: Principal = { ...who.org_a, charge: [idOf('credential 50800003')] }
  expect((await t.refused(bound, op.savePlan, aPlan())).fields?.[0]?.path).toBe('lines.0.credentialId')
  expect((await t.as(bound, op.planChoices, {})).credentials.map((c) => c.certNo)).toEqual(['50800003'])
})

test('P-5.2.2-03 the name is unique in the awarding body', async () => {
  const input = aPlan()
  await t.as(who.org_a, op.savePlan, input)
  expect((await t.refused(who.org_a, op.savePlan, input)).says).toBe('考试计划名称已存在')
  const elsewhere = { ...input, lines: [] }
  expect(await t.as(who.org_b, op.savePlan, elsewhere)).toHaveProperty('id')
})

test('P-0-11 P-5.2.7-10 bad values are named under their field', async () => {
  const no = await t.refused(
    who.org_a,
    op.savePlan,
    aPlan({
      name: ' ',
      year: 'x',
      lines: [{ credentialId, modes: [], fee: -1, subjects: [{ ...written, fee: '1.234' }] }],
    }),
  )
  expect(no.fields?.map((f) => `${f.path} ${f.message}`)).toEqual([
    'name 请输入考试计划名称',
    'year 请选择年度',
    'lines.0.fee 费用应为不小于0的数字',
    'lines.0.subjects.0.fee 费用最多两位小数',
  ])
})

test('spec 3.11 参考院校 are schools with the pilot certificate', async () => {
  expect(await problems({ isAllSchools: false, schoolIds: [idOf('学校乙'), idOf('未试点学院')] })).toEqual([
    'schoolIds 未试点学院没有本计划证书的试点资格',
  ])
  const choices = async (credentialIds: string[], name?: string) =>
    (await t.as(who.org_a, op.schoolChoices, { credentialIds, ...(name ? { name } : {}) })).schools
      .map((s) => s.name)
      .sort()
  expect(await choices([credentialId])).toEqual(['北方工业大学', '学校丙', '学校乙', '岭南职业学院'].sort())
  expect(await choices([credentialId], '学校')).toEqual(['学校丙', '学校乙'].sort())
  expect(await choices([idOf('credential 50800003')])).toEqual([])
})

test('S15.2 发布 asks for what a draft lacks, field by field', async () => {
  const id = await saved({
    windows: { ...windows, publicEnd: '' },
    payMethod: '',
    lines: [{ credentialId, modes: [], fee: 1, subjects: [{ ...written, startsAt: '', endsAt: '' }] }],
    isAllSchools: false,
  })
  const no = await t.refused(who.org_a, op.publishPlan, { id, version: (await seen(id)).version })
  expect(no.fields?.map((f) => `${f.path} ${f.message}`)).toEqual([
    'windows.publicEnd 请选择成绩公示结束时间',
    'lines.0.modes 请选择报考方式',
    'lines.0.subjects.0.startsAt 请选择考试时间',
    'schoolIds 请选择参考院校',
    'payMethod 请填写缴费方式',
  ])
})

test('S15.2 发布 judges the catalogue again: a subject 停用 meanwhile stops it', async () => {
  const id = await saved()
  await t.db((tx) => run(tx, sql`update credentials.subjects set status = 'suspended' where id = ${written.subjectId}`))
  const no = await t.refused(who.org_a, op.publishPlan, { id, version: (await seen(id)).version })
  expect(no.fields?.[0]).toEqual({ path: 'lines.0.subjects.0.subjectId', message: '科目未发布，或不属于该证书' })
  await t.db((tx) => run(tx, sql`update credentials.subjects set status = 'published' where id = ${written.subjectId}`))
})

const letters = (id: string) =>
  t.db((tx) =>
    rows<{ name: string; title: string; text: string }>(
      tx,
      sql`select o.name, m.title, m.text from messages.messages m join organisations.organisations o on o.id = m.to_organisation where m.link = ${`/exam-plans?open=${id}`} order by m.at, o.name`,
    ),
  )

test('S15.2 every 试点院校 of the certificate is told of a plan for all, only the listed ones of a list', async () => {
  const all = await published()
  expect((await letters(all)).map((l) => l.name).sort()).toEqual(
    ['北方工业大学', '学校丙', '学校乙', '岭南职业学院'].sort(),
  )
  const some = await published({ isAllSchools: false, schoolIds: [idOf('学校乙')] })
  const told = await letters(some)
  expect(told.map((l) => [l.name, l.title])).toEqual([['学校乙', '新的考试计划']])
  expect(told[0]?.text).toMatch(/^评价组织甲发布了“考试计划\d+”（\d{12}），请按计划安排报考和考场。$/)
})

test('S15.2 a published plan is not saved again, and 发布 twice is refused (P-0-04, A42)', async () => {
  const id = await published()
  const { version } = await seen(id)
  expect((await t.refused(who.org_a, op.savePlan, { ...aPlan(), id, version })).code).toBe('state-changed')
  expect((await t.refused(who.org_a, op.publishPlan, { id, version })).code).toBe('state-changed')
})

test('P-5.2.2-01 P-5.2.2-02 a school sees published plans it takes part in, never a draft, and no other school in it', async () => {
  const draft = await saved()
  const listed = await published({ isAllSchools: false, schoolIds: [idOf('学校乙')] })
  const all = await published()
  const ids = async (p: Principal) => (await t.as(p, op.listPlans, { size: 100 })).rows.map((r) => r.id)
  expect(await ids(who.sch_b)).toEqual(expect.arrayContaining([listed, all]))
  expect(await ids(who.sch_b)).not.toContain(draft)
  expect(await ids(who.sch)).not.toContain(listed)
  expect((await seen(listed, who.sch_b)).schools).toEqual([])
  for (const p of [who.sch, who.sch_gd])
    expect((await t.refused(p, op.plan, { id: listed })).says).toBe('数据不存在或无权查看')
  expect((await t.refused(who.sch_b, op.plan, { id: draft })).status).toBe(404)
})

test('P-5.2.2-01 a school that is assigned as host of a 借考 sees the plan though it is no 参考院校', async () => {
  const id = await published({ isAllSchools: false, schoolIds: [idOf('学校乙')] })
  await t.as(who.org_a, op.assignSite, {
    sessionId: id,
    credentialId,
    schoolIds: [idOf('学校乙')],
    siteId: idOf('site'),
  })
  expect((await seen(id, who.sch)).id).toBe(id)
})

test('P-0-02 a plan of another awarding body, a missing right, a read-only account', async () => {
  const id = await saved()
  expect((await t.refused(who.org_b, op.plan, { id })).status).toBe(404)
  expect((await t.refused(who.org_b, op.publishPlan, { id, version: 1 })).code).toBe('not-found')
  expect((await t.refused(who.sch, op.savePlan, aPlan())).status).toBe(403)
  expect((await t.refused(who.org_a_sign, op.cancelPlan, { id, version: 1, reason: '错' })).status).toBe(403)
  expect((await t.refused(who.prv, op.listPlans, {})).status).toBe(403)
  expect((await t.refused(who.sch_new, op.listPlans, {})).code).toBe('not-pilot-yet')
})

test('an account bound to 负责的证书 sees only plans with one of them, and of such a plan only these', async () => {
  const id = await published({
    lines: [
      { credentialId, modes: ['certificate'], fee: 1, subjects: [written] },
      {
        credentialId: idOf('credential 50800003'),
        modes: ['certificate'],
        fee: 1,
        subjects: [{ ...written, subjectId: idOf('subject 50800003101') }],
      },
    ],
  })
  const bound: Principal = { ...who.sch, charge: [credentialId] }
  expect((await seen(id, bound)).lines.map((l) => l.certNo)).toEqual(['50800001'])
  expect((await t.refused({ ...who.sch, charge: [idOf('credential 50900001')] }, op.plan, { id })).code).toBe(
    'not-found',
  )
})

test('P-5.2.2-04 the list shows and finds 当前阶段 by the clock of the server', async () => {
  const id = await published()
  const stage = async (now: string) => {
    await t.clock(now)
    const found = (await t.as(who.sch, op.listPlans, { size: 100 })).rows.find((r) => r.id === id)?.stage as string
    const filtered = await t.as(who.sch, op.listPlans, { size: 100, filter: { stage: found } })
    expect(filtered.rows.map((r) => r.id)).toContain(id)
    return found
  }
  expect(await stage(shifted(day(2), -1))).toBe('upcoming')
  expect(await stage(day(2))).toBe('enrolling')
  expect(await stage(day(4))).toBe('enrolling')
  expect(await stage(shifted(day(4), 1))).toBe('awaiting-seating')
  expect(await stage(shifted(day(16), 1))).toBe('over')
  expect(await t.refused(who.sch, op.listPlans, { filter: { stage: 'nonsense' } })).toMatchObject({ code: 'invalid' })
})

test('P-5.2.2-01 the list finds by number, name, certificate, year and 颁证机构', async () => {
  const { number } = await seen(await published({ name: '寻找的计划', year: 2031 }))
  const found = async (filter: Record<string, string>) =>
    (await t.as(who.sch, op.listPlans, { size: 100, filter })).rows.map((r) => r.name)
  expect(await found({ number })).toEqual(['寻找的计划'])
  expect(await found({ name: '寻找' })).toEqual(['寻找的计划'])
  expect(await found({ year: '2031' })).toEqual(['寻找的计划'])
  expect(await found({ name: '寻找', certName: '智能新能源' })).toEqual(['寻找的计划'])
  expect(await found({ name: '寻找', awardingBody: '评价组织乙' })).toEqual([])
})

test('P-5.2.1-04 of a subject in a published plan only the name may change; in a draft it may', async () => {
  const changing = (subjectId: string) =>
    asTheSystem(t.house.database, 'test', (tx) =>
      insideOf(t.house, tx, theSystem, { operation: 'test', label: '' }).emit(subjectChanging, {
        subjectId,
        credentialId,
      }),
    )
  await saved({
    lines: [
      {
        credentialId: idOf('credential 50800003'),
        modes: [],
        fee: null,
        subjects: [{ ...written, subjectId: idOf('subject 50800003102') }],
      },
    ],
  })
  await changing(idOf('subject 50800003102'))
  await published()
  await expect(changing(written.subjectId)).rejects.toMatchObject({
    answer: { says: credentialWords['subject-in-plan'].says },
  })
})
