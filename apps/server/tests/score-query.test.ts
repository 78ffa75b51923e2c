import { createHash } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordScore } from '#scores'
import type { Principal } from '#kit/pure/who.ts'
import { run, sql } from '#kit/server/sql.ts'
import { plan, shifted } from '../../../seeds/enrolling.ts'
import { judgingWindows, lineSubjectOf, seatCandidates, type JudgingWindows, type Seated } from '../../../seeds/judging.ts'
import { testHouse, type TestHouse } from '../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../seeds/test-world.ts'
import { pagesOver } from '../pages.ts'

let t: TestHouse
let app: FastifyInstance
let who: Record<Login, Principal>
let w: JudgingWindows
let a: Seated
beforeAll(async () => {
  t = await testHouse(testWorld)
  app = Fastify()
  await pagesOver(app, t.house)
  who = await principals(t.url)
  w = await judgingWindows(t)
  ;[a] = (await seatCandidates(t, who.sch, 1, 1)) as [Seated]
  await t.clock(w.scoreStart)
  await t.as(who.org_a, recordScore, { planId: plan, lineSubjectId: await lineSubjectOf(t, '101'), ticketNo: a.ticketNo, name: a.name, subjectNo: '50800001101', score: '85.5' })
})
afterAll(async () => {
  await app.close()
  await t.close()
})
/** Asks the form as a browser does, then sends it with the code known. */
async function send(over: Record<string, string> = {}) {
  const form = (await app.inject('/score-query')).body
  const codeId = /name="codeId" value="([^"]+)"/.exec(form)?.[1] as string
  const hash = createHash('sha256').update('abcd').digest()
  await t.db((tx) => run(tx, sql`update accounts.picture_codes set answer_hash = ${Buffer.concat([hash, hash])} where id = ${codeId}`))
  const payload = new URLSearchParams({ name: a.name, idType: '身份证', idNo: a.idNo, codeId, code: 'abcd', ...over }).toString()
  return app.inject({ method: 'POST', url: '/score-query', payload, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
}

test('P-5.2.9-05 the page asks 姓名, 证件类型, 证件号码 and a picture with its question in words, without a script', async () => {
  const { body, headers, statusCode } = await app.inject('/score-query')
  expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store'])
  for (const field of ['name', 'idType', 'idNo', 'code']) expect(body).toContain(`<label for="${field}">`)
  expect(body).toMatch(/role="img"[^>]*><svg/)
  expect(body).toMatch(/[零一二三四五六七八九]加[零一二三四五六七八九]等于几/)
  expect(body).not.toContain('<script')
})
test('SC-09.2 P-5.2.9-05 before the 公示期 nothing is found, from its start on the scores are shown; what was typed stays', async () => {
  await t.clock(shifted(w.publicStart, -1))
  const early = await send()
  expect(early.statusCode).toBe(404)
  expect(early.body).toContain('未查询到成绩信息')
  expect(early.body).toContain(`value="${a.idNo}"`)
  await t.clock(w.publicStart)
  const { statusCode, body } = await send()
  expect(statusCode).toBe(200)
  for (const text of [a.name, '第一批次职业技能等级证书考试', '笔试科目', '85.5', '合格', '未登记', '未出结果']) expect(body).toContain(text)
  expect(body).not.toContain(a.idNo)
})
test('P-5.2.9-05 wrong code and empty fields are told under the field; a typed mark-up is shown as text', async () => {
  const wrong = await send({ code: 'zzzz', name: '"><script>alert(1)</script>' })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body).toContain('<p class="wrong" id="code-wrong">验证码错误</p>')
  expect(wrong.body).not.toContain('<script>')
  expect((await send({ name: ' ' })).body).toContain('<p class="wrong" id="name-wrong">请输入姓名</p>')
})
