import { afterAll, beforeAll, expect, test } from 'vitest'
import { cancelPlan, plan as planOf } from '#exam-plans'
import { correctApproval, declaration, returnDeclaration } from '#pilots'
import type { Principal } from '#kit/pure/who.ts'
import { run, sql } from '#kit/server/sql.ts'
import { addPlan, personOf, plan } from '../../../../seeds/enrolling.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { addCandidates, idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { deleteEnrolments, enrolByCertificate, listEnrolments, listHeads } from '../index.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())

async function enrol(
  p: Principal,
  school: string,
  from: number,
  count: number,
  major: string,
  planId = plan,
): Promise<string[]> {
  const ids = await addCandidates(t.url, school, count, from, 'verified', major)
  for (const id of ids) await t.as(p, enrolByCertificate, { planId, ...(await personOf(t, id)), certNo: '50800001' })
  return ids
}
const headsSeen = async (p: Principal) =>
  Object.fromEntries(
    (await t.as(p, listHeads, { size: 50 })).rows.map((r) => [
      `${r.schoolName} ${r.majorLabel ?? '全部专业'}`,
      `${r.enrolled}/${r.approved}`,
    ]),
  )

test('A14 P-4.3-16 approved and registered heads stand side by side, per major or in all; two plans of a year are one head', async () => {
  const [first] = await enrol(who.sch, '北方工业大学', 1, 2, '460702')
  await enrol(who.sch, '北方工业大学', 10, 1, '500211')
  await enrol(who.sch_gd, '岭南职业学院', 20, 1, '460702')
  const next = await addPlan(t, '第二批')
  await t.as(who.sch, enrolByCertificate, {
    planId: next.id,
    ...(await personOf(t, first as string)),
    certNo: '50800001',
  })
  const [external] = await addCandidates(t.url, '北方工业大学', 1, 30)
  await t.db((tx) => run(tx, sql`update candidates.candidates set kind = 'external' where id = ${external}`))
  await t.as(who.sch, enrolByCertificate, {
    planId: plan,
    ...(await personOf(t, external as string)),
    certNo: '50800001',
  })
  const own = {
    '北方工业大学 新能源汽车技术-460702-2021年版': '2/50',
    '北方工业大学 汽车检测与维修技术-500211-2021年版': '1/40',
  }
  expect(await headsSeen(who.sch)).toEqual(own)
  expect(await headsSeen(who.org_a)).toMatchObject({ ...own, '岭南职业学院 全部专业': '1/90' })
  expect(await headsSeen(who.prv)).toMatchObject(own)
  expect(await headsSeen(who.prv_gd)).toEqual({ '岭南职业学院 全部专业': '1/90' })
  expect(await headsSeen(who.org_b)).toEqual({})
  expect((await t.as(who.prv, listHeads, { filter: { schoolName: '学校乙' } })).rows.map((r) => r.enrolled)).toEqual([
    0, 0,
  ])
  for (const p of [who.sch_sign, who.cty]) expect((await t.refused(p, listHeads, {})).status).toBe(403)
})

test('S2.10 P-4.3-25 an approved declaration with live registrations is not returned; without them it is', async () => {
  const id = idOf('declaration 学校乙')
  const ask = async () => ({ id, version: (await t.as(who.prv, declaration, { id })).version, reason: '院校申请退回' })
  await enrol(who.sch_b, '学校乙', 40, 1, '460702')
  expect((await t.refused(who.prv, returnDeclaration, await ask())).says).toBe('该申报已有报考记录，不能退回')
  const rows = (await t.as(who.sch_b, listEnrolments, {})).rows
  await t.as(who.sch_b, deleteEnrolments, { ids: rows.map((r) => r.id) })
  await t.as(who.prv, returnDeclaration, await ask())
  expect((await t.as(who.prv, declaration, { id })).status).toBe('returned')
})

test('S2.10 a registration and a return at the same moment never stand together', async () => {
  const id = idOf('declaration 学校丙')
  const [candidate] = await addCandidates(t.url, '学校丙', 1, 50)
  const person = await personOf(t, candidate as string)
  const { version } = await t.as(who.prv, declaration, { id })
  const [enrolled, returned] = await Promise.allSettled([
    t.as(who.sch_c, enrolByCertificate, { planId: plan, ...person, certNo: '50800001' }),
    t.as(who.prv, returnDeclaration, { id, version, reason: '院校申请退回' }),
  ])
  expect([enrolled, returned].filter((r) => r.status === 'fulfilled')).toHaveLength(1)
})

test('S2.14 P-4.3-25 the approved number never falls below what is registered, in its major or in all', async () => {
  const id = idOf('declaration 北方工业大学')
  const correct = async (count: number) => ({
    id,
    version: (await t.as(who.prv, declaration, { id })).version,
    majors: [{ majorId: idOf('major 460702'), count }],
    reason: '更正',
  })
  const r = await t.refused(who.prv, correctApproval, await correct(1))
  expect([r.says, r.way]).toEqual(['审核人数不能小于已报考人数', '新能源汽车技术已报考2人'])
  await t.as(who.prv, correctApproval, await correct(2))
  expect((await headsSeen(who.sch))['北方工业大学 新能源汽车技术-460702-2021年版']).toBe('2/2')
  const gd = idOf('declaration 岭南职业学院')
  await enrol(who.sch_gd, '岭南职业学院', 60, 1, '500211')
  const total = await t.refused(who.prv_gd, correctApproval, {
    id: gd,
    version: (await t.as(who.prv_gd, declaration, { id: gd })).version,
    total: 1,
    reason: '更正',
  })
  expect([total.says, total.way]).toEqual(['审核人数不能小于已报考人数', '该证书已报考2人'])
})

test('S15.4 P-5.2.2-03 a plan with registrations is not cancelled; without them it is, and nobody can register any more', async () => {
  const p = await addPlan(t, '可取消')
  await enrol(who.sch, '北方工业大学', 70, 1, '500211', p.id)
  const version = (await t.as(who.org_a, planOf, { id: p.id })).version
  const cancel = { id: p.id, version, reason: '取消考试' }
  expect((await t.refused(who.org_a, cancelPlan, cancel)).says).toBe('该计划已有报考数据，不能取消')
  const rows = (await t.as(who.sch, listEnrolments, { filter: { planName: '可取消' } })).rows
  await t.as(who.sch, deleteEnrolments, { ids: rows.map((r) => r.id) })
  await t.as(who.org_a, cancelPlan, cancel)
  const [id] = await addCandidates(t.url, '北方工业大学', 1, 75, 'verified', '500211')
  expect(
    (
      await t.refused(who.sch, enrolByCertificate, {
        planId: p.id,
        ...(await personOf(t, id as string)),
        certNo: '50800001',
      })
    ).says,
  ).toBe('考试计划不在报考时间内')
})
