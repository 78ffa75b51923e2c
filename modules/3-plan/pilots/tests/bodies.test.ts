import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { certificateKeepers, listPartners, listPilotSchools, partner } from '../operations-bodies.ts'

let t: TestHouse
let p: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  p = await principals(t.url)
})
afterAll(() => t.close())

test('P-2.1-01 P-2.1-02 P-2.1-03 a school sees the bodies of whose certificates it has an approved declaration, and their certificates', async () => {
  expect((await t.as(p.sch, listPartners, {})).rows.map((r) => r.name)).toEqual(['评价组织甲'])
  expect((await t.as(p.sch, listPartners, { filter: { name: '乙' } })).rows).toEqual([])
  const seen = await t.as(p.sch, partner, { id: idOf('评价组织甲') })
  expect(seen.piloted).toEqual([expect.objectContaining({ certNo: '50800001', level: '初级' })])
  expect((await t.refused(p.sch, partner, { id: idOf('评价组织乙') })).says).toBe('数据不存在或无权查看')
  expect((await t.refused(p.org_a, listPartners, {})).status).toBe(403)
})
test('P-2.2-02 试点证书负责人 are the accounts with 证书负责人 = 是 and their certificates; none is an empty block', async () => {
  expect(await t.as(p.sch, certificateKeepers, {})).toEqual([])
  await t.db((tx) =>
    run(
      tx,
      sql`update accounts.accounts set is_cert_manager = true, charge = array[${idOf('credential 50800001')}::uuid], mobile_masked = '139****0001' where id = ${idOf('account sch_exam')}`,
    ),
  )
  expect(await t.as(p.sch, certificateKeepers, {})).toEqual([
    { name: '北方考务', mobile: '139****0001', certificates: '智能新能源汽车职业技能等级证书(初级)' },
  ])
  expect(await t.as(p.sch_b, certificateKeepers, {})).toEqual([])
})
test('P-2.2-05 an awarding body lists the schools with its certificates by year; another body none', async () => {
  const year = String(new Date().getFullYear())
  expect((await t.as(p.org_a, listPilotSchools, { filter: { year } })).rows).toHaveLength(4)
  expect((await t.as(p.org_a, listPilotSchools, { filter: { year: '1999' } })).rows).toEqual([])
  expect((await t.as(p.org_b, listPilotSchools, {})).rows).toEqual([])
})
