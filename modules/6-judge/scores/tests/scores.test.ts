import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { myMessages } from '#messages'
import type { Principal } from '#kit/pure/who.ts'
import { run, sql } from '#kit/server/sql.ts'
import { exportedRows, importRows, plan, shifted, uploadRows } from '../../../../seeds/enrolling.ts'
import { judgingWindows, lineSubjectOf, seatCandidates, type JudgingWindows, type Seated } from '../../../../seeds/judging.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { addCandidates, idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { editScore, listScores, recordScore, score, scoreChoices, scoreExport } from '../index.ts'

let t: TestHouse
let who: Record<Login, Principal>
let w: JudgingWindows
const given = { planId: plan, lineSubjectId: '' }
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  w = await judgingWindows(t)
  given.lineSubjectId = await lineSubjectOf(t, '101')
})
afterAll(() => t.close())
afterEach(() => t.clock(null))

const sheet = 'scores.importScores'
const head = ['准考证号', '考生姓名', '证件号码', '科目编号', '科目名称', '成绩']
const line = (s: Seated, mark: string, over: Partial<Record<'ticketNo' | 'name' | 'idNo' | 'no' | 'subject', string>> = {}) => [
  over.ticketNo ?? s.ticketNo,
  over.name ?? s.name,
  over.idNo ?? '',
  over.no ?? '50800001101',
  over.subject ?? '',
  mark,
]
let from = 0
/** Fresh people of 北方工业大学 with seats in both 科目. */
const seated = async (count: number): Promise<Seated[]> => {
  await t.clock(null)
  from += count
  return seatCandidates(t, who.sch, count, from - count + 1)
}
const row = (s: Seated, mark: string, no = '101') => ({
  planId: plan,
  lineSubjectId: no === '101' ? given.lineSubjectId : idOf(`line subject ${no}`),
  ticketNo: s.ticketNo,
  name: s.name,
  subjectNo: `50800001${no}`,
  score: mark,
})
const messagesOf = (r: { fields?: readonly { message: string }[] }): string[] => (r.fields ?? []).map((f) => f.message)
const of = async (s: Seated, p = who.org_a, no = '101') => t.as(p, score, { id: s.subjects[no] as string })

test('SC-09.1 P-5.2.9-03 S9.1 three good rows are saved, 120 of 100 is not; what each bad row is told', async () => {
  const [a, b, c, d, e] = (await seated(5)) as [Seated, Seated, Seated, Seated, Seated]
  const [unseated] = await addCandidates(t.url, '北方工业大学', 1, 300)
  expect(unseated).toBeDefined()
  await t.clock(w.scoreStart)
  const done = await importRows(t, who.org_a, sheet, given, [
    head,
    line(a, '85'),
    line(b, '60.5', { idNo: b.idNo, subject: '笔试科目' }),
    line(c, '缺考'),
    line(d, '120'),
    line(e, '55', { ticketNo: '20260101000111010000999999' }),
    line(e, '55', { name: '别的人' }),
    line(a, '70'),
    line(d, '-1'),
  ])
  expect(done.view).toMatchObject({ state: 'applied', okCount: 3, failCount: 5 })
  expect(done.reasons).toEqual({
    5: '成绩超出范围',
    6: '准考证号不存在',
    7: '考生姓名与准考证号不一致',
    8: '准考证号与第2行重复',
    9: expect.stringContaining('成绩超出范围'),
  })
  expect(await of(a)).toMatchObject({ score: '85', isPassed: true, status: 'recorded', version: 1, changes: [] })
  expect(await of(b)).toMatchObject({ score: '60.5', isPassed: true })
  expect(await of(c)).toMatchObject({ score: '缺考', isPassed: false })
  expect(await of(d)).toMatchObject({ score: null, isPassed: null, status: 'unrecorded', version: 0 })
})

test('P-5.2.9-03 a row must agree in 证件号码, 科目编号 and 科目名称, and the candidate must take the 科目', async () => {
  const [a, b] = (await seated(2)) as [Seated, Seated]
  const [only] = (await seatCandidates(t, who.sch, 1, 320, { subjects: ['102'] })) as [Seated]
  await t.clock(w.scoreStart)
  const says = async (over: object) => messagesOf(await t.refused(who.org_a, recordScore, { ...row(a, '80'), ...over }))
  expect(await says({ idNo: b.idNo })).toEqual(['证件号码与准考证号不一致'])
  expect(await says({ subjectNo: '50800001102' })).toEqual(['科目编号与所选科目不一致'])
  expect(await says({ subjectName: '实操科目' })).toEqual(['科目编号与科目名称不一致'])
  expect(await says({ ticketNo: only.ticketNo, name: only.name })).toEqual(['考生未参加该科目'])
  expect(await says({ score: '80.55' })).toEqual(['成绩最多一位小数'])
  expect(await says({ score: '优' })).toEqual(['成绩应为数字或“缺考”'])
  await t.as(who.org_a, recordScore, { ...row(a, '80'), idNo: a.idNo.toLowerCase() })
  expect(await of(a)).toMatchObject({ score: '80' })
})

test('SC-09.1 P-5.2.9-03 only within 成绩登记时间: a second before and after are refused, both edges are open', async () => {
  const [a] = (await seated(1)) as [Seated]
  for (const at of [shifted(w.scoreStart, -1), shifted(w.scoreEnd, 1)]) {
    await t.clock(at)
    expect((await t.refused(who.org_a, recordScore, row(a, '80'))).says).toBe('当前不在成绩登记时间内')
    await expect(uploadRows(t, who.org_a, sheet, given, [head, line(a, '80')])).rejects.toMatchObject({
      answer: { says: '当前不在成绩登记时间内' },
    })
    expect((await t.as(who.org_a, scoreChoices, {})).plans).toEqual([])
  }
  for (const at of [w.scoreStart, w.scoreEnd]) {
    await t.clock(at)
    await t.as(who.org_a, recordScore, row(a, '80'))
    expect((await t.as(who.org_a, scoreChoices, {})).plans.map((p) => [p.id, p.subjects.length])).toEqual([[plan, 2]])
  }
})

test('P-5.2.9-01 P-0-02 a school only reads its own, another awarding body finds nothing, who may not is told so', async () => {
  const [a] = (await seated(1)) as [Seated]
  await t.clock(w.scoreStart)
  const mine = { filter: { ticketNo: a.ticketNo } }
  expect((await t.as(who.sch, listScores, mine)).rows).toEqual([])
  expect((await t.as(who.org_a, listScores, mine)).rows).toHaveLength(2)
  await t.as(who.org_a, recordScore, row(a, '80'))
  expect((await t.as(who.sch, listScores, mine)).rows).toMatchObject([
    { id: a.subjects['101'], ticketNo: a.ticketNo, score: '80', status: 'recorded', examMode: '笔试', passCondition: '全科合格' },
  ])
  expect((await t.as(who.sch, listScores, { filter: { idNo: a.idNo, isPassed: 'no' } })).rows).toEqual([])
  expect((await t.as(who.sch_b, listScores, mine)).rows).toEqual([])
  expect((await t.refused(who.sch_b, score, { id: a.subjects['101'] })).code).toBe('not-found')
  expect((await t.refused(who.org_b, recordScore, row(a, '90'))).code).toBe('not-found')
  expect((await t.refused(who.org_b, editScore, { id: a.subjects['101'], version: 1, score: '1', reason: 'x' })).code).toBe('not-found')
  for (const p of [who.sch, who.org_a_sign]) {
    expect(await t.refused(p, recordScore, row(a, '90'))).toMatchObject({ code: 'forbidden', status: 403, says: '无操作权限' })
    expect(await t.refused(p, editScore, { id: a.subjects['101'], version: 1, score: '1', reason: 'x' })).toMatchObject({ status: 403 })
  }
})

test('S9.2 importing again keeps the old value in the history; the same value leaves none', async () => {
  const [a] = (await seated(1)) as [Seated]
  await t.clock(w.scoreStart)
  for (const mark of ['55', '缺考', '62', '62']) await importRows(t, who.org_a, sheet, given, [head, line(a, mark)])
  expect(await of(a)).toMatchObject({
    score: '62',
    version: 3,
    changes: [
      { was: '缺考', becomes: '62', byName: '甲管理', reason: '重新导入' },
      { was: '55', becomes: '缺考' },
    ],
  })
})

test('P-5.2.9-02 X9 A26 P-0-03 A school exports its rows with 证件号码 as 379602****962549 and 成绩 at the end', async () => {
  const [a] = (await seated(1)) as [Seated]
  await t.clock(w.scoreStart)
  await t.as(who.org_a, recordScore, row(a, '85'))
  const [titles, first, ...rest] = await exportedRows(t, who.sch, 'scores.scores', { filter: { ticketNo: a.ticketNo } })
  expect(titles).toEqual(scoreExport.columns.map((c) => c.title))
  expect(titles?.slice(0, 5)).toEqual(['考试计划', '考生姓名', '考生编号', '证件号码', '准考证号'])
  expect(first).toEqual([
    '第一批次职业技能等级证书考试', a.name, expect.any(String), `${a.idNo.slice(0, 6)}****${a.idNo.slice(-6)}`, a.ticketNo, '院校考生', '北方工业大学',
    '50800001101', '笔试科目', '笔试', '智能新能源汽车职业技能等级证书', '初级', '评价组织甲', '全科合格', '85', '合格', '已登记',
  ])
  expect(rest).toEqual([])
  expect(await exportedRows(t, who.sch_b, 'scores.scores', { filter: { ticketNo: a.ticketNo } })).toHaveLength(1)
})

test('SC-09.3 P-5.2.9-06 S9.4 修改成绩 in 公示期 with a reason: history and a notice to the school; a forgotten score is entered', async () => {
  const [a, b] = (await seated(2)) as [Seated, Seated]
  await t.clock(w.scoreStart)
  for (const r of [row(a, '55'), row(a, '80', '102'), row(b, '70')]) await t.as(who.org_a, recordScore, r)
  const change = { id: a.subjects['101'] as string, version: 1, score: '62', reason: '卷面合分有误' }
  await t.clock(shifted(w.publicStart, -1))
  expect((await t.refused(who.org_a, editScore, change)).says).toBe('当前不在公示期内，成绩不可修改')
  await t.clock(w.publicStart)
  expect(messagesOf(await t.refused(who.org_a, editScore, { ...change, reason: ' ' }))).toEqual(['请填写修改原因'])
  expect(messagesOf(await t.refused(who.org_a, editScore, { ...change, score: '101' }))).toEqual(['成绩超出范围（0至100）'])
  expect(messagesOf(await t.refused(who.org_a, editScore, { ...change, score: '55' }))).toEqual(['成绩没有变化'])
  expect((await t.refused(who.org_a, editScore, { ...change, version: 2 })).code).toBe('state-changed')
  await t.as(who.org_a, editScore, change)
  expect(await of(a)).toMatchObject({
    score: '62', status: 'public', version: 2, editProblem: null,
    changes: [{ was: '55', becomes: '62', byName: '甲管理', reason: '卷面合分有误' }],
  })
  await t.as(who.org_a, editScore, { id: b.subjects['102'] as string, version: 0, score: '缺考', reason: '漏登' })
  expect(await of(b, who.sch, '102')).toMatchObject({ score: '缺考', status: 'public', version: 1, changes: [{ was: null, becomes: '缺考', reason: '漏登' }] })
  const letters = (await t.as(who.sch, myMessages, {})).rows.map((m) => m.text)
  expect(letters.find((l) => l.includes('卷面合分有误'))).toContain(`${a.name}的笔试科目成绩由55改为62`)
  expect(letters.find((l) => l.includes('漏登'))).toContain('实操科目成绩补登为缺考')
})

test('SC-09.4 P-5.2.9-07 S9.7 after the 公示期 成绩已锁定 for everybody, also OPS and the database itself', async () => {
  const [a] = (await seated(1)) as [Seated]
  await t.clock(w.scoreStart)
  await t.as(who.org_a, recordScore, row(a, '55'))
  const change = { id: a.subjects['101'] as string, version: 1, score: '62', reason: '复核' }
  await t.clock(w.publicEnd)
  expect(await t.refused(who.ops, editScore, change)).toMatchObject({ code: 'forbidden', status: 403 })
  await t.as(who.org_a, editScore, change)
  await t.clock(shifted(w.publicEnd, 1))
  for (const p of [who.org_a, who.ops])
    expect((await t.refused(p, editScore, { ...change, version: 2, score: '70' })).says).toBe('成绩已锁定，不可修改')
  expect((await t.refused(who.org_a, editScore, { ...change, id: a.subjects['102'], version: 0 })).code).toBe('locked')
  expect(await of(a)).toMatchObject({ status: 'locked', score: '62', editProblem: '成绩已锁定，不可修改' })
  for (const what of [sql`update scores.scores set score = 99`, sql`delete from scores.scores`])
    await expect(t.db((tx) => run(tx, sql`${what} where enrolment_subject_id = ${a.subjects['101']}`))).rejects.toMatchObject({ constraint: 'score_locked' })
})

test('P-5.2.9-06 raced by two, one change is kept and the other is told to look again', async () => {
  const [a] = (await seated(1)) as [Seated]
  await t.clock(w.scoreStart)
  await t.as(who.org_a, recordScore, row(a, '55'))
  await t.clock(w.publicStart)
  const tries = await Promise.allSettled(
    ['61', '62', '63'].map((mark) => t.as(who.org_a, editScore, { id: a.subjects['101'] as string, version: 1, score: mark, reason: mark })),
  )
  expect(tries.filter((x) => x.status === 'fulfilled')).toHaveLength(1)
  expect(tries.flatMap((x) => (x.status === 'rejected' ? [x.reason.answer.code as string] : []))).toEqual(['state-changed', 'state-changed'])
  expect((await of(a)).changes).toHaveLength(1)
})
test('P-5.2.9-03 two imports of the same people at once leave one score each and the true history', async () => {
  const people = await seated(4)
  await t.clock(w.scoreStart)
  await Promise.all([70, 80].map((mark) => Promise.all(people.map((s) => t.as(who.org_a, recordScore, row(s, String(mark)))))))
  for (const s of people) {
    const d = await of(s)
    expect(d.changes).toMatchObject([{ was: d.score === '80' ? '70' : '80', becomes: d.score }])
  }
})
