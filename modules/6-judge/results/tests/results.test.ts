import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { deleteEnrolment, enrolByCertificate } from '#enrolments'
import { editScore, recordScore } from '#scores'
import type { Principal } from '#kit/pure/who.ts'
import { one, run, sql } from '#kit/server/sql.ts'
import { addPlan, exportedRows, personOf, plan, shifted } from '../../../../seeds/enrolling.ts'
import { judgingWindows, lineSubjectOf, seatCandidates, type JudgingWindows, type Seated } from '../../../../seeds/judging.ts'
import { passedCandidates } from '../../../../seeds/passed-candidates.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { addCandidates, idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { listResults, result, resultExport } from '../index.ts'

let t: TestHouse
let who: Record<Login, Principal>
let w: JudgingWindows
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  w = await judgingWindows(t)
})
afterAll(() => t.close())
afterEach(() => t.clock(null))

let from = 0
const seated = async (count: number, more: Parameters<typeof seatCandidates>[4] = {}): Promise<Seated[]> => {
  await t.clock(null)
  from += count
  return seatCandidates(t, who.sch, count, from - count + 1, more)
}
const give = async (s: Seated, marks: Record<string, string>, planId = plan): Promise<void> => {
  for (const [no, mark] of Object.entries(marks))
    await t.as(who.org_a, recordScore, {
      planId,
      lineSubjectId: await lineSubjectOf(t, no, planId),
      ticketNo: s.ticketNo,
      name: s.name,
      subjectNo: `50800001${no}`,
      score: mark,
    })
}
const statusOf = async (id: string, p = who.sch) => {
  const { status, isFinal } = await t.as(p, result, { id })
  return [status, isFinal]
}
const countsOf = (id: string) =>
  t.db((tx) => one<Record<string, number>>(tx, sql`select needed, scored, passed, attended from results.results where enrolment_id = ${id}`))
/** Another plan of the certificate whose 公示期 lies `days` later (or earlier) than that of the world. */
async function laterPlan(name: string, days: number): Promise<{ id: string; windows: JudgingWindows }> {
  const p = await addPlan(t, name)
  await t.db(async (tx) => {
    const by = `${days} days`
    await run(tx, sql`update sessions.sittings x set starts_at = starts_at + interval '1 hour' * 3, ends_at = ends_at + interval '1 hour' * 3
      from sessions.line_subjects ls where ls.id = x.line_subject_id and ls.line_id = ${p.line}`)
    await run(tx, sql`update sessions.sessions set score_start = score_start + interval '0.5 day', public_start = public_start + ${by}::interval, public_end = public_end + ${by}::interval where id = ${p.id}`)
  })
  return { id: p.id, windows: await judgingWindows(t, p.id) }
}

test('S10.1 P-5.2.10-01 every registered candidate is listed with 未出结果 from 报考 on, and goes with a deleted registration', async () => {
  const [candidate] = await addCandidates(t.url, '北方工业大学', 1, 400)
  const person = await personOf(t, candidate as string)
  const { ids } = await t.as(who.sch, enrolByCertificate, { planId: plan, ...person, certNo: '50800001' })
  const mine = { filter: { idNo: person.idNo } }
  const found = (await t.as(who.sch, listResults, mine)).rows
  expect(found).toMatchObject([{ name: person.name, status: 'pending', isFinal: false, needed: 2, passed: 0, passCondition: '全科合格', awardingBodyName: '评价组织甲' }])
  expect((await t.as(who.org_a, listResults, mine)).rows).toHaveLength(1)
  for (const p of [who.sch_b, who.org_b]) {
    expect((await t.as(p, listResults, mine)).rows).toEqual([])
    expect((await t.refused(p, result, { id: found[0]?.id })).code).toBe('not-found')
  }
  expect(await t.refused(who.sch_fee, listResults, mine)).toMatchObject({ status: 403 })
  await t.as(who.sch, deleteEnrolment, { id: ids[0] as string })
  expect((await t.as(who.sch, listResults, mine)).rows).toEqual([])
})

test('P-5.2.10-04 S10.2 S10.3 S10.4 全科合格: provisional until the 公示期 is over, final one moment after', async () => {
  const [good, bad, half, none] = (await seated(4)) as [Seated, Seated, Seated, Seated]
  await t.clock(w.scoreStart)
  await give(good, { 101: '60', 102: '100' })
  await give(bad, { 101: '59.9', 102: '100' })
  await give(half, { 101: '90' })
  expect(await statusOf(good.enrolmentId)).toEqual(['passed', false])
  expect(await statusOf(bad.enrolmentId)).toEqual(['failed', false])
  expect(await statusOf(half.enrolmentId)).toEqual(['pending', false])
  expect(await countsOf(bad.enrolmentId)).toEqual({ needed: 2, scored: 2, passed: 1, attended: 2 })
  await t.clock(w.publicEnd)
  expect(await statusOf(good.enrolmentId)).toEqual(['passed', false])
  await t.clock(shifted(w.publicEnd, 1))
  const ids = [good, bad, half, none].map((s) => s.enrolmentId)
  expect(await Promise.all(ids.map((id) => statusOf(id)))).toEqual([['passed', true], ['failed', true], ['failed', true], ['failed', true]])
  const { rows, tabs } = await t.as(who.sch, listResults, { tab: 'passed', ids })
  expect(rows.map((r) => r.id)).toEqual([good.enrolmentId])
  expect(tabs).toEqual({ pending: 0, passed: 1, failed: 3 })
})

test('SC-09.3 S10.2 修改成绩 55 → 62 turns 未通过 into 已通过; 缺考 is a score and no pass', async () => {
  const [a, b] = (await seated(2)) as [Seated, Seated]
  await t.clock(w.scoreStart)
  await give(a, { 101: '55', 102: '80' })
  await give(b, { 101: '缺考', 102: '80' })
  expect(await statusOf(b.enrolmentId)).toEqual(['failed', false])
  expect(await countsOf(b.enrolmentId)).toMatchObject({ scored: 2, passed: 1, attended: 1 })
  await t.clock(w.publicStart)
  expect(await statusOf(a.enrolmentId)).toEqual(['failed', false])
  await t.as(who.org_a, editScore, { id: a.subjects['101'] as string, version: 1, score: '62', reason: '合分有误' })
  expect(await statusOf(a.enrolmentId)).toEqual(['passed', false])
})

test('P-5.2.10-02 查看 shows the candidate, the certificate and every needed 科目 with its score', async () => {
  const [a] = (await seated(1)) as [Seated]
  await t.clock(w.scoreStart)
  await give(a, { 101: '88' })
  expect(await t.as(who.sch, result, { id: a.enrolmentId })).toMatchObject({
    name: a.name,
    certNo: '50800001',
    certName: '智能新能源汽车职业技能等级证书',
    subjects: [
      { subjectNo: '50800001101', name: '笔试科目', examMode: '笔试', score: '88', isPassed: true, fullScore: 100, passScore: 60 },
      { subjectNo: '50800001102', score: null, isPassed: null, isPassedEarlier: false },
    ],
  })
})

test('A27 按科目: a pass of an earlier plan counts once it is locked; what changes there changes here', async () => {
  const next = await laterPlan('第二批次考试', 5)
  const [first] = (await seated(1, { subjects: ['101'] })) as [Seated]
  const [second] = (await seatCandidates(t, who.sch, 1, 0, { planId: next.id, subjects: ['102'], candidates: [first.candidateId] })) as [Seated]
  expect(await countsOf(second.enrolmentId)).toMatchObject({ needed: 2, scored: 0, passed: 0 })
  await t.clock(next.windows.scoreStart)
  await give(first, { 101: '55' })
  await give(second, { 102: '80' }, next.id)
  expect(await countsOf(second.enrolmentId)).toMatchObject({ scored: 1, passed: 1 })
  await t.clock(w.publicStart)
  await t.as(who.org_a, editScore, { id: first.subjects['101'] as string, version: 1, score: '62', reason: '复核' })
  // 62 stands, but it is not locked before the 公示期 of the first plan is over.
  expect(await countsOf(second.enrolmentId)).toMatchObject({ scored: 2, passed: 2, attended: 1 })
  await t.clock(w.publicEnd)
  expect(await statusOf(second.enrolmentId)).toEqual(['pending', false])
  await t.clock(shifted(w.publicEnd, 1))
  expect(await statusOf(second.enrolmentId)).toEqual(['passed', false])
  expect((await t.as(who.sch, result, { id: second.enrolmentId })).subjects).toMatchObject([
    { subjectNo: '50800001101', score: null, isPassedEarlier: true },
    { subjectNo: '50800001102', score: '80', isPassedEarlier: false },
  ])
  // The first plan alone has one of two 科目, and nothing that comes later counts in it.
  expect(await statusOf(first.enrolmentId)).toEqual(['failed', true])
  await t.clock(shifted(next.windows.publicEnd, 1))
  expect(await statusOf(second.enrolmentId)).toEqual(['passed', true])
})
test('A27 an earlier pass at another school counts too; that of a 按证书 registration is judged by its own scores', async () => {
  const next = await laterPlan('第三批次考试', 5)
  const [first] = (await seated(1, { subjects: ['101'] })) as [Seated]
  await t.clock(w.scoreStart)
  await give(first, { 101: '90' })
  await t.clock(null)
  // The same person, recorded by 学校乙.
  const [there] = await addCandidates(t.url, '学校乙', 1, from)
  const [second] = (await seatCandidates(t, who.sch_b, 1, 0, { planId: next.id, subjects: ['102'], candidates: [there as string] })) as [Seated]
  expect(await countsOf(second.enrolmentId)).toMatchObject({ needed: 2, scored: 1, passed: 1, attended: 0 })
  const fourth = await laterPlan('第四批次考试', 6)
  await t.db((tx) => run(tx, sql`update sessions.sittings x set starts_at = x.starts_at + interval '6 hours', ends_at = x.ends_at + interval '6 hours'
    from sessions.line_subjects ls join sessions.lines l on l.id = ls.line_id where ls.id = x.line_subject_id and l.session_id = ${fourth.id}`))
  const [whole] = (await seatCandidates(t, who.sch, 1, 0, { planId: fourth.id, candidates: [first.candidateId] })) as [Seated]
  expect(await countsOf(whole.enrolmentId)).toMatchObject({ needed: 2, scored: 0, passed: 0 })
})
test('P-5.2.10-04 needed are the 科目 for the candidate’s 参考对象类型', async () => {
  await t.db(async (tx) => {
    for (const name of ['中职学生', '高职学生'])
      await run(tx, sql`insert into credentials.target_types (id, credential_id, name) values (${idOf(name)}, ${idOf('credential 50800001')}, ${name})`)
    await run(tx, sql`insert into credentials.subject_targets values (${idOf('subject 50800001102')}, ${idOf('中职学生')})`)
  })
  const [candidate] = await addCandidates(t.url, '北方工业大学', 1, 420)
  const person = await personOf(t, candidate as string)
  await t.as(who.sch, enrolByCertificate, { planId: plan, ...person, certNo: '50800001', targetType: '高职学生' })
  expect((await t.as(who.sch, listResults, { filter: { idNo: person.idNo } })).rows).toMatchObject([{ needed: 1 }])
  await t.db((tx) => run(tx, sql`delete from credentials.subject_targets`))
})
test('P-5.2.10-03 X10 证书考核详情 with 身份证号 as 379602****962549 and 考核状态', async () => {
  const [a] = (await seated(1)) as [Seated]
  await t.clock(w.scoreStart)
  await give(a, { 101: '90', 102: '90' })
  await t.clock(shifted(w.publicEnd, 1))
  const lines = await exportedRows(t, who.sch, 'results.results', { filter: { idNo: a.idNo } })
  expect(lines).toEqual([
    resultExport.columns.map((c) => c.title),
    ['第一批次职业技能等级证书考试', a.name, expect.any(String), `${a.idNo.slice(0, 6)}****${a.idNo.slice(-6)}`, '院校考生', '北方工业大学', '智能新能源汽车职业技能等级证书', '初级', '评价组织甲', '全科合格', '已通过'],
  ])
})
test('P-5.2.10-05 results that another way has made stay as they are', async () => {
  const { enrolments } = await passedCandidates(t, '北方工业大学', 1, 440)
  await t.clock(shifted(w.publicEnd, 1))
  expect(await statusOf(enrolments[0] as string)).toEqual(['passed', true])
})
