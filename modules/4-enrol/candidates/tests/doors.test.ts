import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import type { Inside } from '#kit/server/context.ts'
import { transaction, type Tx } from '#kit/server/db.ts'
import { run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { getCandidate, revealCandidate, type Candidate } from '../index.ts'
import {
  candidatesByNumbers,
  candidatesForEnrolment,
  candidateSnapshot,
  candidateSnapshots,
  countEnrolled,
  unreadyReasons,
  verifiedCandidates,
} from '../server/index.ts'
import { candidateIn } from './stage.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())
const as = <T>(p: Principal, work: (inside: Inside) => Promise<T>): Promise<T> =>
  transaction(t.house.database, p, (tx: Tx) =>
    work({
      house: t.house,
      tx,
      now: tx.now,
      principal: p,
      ip: null,
      trail: async () => {},
      emit: async () => {},
      later: async () => {},
    }),
  )

test('P-5.2.3-11 the door of 报考 finds candidates of one school by type and number in the order asked, whoever asks', async () => {
  const [a, b] = [
    await candidateIn(t, who.sch, 'verified', { name: '甲生' }),
    await candidateIn(t, who.sch, 'no-photo', { name: '乙生' }),
  ]
  const numbers = await Promise.all([a, b].map(async (c) => (await t.as(who.sch, revealCandidate, { id: c.id })).idNo))
  const documents = [numbers[1], '110101199909099999', numbers[0]].map((idNo) => ({
    idType: '身份证',
    idNo: idNo as string,
  }))
  for (const p of [who.sch, who.org_a]) {
    const found = await as(p, (inside) => candidatesForEnrolment(inside, who.sch.organisationId as string, documents))
    expect(found.map((f) => f?.id ?? null)).toEqual([b.id, null, a.id])
    expect(found[2]).toMatchObject({
      name: '甲生',
      schoolName: '北方工业大学',
      kind: 'student',
      candidateNo: a.candidateNo,
      mobileMasked: '138****0000',
      mobileSealed: expect.any(Buffer),
    })
    expect(
      await as(p, (inside) => candidatesForEnrolment(inside, who.sch_b.organisationId as string, documents)),
    ).toEqual([null, null, null])
  }
  expect(
    await as(who.sch, (inside) =>
      candidatesForEnrolment(inside, who.sch.organisationId as string, [
        { idType: '护照', idNo: numbers[0] as string },
      ]),
    ),
  ).toEqual([null])
})
test('P2-2.2-01 snapshots by id and by 考生编号; who is ready for a certificate, and what the others lack', async () => {
  const cs: Candidate[] = []
  for (const status of ['no-photo', 'unverified', 'needs-check', 'verified'] as const)
    cs.push(await candidateIn(t, who.sch, status))
  const ids = cs.map((c) => c.id)
  await as(who.org_a, async ({ tx }) => {
    expect([...(await candidateSnapshots(tx, ids)).keys()].toSorted()).toEqual(ids.toSorted())
    expect((await candidateSnapshot(tx, ids[0] as string))?.status).toBe('no-photo')
    expect(
      (await candidatesByNumbers(tx, [cs[1]?.candidateNo as string, '1'])).get(cs[1]?.candidateNo as string)?.id,
    ).toBe(ids[1])
    expect([...(await verifiedCandidates(tx, ids)).keys()]).toEqual([ids[3]])
    const reasons = await unreadyReasons(tx, ids)
    expect(ids.map((id) => reasons.get(id) ?? null)).toEqual(['无照片', '信息待认证', '需人工确认', null])
  })
  await t.db((tx) =>
    run(tx, sql`update candidates.candidates set mobile_sealed = null, mobile_masked = null where id = ${ids[3]}`),
  )
  expect((await as(who.org_a, ({ tx }) => unreadyReasons(tx, ids))).get(ids[3] as string)).toBe(
    '信息不完善：缺少手机号',
  )
})
test('P-5.2.3-16 已报考证书 counts every mention, also when an awarding body writes; it never falls below 0', async () => {
  const [a, b] = [await candidateIn(t, who.sch, 'no-photo'), await candidateIn(t, who.sch, 'no-photo')]
  const count = async (c: { id: string }) => (await t.as(who.sch, getCandidate, { id: c.id })).enrolledCount
  await as(who.org_a, ({ tx }) => countEnrolled(tx, [a.id, b.id, a.id], 1))
  expect([await count(a), await count(b)]).toEqual([2, 1])
  await as(who.sch, ({ tx }) => countEnrolled(tx, [a.id], -1))
  expect(await count(a)).toBe(1)
  await expect(as(who.sch, ({ tx }) => countEnrolled(tx, [b.id, b.id], -1))).rejects.toThrow('enrolled_count')
  await expect(as(who.sch, ({ tx }) => countEnrolled(tx, ['00000000-0000-4000-8000-000000000000'], 1))).rejects.toThrow(
    'gone',
  )
  await as(who.sch, ({ tx }) => countEnrolled(tx, [], 1))
  const many = await Promise.all(
    Array.from({ length: 8 }, () => as(who.sch, ({ tx }) => countEnrolled(tx, [b.id, a.id], 1))),
  )
  expect(many).toHaveLength(8)
  expect([await count(a), await count(b)]).toEqual([9, 9])
})
