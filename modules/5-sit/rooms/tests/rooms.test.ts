import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import * as op from '../index.ts'
import { roomsOf } from '../server/index.ts'

let t: TestHouse
let who: Record<Login, Principal>
let arrange: { start: string; end: string }
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  const [w] = await t.db((tx) =>
    rows<{ start: string; end: string }>(
      tx,
      sql`select arrange_start as start, arrange_end as "end" from sessions.sessions where id = ${idOf('session')}`,
    ),
  )
  arrange = w as { start: string; end: string }
})
afterAll(() => t.close())
beforeEach(() => t.db((tx) => run(tx, sql`delete from rooms.rooms`)))
afterEach(() => t.clock(null))

const shifted = (iso: string, seconds: number): string => new Date(Date.parse(iso) + seconds * 1000).toISOString()
const sessionId = idOf('session')
const [written, practical] = ['101', '102'].map((n) => idOf(`line subject ${n}`)) as [string, string]
const form = {
  sessionId,
  siteId: idOf('site'),
  credentialId: idOf('credential 50800001'),
  lineSubjectIds: [written, practical],
  name: '笔试实操考场101',
  seatCount: 30,
  address: '教学楼一层101',
  acceptMixedModes: true,
}
const set = async (change: Partial<typeof form> = {}, p = who.sch): Promise<string> =>
  (await t.as(p, op.setRoom, { ...form, ...change })).id
const no = (change: Record<string, unknown>, p: Principal = who.sch) => t.refused(p, op.setRoom, { ...form, ...change })
const seen = (id: string, p: Principal = who.sch) => t.as(p, op.room, { id })
const edit = async (id: string, change: Partial<typeof form>) =>
  t.as(who.sch, op.editRoom, { ...form, id, version: (await seen(id)).version, ...change })
const editNo = async (id: string, change: Record<string, unknown>) =>
  t.refused(who.sch, op.editRoom, { ...form, id, version: (await seen(id)).version, ...change })

test('S4.1 P-5.2.5-02 P-5.2.5-03 P-5.2.5-12 设置考场: the type follows from the subjects, the state is 未排考', async () => {
  const id = await set()
  expect(await seen(id)).toMatchObject({
    name: '笔试实操考场101',
    seatCount: 30,
    roomType: '笔试考场、实操考场',
    subjects: '笔试科目、实操科目',
    status: 'before-seating',
    planName: '第一批次职业技能等级证书考试',
    siteAddress: '不知名街道120号',
    schoolName: '北方工业大学',
  })
  expect((await seen(id)).subjectList.map((s) => [s.subjectNo, s.mode])).toEqual([
    ['50800001101', '笔试'],
    ['50800001102', '实操'],
  ])
})

test('P-5.2.5-02 a later field asks for the earlier one first', async () => {
  const bad = await t.refused(who.sch, op.setRoom, { seatCount: 0, lineSubjectIds: [] })
  expect(bad.fields?.map((f) => `${f.path} ${f.message}`)).toEqual([
    'sessionId 请先选择考试计划',
    'siteId 请先选择考核站点',
    'credentialId 请选择考试证书',
    'lineSubjectIds 请选择考试科目',
    'name 请输入考场名称',
    'seatCount 请输入正整数',
  ])
  expect((await no({ seatCount: 10000 })).fields?.[0]?.message).toBe('考位数不能大于9999')
})

test('P-5.2.5-02 P-5.2.5-05 the choices are plans before 排考开始, own usable sites, and the certificates of both', async () => {
  const choices = await t.as(who.sch, op.roomChoices, {})
  expect(choices.sites).toEqual([
    {
      id: idOf('site'),
      name: '北方工业大学智能新能源汽车职业技能等级证书(初级)考核站点',
      credentialId: form.credentialId,
    },
  ])
  expect(choices.plans.map((p) => p.certificates.map((c) => c.certNo))).toEqual([['50800001']])
  await t.clock(shifted(arrange.start, -1))
  expect((await t.as(who.sch, op.roomChoices, {})).plans).toHaveLength(1)
  await t.clock(arrange.start)
  expect((await t.as(who.sch, op.roomChoices, {})).plans).toEqual([])
})

test('P-5.2.5-04 the name is unique in plan, site and certificate, trimmed and without regard to case', async () => {
  await set({ name: 'Room A' })
  expect((await no({ name: ' room a ' })).says).toBe('考场名称已存在')
  const other = await set({ name: 'Room B' })
  expect((await editNo(other, { name: 'ROOM A' })).code).toBe('name-taken')
})

test('P-5.2.5-04 two of the same moment make one room', async () => {
  const both = await Promise.allSettled([set(), set()])
  expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('P-5.2.5-05 a certificate outside plan and site is refused', async () => {
  expect((await no({ credentialId: idOf('credential 50800003') })).says).toBe('考试证书不在所选范围内')
  const bound: Principal = { ...who.sch, charge: [idOf('credential 50800003')] }
  expect((await no({}, bound)).code).toBe('outside-choice')
})

test('P-5.2.5-06 several 考试方式 ask for a confirmation, one does not', async () => {
  const asked = await no({ acceptMixedModes: false })
  expect([asked.says, asked.way]).toEqual([
    '所选科目包含多种考试方式，请确认考场支持',
    '若不支持请分科目创建不同的考场',
  ])
  await set({ acceptMixedModes: false, lineSubjectIds: [written] })
})

test('P-5.2.5-02 subjects must be of the plan', async () => {
  expect((await no({ lineSubjectIds: [written, idOf('other subject')] })).says).toBe('科目不在该考试计划内，请重新选择')
})

test('P-5.2.5-07 A36 section 7: one second before 排考开始 a room may be added, at it no more', async () => {
  await t.clock(shifted(arrange.start, -1))
  await set()
  await t.clock(arrange.start)
  expect((await no({ name: '另一间' })).says).toBe('该考试计划已开始排考，不能新增考场')
})

test('P-5.2.4.1-06 P-5.2.5-09 only a site that is 已启用 and own', async () => {
  await t.db((tx) => run(tx, sql`update sites.sites set is_enabled = false where id = ${idOf('site')}`))
  expect((await no({})).says).toBe('考核站点未启用')
  expect((await t.as(who.sch, op.roomChoices, {})).plans[0]?.certificates).toEqual([])
  await t.db((tx) => run(tx, sql`update sites.sites set is_enabled = true where id = ${idOf('site')}`))
  expect((await no({}, who.sch_b)).code).toBe('not-found')
  expect((await no({ siteId: idOf('nothing') })).code).toBe('not-found')
})

test('P-5.2.5-02 an unknown or unpublished plan does not exist for a room', async () => {
  expect((await no({ sessionId: idOf('nothing') })).says).toBe('考试计划不存在')
  await t.db((tx) => run(tx, sql`update sessions.sessions set status = 'draft' where id = ${sessionId}`))
  expect((await no({})).code).toBe('plan-unknown')
  await t.db((tx) => run(tx, sql`update sessions.sessions set status = 'published' where id = ${sessionId}`))
})

test('P-5.2.5-02 P-5.2.2-01 the host of a 借考 sets rooms for a plan in which it is no 参考院校', async () => {
  await t.db(async (tx) => {
    await run(tx, sql`update exam_plans.plans set is_all_schools = false where session_id = ${sessionId}`)
    await run(tx, sql`insert into exam_plans.plan_schools values (${sessionId}, ${idOf('学校乙')})`)
  })
  expect((await no({})).code).toBe('plan-unknown')
  await t.db((tx) =>
    run(
      tx,
      sql`insert into exam_plans.site_assignments (session_id, credential_id, school_id, site_id, host_school_id, awarding_body_id, assigned_by)
    values (${sessionId}, ${form.credentialId}, ${idOf('学校乙')}, ${form.siteId}, ${idOf('北方工业大学')}, ${idOf('评价组织甲')}, '甲')`,
    ),
  )
  await set()
  await t.db(async (tx) => {
    await run(tx, sql`delete from exam_plans.site_assignments`)
    await run(tx, sql`delete from exam_plans.plan_schools`)
    await run(tx, sql`update exam_plans.plans set is_all_schools = true where session_id = ${sessionId}`)
  })
})

test('S4.4 P-5.2.5-13 未排考: everything may change, fewer seats too, under the same guards', async () => {
  const id = await set()
  await edit(id, { name: '笔试考场', seatCount: 5, lineSubjectIds: [written], address: '' })
  expect(await seen(id)).toMatchObject({
    name: '笔试考场',
    seatCount: 5,
    roomType: '笔试考场',
    subjects: '笔试科目',
    address: null,
  })
  expect((await editNo(id, { acceptMixedModes: false })).code).toBe('mixed-modes')
  expect((await editNo(id, { credentialId: idOf('credential 50800003') })).code).toBe('outside-choice')
  expect((await t.refused(who.sch, op.editRoom, { ...form, id, version: 1 })).code).toBe('state-changed')
})

test('S4.2 S4.5 P-5.2.5-14 SC-06 排考中: 30 → 20 refused, 30 → 40 done and told, other fields refused', async () => {
  const id = await set()
  await t.clock(arrange.start)
  expect((await seen(id)).status).toBe('seating')
  expect(await editNo(id, { seatCount: 20 })).toMatchObject({ says: '考位数只能大于原考位数', way: '原考位数为30' })
  expect((await editNo(id, { seatCount: 30 })).code).toBe('only-more-seats')
  expect((await editNo(id, { seatCount: 40, name: '改名' })).says).toBe('排考中的考场只能修改考位数')
  await edit(id, { seatCount: 40, acceptMixedModes: false })
  expect((await seen(id)).seatCount).toBe(40)
  const [letter] = await t.db((tx) =>
    rows<{ text: string }>(
      tx,
      sql`select text from messages.messages where title = '考场增加考位' and to_organisation = ${idOf('评价组织甲')}`,
    ),
  )
  expect(letter?.text).toBe('北方工业大学将考场“笔试实操考场101”的考位数由30增加到40。')
  const [audit] = await t.db((tx) =>
    rows<{ changes: unknown }>(
      tx,
      sql`select changes from kit.audit where entity = 'room' and entity_id = ${id} order by id desc limit 1`,
    ),
  )
  expect(audit?.changes).toMatchObject({ seatCount: [30, 40] })
})

test('S4.3 S4.7 P-5.2.5-16 at the last second of 排考 seats may still be added, one second later nothing', async () => {
  const id = await set()
  await t.clock(arrange.end)
  await edit(id, { seatCount: 31 })
  await t.clock(shifted(arrange.end, 1))
  expect((await seen(id)).status).toBe('over')
  expect((await editNo(id, { seatCount: 50 })).says).toBe('考场已结束，不能修改')
  expect((await t.refused(who.sch, op.deleteRoom, { id })).says).toBe('仅未排考的考场可删除')
})

test('S4.6 P-5.2.5-15 删除 is for 未排考 alone', async () => {
  const [a, b] = [await set(), await set({ name: '另一间' })]
  await t.clock(shifted(arrange.start, -1))
  await t.as(who.sch, op.deleteRoom, { id: a })
  expect((await t.refused(who.sch, op.room, { id: a })).code).toBe('not-found')
  await t.clock(arrange.start)
  expect((await t.refused(who.sch, op.deleteRoom, { id: b })).says).toBe('仅未排考的考场可删除')
})

test('P-5.2.5-17 A49 the awarding body reads the rooms of its plans and writes none', async () => {
  const id = await set()
  expect((await seen(id, who.org_a)).name).toBe('笔试实操考场101')
  expect((await t.as(who.org_a, op.listRooms, {})).total).toBe(1)
  expect((await no({}, who.org_a)).status).toBe(403)
  expect((await t.refused(who.org_a, op.deleteRoom, { id })).status).toBe(403)
  expect((await t.as(who.org_b, op.listRooms, {})).total).toBe(0)
})

test('P-0-02 a room of another school is not there; a read-only account writes nothing', async () => {
  const id = await set()
  for (const p of [who.sch_b, who.org_b]) expect((await t.refused(p, op.room, { id })).status).toBe(404)
  expect((await t.refused(who.sch_b, op.deleteRoom, { id })).code).toBe('not-found')
  expect((await t.refused(who.sch_b, op.editRoom, { ...form, id, version: 1 })).code).toBe('not-found')
  expect((await no({}, who.sch_read)).says).toBe('无操作权限')
  expect((await t.refused(who.sch_cand, op.listRooms, {})).status).toBe(403)
})

test('P-5.2.5-01 the list finds by plan, site, name and state, and counts its tabs', async () => {
  await set()
  await set({ name: 'B202', lineSubjectIds: [practical] })
  const found = async (filter: Record<string, string>) =>
    (await t.as(who.sch, op.listRooms, { filter, sort: 'name' })).rows.map((r) => r.name)
  expect(await found({ name: 'b2' })).toEqual(['B202'])
  expect(await found({ siteName: '北方', planName: '第一批次', certLevel: '初级', certName: '智能' })).toHaveLength(2)
  expect(await found({ status: 'seating' })).toEqual([])
  await t.clock(arrange.start)
  expect((await t.as(who.sch, op.listRooms, {})).tabs).toEqual({ 'before-seating': 0, seating: 2, over: 0 })
  expect((await t.as(who.sch, op.listRooms, { tab: 'seating' })).total).toBe(2)
})

test('the door for 排考 gives the rooms of a site that hold a subject', async () => {
  await set({ name: 'B', lineSubjectIds: [written] })
  await set({ name: 'A' })
  const of = (subject: string) => t.db((tx) => roomsOf(tx, sessionId, subject, form.siteId))
  expect((await of(written)).map((r) => [r.name, r.seatCount])).toEqual([
    ['A', 30],
    ['B', 30],
  ])
  expect((await of(practical)).map((r) => r.name)).toEqual(['A'])
})
