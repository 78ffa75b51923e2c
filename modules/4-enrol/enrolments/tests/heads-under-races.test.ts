import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { addPlan, personOf, plan } from '../../../../seeds/enrolling.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { addCandidates, idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { enrolByCertificate } from '../index.ts'
import { importByCertificate } from '../server/import-enrolments.ts'
import { certificateRow, noItem, numbered, within } from './part.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())

const one = async (id: string, planId = plan) => ({ planId, ...(await personOf(t, id)), certNo: '50800001' })
const add = async (
  school: string,
  count: number,
  from: number,
  status: 'verified' | 'no-photo' = 'verified',
  major = '460702',
) => addCandidates(t.url, school, count, from, status, major)
/** One chunk of an import in a transaction of its own: what runs at the same time as another chunk. */
const bring = (p: Principal, planId: string, values: readonly Record<string, string>[]) =>
  within(t, p, importByCertificate as never, (inside, scope) =>
    importByCertificate.apply(inside, scope, { planId }, numbered(values) as never, null as never, noItem),
  )
const messagesOf = (r: { fields?: readonly { message: string }[] }): string[] => (r.fields ?? []).map((f) => f.message)
const enrolledIn = (planId: string) =>
  t.db((tx) =>
    rows<{ person: string }>(
      tx,
      sql`select person_id as person from enrolments.enrolments where session_id = ${planId}`,
    ),
  )
const approve = (school: string, major: string, n: number) =>
  t.db((tx) =>
    run(
      tx,
      sql`update pilots.declaration_majors set approved_count = ${n}, apply_count = greatest(apply_count, ${n}) where declaration_id = ${idOf(`declaration ${school}`)} and major_id = ${idOf(`major ${major}`)}`,
    ),
  )

test('SC-06.4 P-4.3-16 the head after the approved number is refused; who is registered already takes no second one', async () => {
  await approve('学校丙', '500211', 2)
  const [a, b, c] = await add('学校丙', 3, 30, 'verified', '500211')
  for (const id of [a, b]) await t.as(who.sch_c, enrolByCertificate, await one(id as string))
  expect(messagesOf(await t.refused(who.sch_c, enrolByCertificate, await one(c as string)))).toEqual([
    '该专业报考人数已达到审核人数',
  ])
  // Another plan of the same year: heads are persons of the year.
  const next = await addPlan(t, '同年第二批')
  await t.as(who.sch_c, enrolByCertificate, await one(a as string, next.id))
  expect(messagesOf(await t.refused(who.sch_c, enrolByCertificate, await one(c as string, next.id)))).toEqual([
    '该专业报考人数已达到审核人数',
  ])
  // The other declared major still has room.
  const [d] = await add('学校丙', 1, 34, 'verified', '460702')
  await t.as(who.sch_c, enrolByCertificate, await one(d as string))
})

test('P-4.3-16 under a race: forty presses at once for twelve heads register exactly twelve', async () => {
  const p = await addPlan(t, '抢名额')
  await approve('学校乙', '500211', 12)
  const ids = await add('学校乙', 40, 100, 'verified', '500211')
  const inputs = await Promise.all(ids.map((id) => one(id, p.id)))
  const results = await Promise.allSettled(inputs.map((i) => t.as(who.sch_b, enrolByCertificate, i)))
  expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(12)
  expect(await enrolledIn(p.id)).toHaveLength(12)
  const counted = await t.db((tx) =>
    rows<{ n: number }>(
      tx,
      sql`select sum(enrolled_count)::int as n from candidates.candidates where id = any (${ids}::uuid[])`,
    ),
  )
  expect(counted[0]?.n).toBe(12)
})

test('P-4.3-16 two imports at once never exceed the approved number together', async () => {
  const p = await addPlan(t, '两份导入')
  await approve('学校乙', '460702', 5)
  const lines = await Promise.all(
    (await add('学校乙', 8, 160)).map(async (id) => certificateRow(await personOf(t, id))),
  )
  const done = await Promise.all([bring(who.sch_b, p.id, lines.slice(0, 4)), bring(who.sch_b, p.id, lines.slice(4))])
  expect(done.flatMap((d) => [...d.faults.values()]).map((f) => f[0]?.why)).toEqual(
    Array(3).fill('该专业报考人数已达到审核人数'),
  )
  expect(await enrolledIn(p.id)).toHaveLength(5)
})

test('P-4.3-16 P-4.3-17 P3-2.3-08 without declared majors every 证书对应专业 may register, up to the total', async () => {
  await t.db((tx) =>
    run(tx, sql`update pilots.declarations set approved_total = 2 where id = ${idOf('declaration 岭南职业学院')}`),
  )
  const [a] = await add('岭南职业学院', 1, 200, 'verified', '510107')
  const [b] = await add('岭南职业学院', 1, 201, 'verified', '500211')
  const [c] = await add('岭南职业学院', 1, 202, 'verified', '460702')
  const [d] = await add('岭南职业学院', 1, 203, 'verified', '630302')
  expect(messagesOf(await t.refused(who.sch_gd, enrolByCertificate, await one(d as string)))).toEqual([
    '考生专业不在该证书对应专业范围内',
  ])
  for (const id of [a, b]) await t.as(who.sch_gd, enrolByCertificate, await one(id as string))
  expect(messagesOf(await t.refused(who.sch_gd, enrolByCertificate, await one(c as string)))).toEqual([
    '该专业报考人数已达到审核人数',
  ])
  // A32, P-5.2.6-11: 社会考生 are not counted and need no major.
  await t.db((tx) =>
    run(
      tx,
      sql`update candidates.candidates set kind = 'external', major_id = null, major_name = null where id = ${c}`,
    ),
  )
  await t.as(who.sch_gd, enrolByCertificate, await one(c as string))
  // P3-2.3-06, P-4.3-15: majors that were added without numbers bind all the same.
  await t.db((tx) =>
    run(
      tx,
      sql`insert into pilots.declaration_majors (declaration_id, major_id) values (${idOf('declaration 岭南职业学院')}, ${idOf('major 500211')})`,
    ),
  )
  const [e] = await add('岭南职业学院', 1, 204, 'verified', '510107')
  expect(messagesOf(await t.refused(who.sch_gd, enrolByCertificate, await one(e as string)))).toEqual([
    '考生专业不在本校试点申报的拟申报专业内',
  ])
})

test('P-5.2.6-08 two schools with the same twenty people at the same time: each person once, nobody waits for ever', async () => {
  const p = await addPlan(t, '两校同人')
  for (const school of ['北方工业大学', '学校丙']) await approve(school, '460702', 50)
  const here = await add('北方工业大学', 20, 300)
  const there = await add('学校丙', 20, 300)
  const lines = async (ids: string[]) => Promise.all(ids.map(async (id) => certificateRow(await personOf(t, id))))
  const [mine, theirs] = [await lines(here), (await lines(there)).toReversed()]
  const [a, b] = await Promise.all([bring(who.sch, p.id, mine), bring(who.sch_c, p.id, theirs)])
  expect(a.made.length + b.made.length).toBe(40)
  expect([...a.faults.values(), ...b.faults.values()].map((f) => f[0]?.why)).toEqual(
    Array(20).fill('该考生已报考该证书'),
  )
  expect(new Set((await enrolledIn(p.id)).map((e) => e.person)).size).toBe(20)
  // Afterwards, too, whichever school was first.
  expect(messagesOf(await t.refused(who.sch_c, enrolByCertificate, await one(there[0] as string, p.id)))).toEqual([
    '该考生已报考该证书',
  ])
})
