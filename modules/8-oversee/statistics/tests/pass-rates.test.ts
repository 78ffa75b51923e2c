import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { recordScore } from '#scores'
import type { Principal } from '#kit/pure/who.ts'
import { run, sql } from '#kit/server/sql.ts'
import { certificate, exportedRows, plan, shifted } from '../../../../seeds/enrolling.ts'
import { judgingWindows, lineSubjectOf, seatCandidates, type JudgingWindows } from '../../../../seeds/judging.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { passRateExports, passRates } from '../index.ts'

let t: TestHouse
let who: Record<Login, Principal>
let w: JudgingWindows
/** 北方工业大学: passed, failed, absent, half; 学校乙: passed. One certificate is issued. */
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  w = await judgingWindows(t)
  const own = await seatCandidates(t, who.sch, 4, 1)
  const theirs = await seatCandidates(t, who.sch_b, 1, 20)
  await t.clock(w.scoreStart)
  const marks = [['80', '80'], ['80', '20'], ['缺考', '缺考'], ['90'], ['60', '60']]
  for (const [i, s] of [...own, ...theirs].entries())
    for (const [k, score] of (marks[i] ?? []).entries()) {
      const no = k === 0 ? '101' : '102'
      await t.as(who.org_a, recordScore, { planId: plan, lineSubjectId: await lineSubjectOf(t, no), ticketNo: s.ticketNo, name: s.name, subjectNo: `50800001${no}`, score })
    }
  await t.db((tx) =>
    run(
      tx,
      sql`insert into issuance.records (source, enrolment_id, session_id, exam_name, candidate_id, person_id, credential_id, awarding_body_id, school_id, site_id, site_school_id, region_code,
            name, id_type, id_masked, kind, candidate_no, school_name, status, issued_at)
          select 'exam', id, session_id, 'x', candidate_id, person_id, credential_id, awarding_body_id, school_id, ${idOf('site')}, school_id, region_code,
            name, id_type, id_masked, kind, candidate_no, school_name, 'issued', kit.now() from enrolments.enrolments where id = ${own[0]?.enrolmentId}`,
    ),
  )
})
afterAll(() => t.close())
afterEach(() => t.clock(null))

const own = { enrolled: 4, attended: 3, passed: 1, issued: 1 }
const both = { enrolled: 5, attended: 4, passed: 2, issued: 1 }
const certName = '智能新能源汽车职业技能等级证书'

test('SC-09.5 P-7.1-01 P-7.1-02 P-7.1-03 only final results count; both tabs agree in their totals', async () => {
  await t.clock(w.publicEnd)
  expect(await t.as(who.sch, passRates, {})).toMatchObject({ rows: [], total: { enrolled: 0, attended: 0, passed: 0, issued: 0 } })
  await t.clock(shifted(w.publicEnd, 1))
  const one = await t.as(who.sch, passRates, {})
  expect(one.rows).toMatchObject([{ certName, certLevel: null, awardingBodyName: '评价组织甲', schoolName: null, ...own }])
  const two = await t.as(who.sch, passRates, { tab: 'level' })
  expect(two.rows).toMatchObject([{ certName, certLevel: '初级', ...own }])
  expect([one.total, two.total]).toEqual([own, own])
})
test('P-7.1-04 an awarding body and a province also see them by school; who has no part sees nothing', async () => {
  await t.clock(shifted(w.publicEnd, 1))
  for (const p of [who.org_a, who.prv]) {
    expect((await t.as(p, passRates, {})).rows).toMatchObject([both])
    expect((await t.as(p, passRates, { filter: { perSchool: 'yes' } })).rows.map((r) => [r.schoolName, r.enrolled, r.passed])).toEqual([
      ['北方工业大学', 4, 1],
      ['学校乙', 1, 1],
    ])
  }
  for (const p of [who.org_b, who.prv_gd, who.sch_c]) expect((await t.as(p, passRates, {})).rows).toEqual([])
  for (const p of [who.cty, who.ops, who.sch_cand]) expect(await t.refused(p, passRates, {})).toMatchObject({ status: 403 })
})
test('P-7.1-01 年度 and 考试计划 narrow it; a wrong 年度 is told', async () => {
  await t.clock(shifted(w.publicEnd, 1))
  const { years } = await t.as(who.sch, passRates, {})
  expect(years).toHaveLength(1)
  const rows = async (filter: object) => (await t.as(who.sch, passRates, { filter })).rows.length
  expect(await rows({ year: String(years[0]), planName: '第一批次' })).toBe(1)
  expect(await rows({ year: String((years[0] as number) - 1) })).toBe(0)
  expect(await rows({ planName: '第九批次' })).toBe(0)
  expect((await t.refused(who.sch, passRates, { filter: { year: '今年' } })).fields?.[0]?.message).toBe('年度格式不正确')
})
test('P-7.1-03 the certificate’s levels are one row 按证书 and two 按证书等级, with the same total', async () => {
  await t.clock(shifted(w.publicEnd, 1))
  await t.db((tx) => run(tx, sql`update results.results set credential_id = ${idOf('credential 50800003')} where school_id = ${idOf('学校乙')}`))
  expect((await t.as(who.org_a, passRates, {})).rows).toMatchObject([both])
  const levels = await t.as(who.org_a, passRates, { tab: 'level' })
  expect(levels.rows.map((r) => [r.certLevel, r.enrolled])).toEqual([['初级', 4], ['中级', 1]])
  expect(levels.total).toEqual(both)
  await t.db((tx) => run(tx, sql`update results.results set credential_id = ${certificate} where school_id = ${idOf('学校乙')}`))
})
test('X14 the export has the columns of the open tab', async () => {
  await t.clock(shifted(w.publicEnd, 1))
  expect(await exportedRows(t, who.sch, 'statistics.certificate', { tab: 'certificate' })).toEqual([
    ['证书名称', '颁证机构', '报考人数', '参考人数', '通过人数', '通过率', '发证人数'],
    [certName, '评价组织甲', '4', '3', '1', '33.33%', '1'],
  ])
  const lines = await exportedRows(t, who.org_a, 'statistics.levelPerSchool', { tab: 'level', filter: { perSchool: 'yes' } })
  expect(lines[0]).toEqual(passRateExports.level.perSchool.columns.map((c) => c.title))
  expect(lines.slice(1).map((l) => [l[0], l[3], l[6]])).toEqual([
    ['初级', '北方工业大学', '1'],
    ['初级', '学校乙', '1'],
  ])
})
