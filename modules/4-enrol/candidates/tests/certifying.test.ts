import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { myMessages } from '#messages'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import {
  certifyCandidate,
  certifyCandidates,
  comparisonService,
  deleteCandidate,
  editCandidate,
  getCandidate,
  listCandidates,
  type Candidate,
  type CandidateStatus,
} from '../index.ts'
import { endsInFour, standInPolice, type StandInRule } from '../server/index.ts'
import { candidateIn } from './stage.ts'

let t: TestHouse
let who: Record<Login, Principal>
let rule: StandInRule = endsInFour
let isOn = true
const asked: string[] = []
beforeAll(async () => {
  const police = standInPolice(
    (idNo) => {
      asked.push(idNo)
      return rule(idNo)
    },
    () => isOn,
  )
  t = await testHouse(testWorld, { police })
  who = await principals(t.url)
})
afterAll(() => t.close())
const pending = (n: number, by = who.sch) =>
  Promise.all(Array.from({ length: n }, () => candidateIn(t, by, 'unverified')))
const after = (c: { id: string }) => t.as(who.sch, getCandidate, { id: c.id })
/** The verdict is told by the candidate's own number, which the story knows through the rule. */
const withRule = async <T>(r: StandInRule, work: () => Promise<T>): Promise<T> => {
  rule = r
  try {
    return await work()
  } finally {
    rule = endsInFour
  }
}

test('P-5.2.3-13 S5.4 S5.5 P2-2.2-03 认证: 认证中 while waiting, then 信息准确; who sent it and what came back stand in the timeline', async () => {
  const [c] = (await pending(1)) as [Candidate]
  expect(await t.as(who.sch_cand, certifyCandidate, { id: c.id })).toEqual({ sent: 1 })
  expect(await after(c)).toMatchObject({ status: 'unverified', isCertifying: true })
  expect((await t.as(who.sch, listCandidates, { filter: { certifying: 'yes' } })).rows.map((r) => r.id)).toEqual([c.id])
  await withRule(
    () => 'match',
    () => t.settle(),
  )
  const now = await after(c)
  expect(now).toMatchObject({ status: 'verified', isCertifying: false, certifyFailReason: null })
  expect(now.timeline.slice(-2)).toMatchObject([
    { label: '认证', byName: who.sch_cand.name, from: 'unverified', to: 'unverified' },
    { label: '公安系统照片比对：一致', byName: '系统', from: 'unverified', to: 'verified' },
  ])
  const looked = await t.db((tx) =>
    rows<{ by: string }>(
      tx,
      sql`select account_name as "by" from people.unmaskings where why = '公安系统照片比对' order by id desc limit 1`,
    ),
  )
  expect(looked).toEqual([{ by: who.sch_cand.name }])
})
test('P-5.2.3-13 S5.6 no match leads to 需人工确认 with 认证失败原因', async () => {
  const [c] = (await pending(1)) as [Candidate]
  await t.as(who.sch, certifyCandidate, { id: c.id })
  await withRule(
    () => 'mismatch',
    () => t.settle(),
  )
  expect(await after(c)).toMatchObject({
    status: 'needs-check',
    certifyFailReason: '照片与公安系统登记照片不一致',
    isCertifying: false,
  })
})
test('P-5.2.3-13 批量认证: the stand-in decides by the last digit of the number, and the screen says what it is', async () => {
  const some = await pending(12)
  asked.length = 0
  expect(await t.as(who.sch, certifyCandidates, { ids: some.map((c) => c.id) })).toEqual({ sent: 12 })
  await t.settle()
  expect(asked).toHaveLength(12)
  const expected = asked.filter((n) => n.endsWith('4')).length
  const now = await Promise.all(some.map(after))
  expect(now.filter((c) => c.status === 'needs-check')).toHaveLength(expected)
  expect(now.filter((c) => c.status === 'verified')).toHaveLength(12 - expected)
  expect(await t.as(who.sch, comparisonService, {})).toMatchObject({
    name: '公安系统照片比对',
    isOn: true,
    standIn: expect.stringContaining('演示'),
  })
  const [told] = (await t.as(who.sch, myMessages, {})).rows
  expect(told).toMatchObject({ title: '考生认证已完成' })
  expect(told?.text).toContain(`信息准确${12 - expected}人`)
})
const refusals: [CandidateStatus, object, string][] = [
  ['no-photo', {}, '请先上传照片'],
  ['needs-check', {}, '仅信息待认证的考生可认证'],
  ['verified', {}, '仅信息待认证的考生可认证'],
]
test('P-5.2.3-13 认证 of every other state has its sentence', async () => {
  for (const [status, , says] of refusals) {
    const c = await candidateIn(t, who.sch, status)
    expect(await t.refused(who.sch, certifyCandidate, { id: c.id })).toMatchObject({ says, status: 409 })
  }
  const [gap, running] = (await pending(2)) as [Candidate, Candidate]
  await t.db((tx) => run(tx, sql`update candidates.candidates set mobile_sealed = null where id = ${gap.id}`))
  expect(await t.refused(who.sch, certifyCandidate, { id: gap.id })).toMatchObject({
    says: '考生信息不完善，请补充后再认证',
  })
  await t.db((tx) => run(tx, sql`update candidates.candidates set is_certifying = true where id = ${running.id}`))
  expect(await t.refused(who.sch, certifyCandidate, { id: running.id })).toMatchObject({
    says: '认证处理中，请稍后再试',
  })
})
test('P-0-08 批量认证 checks every row first: one that does not fit refuses all and is named', async () => {
  const [a, b] = (await pending(2)) as [Candidate, Candidate]
  const bare = await candidateIn(t, who.sch, 'no-photo')
  const done = await candidateIn(t, who.sch, 'verified')
  const answer = await t.refused(who.sch, certifyCandidates, { ids: [a.id, bare.id, b.id] })
  expect(answer).toMatchObject({
    code: 'rows-unfit',
    says: '所选数据中第2条不符合条件：请先上传照片',
    data: { unfit: [bare.id] },
  })
  const mixed = await t.refused(who.sch, certifyCandidates, { ids: [done.id, a.id, bare.id] })
  expect(mixed.says).toBe('所选数据中第1、3条不符合条件：仅信息待认证的考生可认证（第1条）；请先上传照片（第3条）')
  expect(await after(a)).toMatchObject({ isCertifying: false, version: a.version })
  expect((await t.refused(who.sch, certifyCandidates, { ids: [] })).fields?.[0]?.message).toBe('请先选择数据')
  expect((await t.refused(who.sch, certifyCandidates, {})).fields?.[0]?.message).toBe('请先选择数据')
})
test('P-0-08 all that the question finds: refused when the count is no longer the one that was seen', async () => {
  const some = await pending(3, who.sch_c)
  const all = { tab: 'student' as const, filter: { status: 'unverified' } }
  expect(await t.refused(who.sch_c, certifyCandidates, { all: { ...all, expected: 2 } })).toMatchObject({
    code: 'count-changed',
    says: '符合条件的数据已由2条变为3条',
  })
  expect(await t.as(who.sch_c, certifyCandidates, { all: { ...all, expected: 3 } })).toEqual({ sent: 3 })
  await withRule(
    () => 'match',
    () => t.settle(),
  )
  expect((await t.as(who.sch_c, listCandidates, { filter: { status: 'verified' } })).total).toBe(some.length)
})
test('P-5.2.3-14 the service is off: 认证服务暂不可用 at once, nothing is sent', async () => {
  const [c] = (await pending(1)) as [Candidate]
  isOn = false
  expect(await t.refused(who.sch, certifyCandidate, { id: c.id })).toMatchObject({
    says: '认证服务暂不可用，请稍后再试',
    status: 503,
  })
  isOn = true
  expect(await after(c)).toMatchObject({ isCertifying: false, version: c.version })
})
test('P-5.2.3-14 S5.7 the service fails while comparing: 信息待认证 stays, the reason is shown and told, 认证 may be repeated', async () => {
  const [a, b] = (await pending(2)) as [Candidate, Candidate]
  await t.as(who.sch, certifyCandidates, { ids: [a.id, b.id] })
  await withRule(
    () => 'down',
    () => t.settle(),
  )
  for (const c of [a, b])
    expect(await after(c)).toMatchObject({
      status: 'unverified',
      isCertifying: false,
      certifyFailReason: '认证服务暂不可用，请稍后再试',
    })
  expect((await after(a)).timeline.at(-1)).toMatchObject({
    label: '认证未完成',
    reason: '认证服务暂不可用，请稍后再试',
  })
  expect((await t.as(who.sch, myMessages, {})).rows[0]).toMatchObject({
    title: '考生认证未完成',
    text: '未完成2人：认证服务暂不可用，请稍后再试',
  })
  await t.as(who.sch, certifyCandidate, { id: a.id })
  await withRule(
    () => 'match',
    () => t.settle(),
  )
  expect(await after(a)).toMatchObject({ status: 'verified' })
})
test('P-5.2.3-14 when the service fails half-way the rest is not asked, and nobody stays 认证中', async () => {
  const some = await pending(45)
  await t.as(who.sch, certifyCandidates, { ids: some.map((c) => c.id) })
  asked.length = 0
  await withRule(
    () => (asked.length > 20 ? 'down' : 'match'),
    () => t.settle(),
  )
  expect(asked).toHaveLength(40)
  const now = await Promise.all(some.map(after))
  expect(now.filter((c) => c.status === 'verified')).toHaveLength(20)
  expect(now.filter((c) => c.status === 'unverified' && !c.isCertifying)).toHaveLength(25)
})
test('P-5.2.3-13 two who press 认证 at once: one comparison', async () => {
  const [c] = (await pending(1)) as [Candidate]
  const both = await Promise.allSettled([
    t.as(who.sch, certifyCandidate, { id: c.id }),
    t.as(who.sch_cand, certifyCandidate, { id: c.id }),
  ])
  expect(both.filter((b) => b.status === 'fulfilled')).toHaveLength(1)
  expect((both.find((b) => b.status === 'rejected') as PromiseRejectedResult).reason.answer.says).toBe(
    '认证处理中，请稍后再试',
  )
  await withRule(
    () => 'match',
    () => t.settle(),
  )
})
test('P-5.2.3-09 认证中 is locked against 编辑; one deleted meanwhile is simply left out of the answer', async () => {
  const [a, b] = (await pending(2)) as [Candidate, Candidate]
  await t.as(who.sch, certifyCandidates, { ids: [a.id, b.id] })
  const now = await after(a)
  expect(
    await t.refused(who.sch, editCandidate, { id: a.id, version: now.version, mobile: '13900000000' }),
  ).toMatchObject({ says: '认证处理中，请稍后再试' })
  await t.as(who.sch, deleteCandidate, { id: a.id })
  await withRule(
    () => 'match',
    () => t.settle(),
  )
  expect(await after(b)).toMatchObject({ status: 'verified' })
})
test('P-5.2.3-14 a defect while comparing leaves nobody 认证中 for ever', async () => {
  const [c] = (await pending(1)) as [Candidate]
  await t.as(who.sch, certifyCandidate, { id: c.id })
  // A photo whose bytes are gone is no silence of the service but a defect of ours. The last try gives the candidate free.
  await t.db(async (tx) => {
    const [file] = await rows<{ id: string }>(
      tx,
      sql`insert into kit.files (purpose, name, type, size, digest, owner_organisation) values ('photo', 'x.jpg', 'image/jpeg', 1, '\\x00', ${who.sch.organisationId}) returning id`,
    )
    await run(tx, sql`update candidates.candidates set photo_file_id = ${file?.id} where id = ${c.id}`)
    await run(tx, sql`update kit.jobs set tries = 4 where name = 'candidates.comparePhotos' and state = 'waiting'`)
  })
  await t.settle()
  expect(await after(c)).toMatchObject({ status: 'unverified', isCertifying: false })
})
test('P-0-02 foreign candidates are not found, alone or among own ones; without the right 403', async () => {
  const foreign = await candidateIn(t, who.sch_b, 'unverified')
  const [own] = (await pending(1)) as [Candidate]
  expect(await t.refused(who.sch, certifyCandidate, { id: foreign.id })).toMatchObject({ status: 404 })
  expect(await t.refused(who.sch, certifyCandidates, { ids: [own.id, foreign.id] })).toMatchObject({ status: 404 })
  expect(await after(own)).toMatchObject({ isCertifying: false })
  expect(await t.refused(who.sch_read, certifyCandidate, { id: own.id })).toMatchObject({ status: 403 })
})
