import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import * as operations from '../operations.ts'
import {
  confirmCandidate,
  deleteCandidate,
  deleteCandidates,
  getCandidate,
  listCandidates,
  type Candidate,
  type CandidateStatus,
} from '../index.ts'
import { countEnrolled } from '../server/index.ts'
import { candidateIn, digest } from './stage.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())
const all: CandidateStatus[] = ['no-photo', 'unverified', 'needs-check', 'verified']
const enrolled = (c: Candidate, n = 1) => t.db((tx) => countEnrolled(tx, [c.id], n))
const own = '学生信息准确后、报考后，院校不允许擅自删除学生信息，否则后果自负'

test('P-5.2.3-15 S5.8 P2-2.2-04 人工确认: 需人工确认 becomes 信息准确; who confirmed stands in the timeline', async () => {
  const c = await candidateIn(t, who.sch, 'needs-check')
  await t.db((tx) =>
    run(
      tx,
      sql`update candidates.candidates set certify_fail_reason = '照片与公安系统登记照片不一致' where id = ${c.id}`,
    ),
  )
  expect(await t.as(who.sch_cand, confirmCandidate, { id: c.id, version: c.version })).toEqual({
    id: c.id,
    version: c.version + 1,
  })
  const now = await t.as(who.sch, getCandidate, { id: c.id })
  expect(now).toMatchObject({ status: 'verified', certifyFailReason: '照片与公安系统登记照片不一致' })
  expect(now.timeline.at(-1)).toMatchObject({
    label: '人工确认',
    byName: who.sch_cand.name,
    from: 'needs-check',
    to: 'verified',
  })
})
test('P-5.2.3-15 人工确认 of every other state is refused; there is no batch', async () => {
  for (const status of all.filter((s) => s !== 'needs-check')) {
    const c = await candidateIn(t, who.sch, status)
    expect(await t.refused(who.sch, confirmCandidate, { id: c.id, version: c.version })).toMatchObject({
      code: 'only-needs-check',
      status: 409,
    })
  }
  const confirming = Object.values(operations).filter((o) => 'label' in o && o.label.includes('确认'))
  expect(confirming.map((o) => ('name' in o ? o.name : ''))).toEqual(['confirmCandidate'])
  const c = await candidateIn(t, who.sch, 'needs-check')
  expect(await t.refused(who.sch, confirmCandidate, { ids: [c.id] })).toMatchObject({ status: 422 })
})
test('P-0-04 人工确认 of a record that was changed since it was read is refused; of two at once one counts', async () => {
  const c = await candidateIn(t, who.sch, 'needs-check')
  expect(await t.refused(who.sch, confirmCandidate, { id: c.id, version: c.version + 1 })).toMatchObject({
    says: '数据状态已变更，请刷新后重试',
  })
  const both = await Promise.allSettled(
    [1, 2].map(() => t.as(who.sch, confirmCandidate, { id: c.id, version: c.version })),
  )
  expect(both.filter((b) => b.status === 'fulfilled')).toHaveLength(1)
})
test('P-5.2.3-16 S5.12 删除 in every state while 已报考证书 is 0; what was deleted is kept in the log', async () => {
  for (const status of all) {
    const c = await candidateIn(t, who.sch, status)
    expect(await t.as(who.sch, deleteCandidate, { id: c.id, iKnow: true })).toEqual({ deleted: 1 })
    expect(await t.refused(who.sch, getCandidate, { id: c.id })).toMatchObject({ status: 404 })
    const [kept] = await t.db((tx) =>
      rows<{ changes: object }>(tx, sql`select changes from kit.audit where entity_id = ${c.id} and label = '删除'`),
    )
    expect(kept?.changes).toMatchObject({ candidateNo: c.candidateNo, name: c.name, idMasked: c.idMasked, status })
  }
})
test('P-5.2.3-17 信息准确 with 已报考证书 0: refused with the 后果自负 text until it is confirmed (A38)', async () => {
  const c = await candidateIn(t, who.sch, 'verified')
  const before = await digest(t)
  expect(await t.refused(who.sch, deleteCandidate, { id: c.id })).toMatchObject({
    code: 'verified-delete',
    says: own,
    way: '信息准确的考生共1人，确认后果自负后可删除',
  })
  expect(await t.refused(who.sch, deleteCandidate, { id: c.id, iKnow: false })).toMatchObject({ says: own })
  expect(await digest(t)).toBe(before)
  expect(await t.as(who.sch, deleteCandidate, { id: c.id, iKnow: true })).toEqual({ deleted: 1 })
})
test('P-5.2.3-16 已报考证书 above 0: refused, whatever is confirmed', async () => {
  const c = await candidateIn(t, who.sch, 'verified')
  await enrolled(c)
  expect(await t.refused(who.sch, deleteCandidate, { id: c.id, iKnow: true })).toMatchObject({
    code: 'enrolled',
    says: '考生已报考证书，不能删除',
  })
  await enrolled(c, -1)
  expect(await t.as(who.sch, deleteCandidate, { id: c.id, iKnow: true })).toEqual({ deleted: 1 })
})
test('P-5.2.3-16 P-0-08 批量删除 of two, one enrolled: none is deleted and the row is named', async () => {
  const [a, b] = [await candidateIn(t, who.sch, 'no-photo'), await candidateIn(t, who.sch, 'no-photo')]
  await enrolled(b)
  const before = await digest(t)
  expect(await t.refused(who.sch, deleteCandidates, { ids: [a.id, b.id], iKnow: true })).toMatchObject({
    code: 'rows-unfit',
    says: '所选数据中第2条不符合条件：考生已报考证书，不能删除',
    data: { unfit: [b.id] },
  })
  expect(await digest(t)).toBe(before)
  expect(await t.as(who.sch, deleteCandidates, { ids: [a.id] })).toEqual({ deleted: 1 })
})
test('P-5.2.3-17 批量删除 counts those who are 信息准确 and asks once for all', async () => {
  const some = [
    await candidateIn(t, who.sch, 'no-photo'),
    await candidateIn(t, who.sch, 'verified'),
    await candidateIn(t, who.sch, 'verified'),
  ]
  const ids = some.map((c) => c.id)
  expect(await t.refused(who.sch, deleteCandidates, { ids })).toMatchObject({
    says: own,
    way: '信息准确的考生共2人，确认后果自负后可删除',
  })
  expect(await t.as(who.sch, deleteCandidates, { ids, iKnow: true })).toEqual({ deleted: 3 })
})
test('P-0-08 批量删除 of all that the question finds takes exactly these', async () => {
  for (const name of ['删一', '删二', '留一']) await candidateIn(t, who.sch_gd, 'no-photo', { name })
  const all = { tab: 'student' as const, filter: { name: '删' } }
  expect(await t.refused(who.sch_gd, deleteCandidates, { all: { ...all, expected: 3 } })).toMatchObject({
    code: 'count-changed',
  })
  expect(await t.as(who.sch_gd, deleteCandidates, { all: { ...all, expected: 2 } })).toEqual({ deleted: 2 })
  expect((await t.as(who.sch_gd, listCandidates, {})).rows.map((r) => r.name)).toEqual(['留一'])
})
test('P-5.2.3-16 deleting and enrolling at once: never a deleted candidate that is enrolled', async () => {
  const c = await candidateIn(t, who.sch, 'no-photo')
  const [deleted, counted] = await Promise.allSettled([t.as(who.sch, deleteCandidate, { id: c.id }), enrolled(c)])
  expect([deleted.status, counted.status].toSorted()).toEqual(['fulfilled', 'rejected'])
})
test('P-0-02 foreign candidates are not found, alone or among own ones; without the right 403', async () => {
  const foreign = await candidateIn(t, who.sch_b, 'needs-check')
  const mine = await candidateIn(t, who.sch, 'needs-check')
  expect(await t.refused(who.sch, confirmCandidate, { id: foreign.id, version: foreign.version })).toMatchObject({
    status: 404,
  })
  expect(await t.refused(who.sch, deleteCandidate, { id: foreign.id })).toMatchObject({ status: 404 })
  expect(await t.refused(who.sch, deleteCandidates, { ids: [mine.id, foreign.id] })).toMatchObject({ status: 404 })
  expect(await t.refused(who.sch_read, confirmCandidate, { id: mine.id, version: mine.version })).toMatchObject({
    status: 403,
  })
  expect(await t.refused(who.sch_read, deleteCandidate, { id: mine.id })).toMatchObject({ status: 403 })
  expect(await t.as(who.sch, getCandidate, { id: mine.id })).toMatchObject({ version: mine.version })
})
