import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { listCandidates } from '#candidates'
import type { Principal } from '#kit/pure/who.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { imports, startImport, undoImport } from '#transfers'
import { addPlan, importRows, personOf, plan, shifted, uploadRows, windowsOf } from '../../../../seeds/enrolling.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { addCandidates, idNumber, idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { enrolByCertificate, enrolChoices, enrolment, listEnrolImports, listEnrolments } from '../index.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())
afterEach(() => t.clock(null))

const sheet = 'enrolments.byCertificate'
const head = ['考生姓名', '证件类型', '证件号码', '证书编号', '报考证书', '证书等级', '参考对象类型']
const line = (p: { name: string; idType: string; idNo: string }, certNo = '50800001') => [
  p.name,
  p.idType,
  p.idNo,
  certNo,
  '',
  '',
  '',
]
const one = async (id: string, planId = plan) => ({ planId, ...(await personOf(t, id)), certNo: '50800001' })
const add = async (
  school: string,
  count: number,
  from: number,
  status: 'verified' | 'no-photo' = 'verified',
  major = '460702',
) => addCandidates(t.url, school, count, from, status, major)
const messagesOf = (r: { fields?: readonly { message: string }[] }): string[] => (r.fields ?? []).map((f) => f.message)
const enrolledIn = (planId: string) =>
  t.db((tx) =>
    rows<{ person: string }>(
      tx,
      sql`select person_id as person from enrolments.enrolments where session_id = ${planId}`,
    ),
  )
test('SC-06.3 P-5.2.6-02 P-5.2.6-05 P-4.3-15 P-5.2.6-07 P-5.2.6-08 six rows: two registered, four told why', async () => {
  const [good, again] = await add('北方工业大学', 2, 1)
  const [outside] = await add('北方工业大学', 1, 3, 'verified', '630302')
  const [undeclared] = await add('北方工业大学', 1, 4, 'verified', '510107')
  const first = await personOf(t, good as string)
  const done = await importRows(t, who.sch, sheet, { planId: plan }, [
    head,
    line(first),
    line(await personOf(t, outside as string)),
    line(await personOf(t, undeclared as string)),
    line({ name: '不存在', idType: '身份证', idNo: idNumber(900) }),
    line(first),
    line(await personOf(t, again as string)),
  ])
  expect(done.reasons).toEqual({
    3: '考生专业不在该证书对应专业范围内',
    4: '考生专业不在本校试点申报的拟申报专业内',
    5: '考生不存在，请先在考生管理中新增',
    6: '该考生已报考该证书（与第2行重复）',
  })
  expect(done.view).toMatchObject({ state: 'applied', okCount: 2, failCount: 4, notes: [] })
  const list = await t.as(who.sch, listEnrolments, {})
  expect(list.total).toBe(4)
  expect(list.tabs).toEqual({ unseated: 4, awaiting: 0, examining: 0, over: 0 })
  expect(list.rows.map((r) => [r.name, r.subjectName, r.status, r.payStatus, r.mode])).toEqual(
    expect.arrayContaining([
      [first.name, '笔试科目', 'unseated', 'unpaid', 'certificate'],
      [first.name, '实操科目', 'unseated', 'unpaid', 'certificate'],
    ]),
  )
  const candidates = await t.as(who.sch, listCandidates, { tab: 'student' })
  expect(candidates.rows.filter((c) => c.enrolledCount === 1)).toHaveLength(2)
  expect(candidates.rows.filter((c) => c.enrolledCount === 0)).toHaveLength(2)
  // Again: the whole file has nothing new.
  const second = await importRows(t, who.sch, sheet, { planId: plan }, [head, line(first)])
  expect(second.reasons).toEqual({ 2: '该考生已报考该证书' })
  expect(second.view).toMatchObject({ okCount: 0, failCount: 1 })
})

test('SC-06.3 P-5.2.6-02 without a plan nothing is taken', async () => {
  expect(messagesOf(await t.refused(who.sch, startImport, { sheet, given: {}, fileId: idOf('no file') }))).toEqual([
    '请先选择考试计划',
  ])
})

test('P-5.2.6-12 导入记录 holds both ways of importing with who, when and how many, also those without a good row', async () => {
  const page = await t.as(who.sch, listEnrolImports, {})
  expect(page.rows.map((r) => [r.mode, r.byName, r.roleName, r.okCount, r.failCount, r.mayUndo])).toEqual([
    ['certificate', '北方管理', '院校管理员', 0, 1, false],
    ['certificate', '北方管理', '院校管理员', 2, 4, true],
  ])
  expect((await t.as(who.sch, listEnrolImports, { filter: { mode: 'subject' } })).rows).toEqual([])
  expect((await t.as(who.sch_b, listEnrolImports, {})).rows).toEqual([])
  expect((await t.as(who.sch, imports, { sheet })).rows).toHaveLength(2)
})

test('P-5.2.6-04 报考时间 to the second: one before, at the start, at the end, one after', async () => {
  const p = await addPlan(t, '时间边界')
  const w = await windowsOf(t, p.id)
  const [a, b] = await add('北方工业大学', 2, 10)
  const chosen = async () => (await t.as(who.sch, enrolChoices, {})).plans.some((x) => x.id === p.id)
  await t.clock(shifted(w.registerStart, -1))
  expect(await chosen()).toBe(false)
  expect((await t.refused(who.sch, enrolByCertificate, await one(a as string, p.id))).says).toBe(
    '考试计划不在报考时间内',
  )
  await expect(uploadRows(t, who.sch, sheet, { planId: p.id }, [head])).rejects.toThrow('考试计划不在报考时间内')
  await t.clock(w.registerStart)
  expect(await chosen()).toBe(true)
  await t.as(who.sch, enrolByCertificate, await one(a as string, p.id))
  await t.clock(w.registerEnd)
  expect(await chosen()).toBe(true)
  await t.as(who.sch, enrolByCertificate, await one(b as string, p.id))
  await t.clock(shifted(w.registerEnd, 1))
  expect(await chosen()).toBe(false)
  expect((await t.refused(who.sch, enrolByCertificate, await one(b as string, p.id))).code).toBe('plan-closed')
})

test('P-5.2.6-04 a plan whose 参考院校 do not contain the school, a draft and a missing one cannot be chosen', async () => {
  const p = await addPlan(t, '别校的计划')
  const [a] = await add('北方工业大学', 1, 14)
  await t.db(async (tx) => {
    await run(tx, sql`update exam_plans.plans set is_all_schools = false where session_id = ${p.id}`)
    await run(tx, sql`insert into exam_plans.plan_schools values (${p.id}, ${idOf('学校乙')})`)
  })
  const input = await one(a as string, p.id)
  expect((await t.refused(who.sch, enrolByCertificate, input)).says).toBe('本校不在该考试计划的参考院校内')
  expect((await t.as(who.sch, enrolChoices, {})).plans.map((x) => x.id)).not.toContain(p.id)
  expect((await t.as(who.sch_b, enrolChoices, {})).plans.map((x) => x.id)).toContain(p.id)
  await t.db((tx) => run(tx, sql`update sessions.sessions set status = 'draft' where id = ${p.id}`))
  expect((await t.refused(who.sch_b, enrolByCertificate, input)).code).toBe('plan-closed')
  expect((await t.refused(who.sch, enrolByCertificate, { ...input, planId: idOf('nothing') })).code).toBe('plan-closed')
})

test('P-5.2.6-07 the name must agree with the 证件号码, and only candidates of the own school count', async () => {
  const [a] = await add('学校乙', 1, 20)
  const person = await personOf(t, a as string)
  expect(
    messagesOf(await t.refused(who.sch, enrolByCertificate, { planId: plan, ...person, certNo: '50800001' })),
  ).toEqual(['考生不存在，请先在考生管理中新增'])
  expect(
    messagesOf(
      await t.refused(who.sch_b, enrolByCertificate, { planId: plan, ...person, name: '别人', certNo: '50800001' }),
    ),
  ).toEqual(['姓名与证件号码不一致'])
  expect(
    messagesOf(await t.refused(who.sch_b, enrolByCertificate, { planId: plan, ...person, certNo: '50800003' })),
  ).toEqual(['证书不在该考试计划内'])
  expect(
    messagesOf(
      await t.refused(who.sch_b, enrolByCertificate, {
        planId: plan,
        ...person,
        certNo: '50800001',
        certName: '别的证书',
      }),
    ),
  ).toEqual(['证书编号与证书名称不一致'])
})

test('P-5.2.6-06 a certificate that is approved in another year only is refused, also for 社会考生', async () => {
  const [student, external] = await add('学校丙', 2, 24)
  await t.db(async (tx) => {
    await run(tx, sql`update pilots.declarations set year = year - 1 where id = ${idOf('declaration 学校丙')}`)
    await run(tx, sql`update candidates.candidates set kind = 'external' where id = ${external}`)
  })
  for (const id of [student, external])
    expect(messagesOf(await t.refused(who.sch_c, enrolByCertificate, await one(id as string)))).toEqual([
      '该证书非本校本年度试点证书',
    ])
  await t.db((tx) =>
    run(tx, sql`update pilots.declarations set year = year + 1 where id = ${idOf('declaration 学校丙')}`),
  )
})

test('P-5.2.6-10 A20 who is not 信息准确 is registered, and the result says how many', async () => {
  const p = await addPlan(t, '未认证')
  const unsure = await add('北方工业大学', 2, 340, 'no-photo')
  const [sure] = await add('北方工业大学', 1, 342)
  const people = await Promise.all([...unsure, sure as string].map((id) => personOf(t, id)))
  const { view } = await importRows(t, who.sch, sheet, { planId: p.id }, [head, ...people.map((q) => line(q))])
  expect(view).toMatchObject({ okCount: 3, notes: ['其中2名考生信息未准确，将无法发证'] })
})

test('P-5.2.3-11 what is registered is the candidate as it was, with all fields of spec 3.15', async () => {
  const [id] = await add('北方工业大学', 1, 350)
  await t.as(who.sch, enrolByCertificate, await one(id as string))
  await t.db((tx) =>
    run(
      tx,
      sql`update candidates.candidates set name_pinyin = 'XIN MING', mobile_masked = '139****9999', enroll_year = 2024, version = version + 1 where id = ${id}`,
    ),
  )
  const [row] = (await t.as(who.sch, listEnrolments, { filter: { idNo: idNumber(350) } })).rows
  const shown = await t.as(who.sch, enrolment, { id: row?.id as string })
  expect(shown).toMatchObject({
    namePinyin: 'KAO SHENG',
    mobileMasked: '138****0000',
    enrollYear: 2020,
    majorName: '新能源汽车技术',
    eduLevel: '高职专科',
    idType: '身份证',
    kind: 'student',
    schoolName: '北方工业大学',
    gender: '女',
    planName: '第一批次职业技能等级证书考试',
    mode: 'certificate',
    targetTypeName: null,
  })
  expect(shown.subjects.map((s) => s.name)).toEqual(['笔试科目', '实操科目'])
  expect(shown.timeline.map((e) => [e.label, e.byName])).toEqual([['按证书报考', '北方管理']])
})

test('P-0-02 only who may write 报考 registers; an account bound to other certificates is not offered this one', async () => {
  const [id] = await add('北方工业大学', 1, 360)
  const input = await one(id as string)
  for (const p of [who.sch_cand, who.sch_fee, who.sch_read, who.org_a, who.prv])
    expect((await t.refused(p, enrolByCertificate, input)).status).toBe(403)
  expect((await t.refused(who.sch_sign, listEnrolments, {})).status).toBe(403)
  expect((await t.refused(who.prv, listEnrolments, {})).status).toBe(403)
  const bound: Principal = { ...who.sch_exam, charge: [idOf('credential 50800003')] }
  expect(messagesOf(await t.refused(bound, enrolByCertificate, input))).toEqual(['证书不在该考试计划内'])
  expect((await t.as(bound, enrolChoices, {})).plans).toEqual([])
  expect((await t.as(bound, listEnrolments, {})).rows).toEqual([])
})

test('P-0-06 an import is taken back while nothing depends on it, and not when one row is paid, seated or in a request', async () => {
  const p = await addPlan(t, '撤销导入')
  const ids = await add('北方工业大学', 3, 370)
  const people = await Promise.all(ids.map((id) => personOf(t, id)))
  const { id: importId } = await importRows(t, who.sch, sheet, { planId: p.id }, [head, ...people.map((q) => line(q))])
  const set = (column: string, value: string | null) =>
    t.db((tx) =>
      run(
        tx,
        sql`update enrolments.enrolment_subjects set ${sql.ref(column)} = ${value} where id = (select id from enrolments.enrolment_subjects where session_id = ${p.id} order by id limit 1)`,
      ),
    )
  for (const [column, value] of [
    ['payment_number', 'JF1'],
    ['seated_at', '2026-01-01T00:00:00Z'],
  ] as const) {
    await set(column, value)
    expect((await t.refused(who.sch, undoImport, { importId })).says).toBe(
      '导入的报考中有1条已排考、已缴费或已生成缴费申请单，不能撤销',
    )
    await set(column, null)
  }
  expect((await t.refused(who.sch_b, undoImport, { importId })).code).toBe('not-found')
  await t.as(who.sch, undoImport, { importId })
  expect(await enrolledIn(p.id)).toEqual([])
  const counts = await t.db((tx) =>
    rows<{ n: number }>(tx, sql`select enrolled_count as n from candidates.candidates where id = any (${ids}::uuid[])`),
  )
  expect(counts.map((c) => c.n)).toEqual([0, 0, 0])
})

test('SC-06.5 P-5.2.1-03 P-5.2.6-09 a 科目 that is not for 所有考生 asks for the 参考对象类型 and is taken by whom it is for', async () => {
  const p = await addPlan(t, '参考对象')
  const types = await t.db(async (tx) => {
    const made = await rows<{ id: string; name: string }>(
      tx,
      sql`insert into credentials.target_types (credential_id, name) select ${idOf('credential 50800001')}, x from unnest(${['中职学生', '高职学生']}::text[]) x returning id, name`,
    )
    await run(
      tx,
      sql`insert into credentials.subject_targets values (${idOf('subject 50800001102')}, ${made.find((m) => m.name === '中职学生')?.id})`,
    )
    return made
  })
  const [a, b] = await add('北方工业大学', 2, 380)
  const input = await one(a as string, p.id)
  expect(messagesOf(await t.refused(who.sch, enrolByCertificate, input))).toEqual(['请填写参考对象类型'])
  expect(messagesOf(await t.refused(who.sch, enrolByCertificate, { ...input, targetType: '研究生' }))).toEqual([
    '参考对象类型不正确',
  ])
  expect((await t.as(who.sch, enrolByCertificate, { ...input, targetType: '中职学生' })).ids).toHaveLength(2)
  expect(
    (await t.as(who.sch, enrolByCertificate, { ...(await one(b as string, p.id)), targetType: '高职学生' })).ids,
  ).toHaveLength(1)
  const list = await t.as(who.sch, listEnrolments, { filter: { planName: '参考对象' } })
  expect(list.rows.map((r) => r.subjectName).toSorted()).toEqual(['实操科目', '笔试科目', '笔试科目'])
  const shown = await t.as(who.sch, enrolment, { id: list.rows[0]?.id as string })
  expect(types.map((x) => x.name)).toContain(shown.targetTypeName)
  await t.db((tx) =>
    run(tx, sql`delete from credentials.subject_targets where subject_id = ${idOf('subject 50800001102')}`),
  )
})
