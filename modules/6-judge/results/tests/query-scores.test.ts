import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { recordScore } from '#scores'
import type { Principal } from '#kit/pure/who.ts'
import { thePublic } from '#kit/server/context.ts'
import { one, run, sql } from '#kit/server/sql.ts'
import { plan, shifted } from '../../../../seeds/enrolling.ts'
import { judgingWindows, lineSubjectOf, seatCandidates, type JudgingWindows, type Seated } from '../../../../seeds/judging.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { queryScores } from '../index.ts'

let t: TestHouse
let who: Record<Login, Principal>
let w: JudgingWindows
let a: Seated
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  w = await judgingWindows(t)
  ;[a] = (await seatCandidates(t, who.sch, 1, 1)) as [Seated]
  await t.clock(w.scoreStart)
  for (const [no, score] of [['101', '85.5'], ['102', '缺考']] as const)
    await t.as(who.org_a, recordScore, { planId: plan, lineSubjectId: await lineSubjectOf(t, no), ticketNo: a.ticketNo, name: a.name, subjectNo: `50800001${no}`, score })
})
afterAll(() => t.close())
afterEach(async () => {
  await t.clock(null)
  await t.db((tx) => run(tx, sql`delete from results.tries`))
})

const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
/** A picture code whose answer is known. */
const code = async (): Promise<{ codeId: string; code: string }> => {
  const { id } = await t.db((tx) =>
    one<{ id: string }>(tx, sql`insert into accounts.picture_codes (answer_hash) values (${Buffer.concat([hash('abcd'), hash('7')])}) returning id`),
  )
  return { codeId: id, code: 'abcd' }
}
const asked = async (over: object = {}) => ({ name: a.name, idType: '身份证' as const, idNo: a.idNo, ...(await code()), ...over })

test('SC-09.2 P-5.2.9-05 from the start of 公示期 name and 证件号码 together find plan, certificate, scores and 考核状态', async () => {
  await t.clock(w.publicStart)
  expect(await t.as(thePublic, queryScores, await asked({ idNo: ` ${a.idNo.toLowerCase()} ` }))).toEqual({
    name: a.name,
    idMasked: `${a.idNo.slice(0, 3)}*****${a.idNo.slice(-4)}`,
    results: [
      {
        planName: '第一批次职业技能等级证书考试',
        certName: '智能新能源汽车职业技能等级证书',
        certLevel: '初级',
        status: 'failed',
        isFinal: false,
        subjects: [
          { name: '笔试科目', score: '85.5', isPassed: true },
          { name: '实操科目', score: '缺考', isPassed: false },
        ],
      },
    ],
  })
  await t.clock(shifted(w.publicEnd, 86_400 * 300))
  expect((await t.as(thePublic, queryScores, await asked())).results).toMatchObject([{ isFinal: true }])
})
test('SC-09.2 P-5.2.9-05 not yet public, unknown and wrong name are answered with the same words', async () => {
  await t.clock(shifted(w.publicStart, -1))
  const early = await t.refused(thePublic, queryScores, await asked())
  await t.clock(w.publicStart)
  const wrongName = await t.refused(thePublic, queryScores, await asked({ name: '别的人' }))
  const unknown = await t.refused(thePublic, queryScores, await asked({ idNo: '370682199901096532' }))
  const wrongType = await t.refused(thePublic, queryScores, await asked({ idType: '护照' }))
  expect(early.says).toBe('未查询到成绩信息')
  for (const other of [wrongName, unknown, wrongType]) expect(other).toEqual(early)
})
test('P-5.2.9-05 a wrong picture code says so; a code is good for one try', async () => {
  await t.clock(w.publicStart)
  const c = await code()
  expect((await t.refused(thePublic, queryScores, await asked({ ...c, code: 'abce' }))).says).toBe('验证码错误')
  expect((await t.refused(thePublic, queryScores, await asked(c))).says).toBe('验证码错误')
  expect((await t.refused(thePublic, queryScores, await asked({ name: '', idNo: '', code: '' }))).fields?.map((f) => f.message)).toEqual(['请输入姓名', '请输入证件号码', '请输入验证码'])
})
test('P-5.2.9-05 ten tries per hour and address, right or wrong; the eleventh waits until the hour is over', async () => {
  await t.clock(w.publicStart)
  for (let i = 0; i < 10; i++) await (i % 2 ? t.refused(thePublic, queryScores, await asked({ code: 'wrong' })) : t.as(thePublic, queryScores, await asked()))
  expect(await t.refused(thePublic, queryScores, await asked())).toMatchObject({ code: 'too-many', status: 429 })
  await t.clock(shifted(w.publicStart, 3599))
  expect(await t.refused(thePublic, queryScores, await asked())).toMatchObject({ code: 'too-many' })
  await t.clock(shifted(w.publicStart, 3600))
  expect((await t.as(thePublic, queryScores, await asked())).results).toHaveLength(1)
})
test('P-5.2.9-05 many tries at the same moment are counted one by one', async () => {
  await t.clock(w.publicStart)
  const inputs = await Promise.all(Array.from({ length: 14 }, () => asked()))
  const done = await Promise.allSettled(inputs.map((i) => t.as(thePublic, queryScores, i)))
  expect(done.filter((d) => d.status === 'fulfilled')).toHaveLength(10)
})
