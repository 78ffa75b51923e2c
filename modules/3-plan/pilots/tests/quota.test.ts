import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { chargeSet } from '#accounts'
import { editCredential, credential } from '#credentials'
import type { Event } from '#kit/pure/event.ts'
import { reaction, theSystem, type Inside, type Reaction } from '#kit/server/context.ts'
import { transaction } from '#kit/server/db.ts'
import { insideOf } from '#kit/server/inside.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import {
  approvalCorrecting,
  belowEnrolled,
  chargeChoices,
  correctApproval,
  declarationReturning,
  hasEnrolments,
  judgeHeads,
  returnDeclaration,
  type Heads,
  type Quota,
} from '../index.ts'
import { pilotCredentials, pilotSchools, quotasOf } from '../server/index.ts'
import { approved, at, cred, inTotalForm, letters, major, now, openPlan, seen, freshYear } from './world.ts'
import { approveDeclaration, submitDeclaration } from '../index.ts'

let t: TestHouse
let who: Record<Login, Principal>
/** Heads that the module below would have registered, by declaration. */
const enrolled = new Map<string, { total: number; major?: { id: string; label: string; count: number } }>()
const answering = <P>(event: Event<P>, react: (inside: Inside, payload: P) => Promise<void>): void => {
  const reactions = t.house.reactions as unknown as Map<string, readonly Reaction[]>
  reactions.set(event.name, [...(reactions.get(event.name) ?? []), reaction(event, react)])
}
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  answering(declarationReturning, async (_, p) => {
    if (enrolled.has(p.declarationId)) throw hasEnrolments()
  })
  answering(approvalCorrecting, async (_, p) => {
    const there = enrolled.get(p.declarationId)
    if (!there) return
    const m = there.major
    const now = m ? p.perMajor.find((x) => x.majorId === m.id)?.count : undefined
    if (m && now !== undefined && m.count > now) throw belowEnrolled(m.label, m.count)
    if (there.total > p.total) throw belowEnrolled('该证书', there.total)
  })
})
beforeEach(() => t.clock(now))
afterAll(() => t.close())

test('P-4.3-15…17: what an approved declaration allows, by majors and in total; other states and years allow nothing', async () => {
  const { id, year } = await approved(t, who)
  const quota = await t.db((tx) =>
    quotasOf(tx, { schoolId: idOf('北方工业大学'), year, credentialIds: [cred.junior, cred.b] }, { lock: false }),
  )
  expect([...quota.keys()]).toEqual([cred.junior])
  const q = quota.get(cred.junior) as Quota
  expect(q).toMatchObject({ declarationId: id, total: 90 })
  expect([...(q.perMajor ?? [])].toSorted()).toEqual(
    [
      [major.ev, 50],
      [major.repair, 40],
    ].toSorted(),
  )
  expect(q.credentialMajorIds.has(major.smart)).toBe(true)
  expect(judgeHeads(q, { total: 0, perMajor: new Map() }, [{ majorId: major.smart, isNewHead: true }])).toEqual([
    { code: 'major-not-declared' },
  ])
  const planId = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false })
  const total = await t.as(who.sch_b, submitDeclaration, inTotalForm(planId))
  const of = { schoolId: idOf('学校乙'), credentialIds: [cred.junior] }
  const y = (await seen(t, who.sch_b, total.id)).year
  expect((await t.db((tx) => quotasOf(tx, { ...of, year: y }, { lock: false }))).size).toBe(0)
  await t.as(who.prv, approveDeclaration, { ...total, total: 25 })
  const b = (await t.db((tx) => quotasOf(tx, { ...of, year: y }, { lock: false }))).get(cred.junior)
  expect(b).toMatchObject({ total: 25, perMajor: null })
  expect(b?.declaredMajorIds.size).toBe(0)
  expect((await t.db((tx) => quotasOf(tx, { ...of, year: y - 1 }, { lock: false }))).size).toBe(0)
})

test('P-4.3-16: under parallel registrations the 51st head is refused: whoever holds the quota counts alone', async () => {
  const { year } = await approved(t, who)
  const schoolId = idOf('北方工业大学')
  const taken: string[] = []
  const register = (n: number) =>
    transaction(t.house.database, who.sch, async (tx) => {
      const quota =
        (await quotasOf(tx, { schoolId, year, credentialIds: [cred.junior] }, { lock: true })).get(cred.junior) ?? null
      const heads: Heads = { total: taken.length, perMajor: new Map([[major.ev, taken.length]]) }
      const verdicts = judgeHeads(
        quota,
        heads,
        Array.from({ length: n }, () => ({ majorId: major.ev, isNewHead: true })),
      )
      const good = verdicts.filter((v) => v === null).length
      await new Promise((r) => setTimeout(r, 5))
      taken.push(...Array.from({ length: good }, (_, i) => String(i)))
      return verdicts.length - good
    })
  const refused = await Promise.all(Array.from({ length: 8 }, () => register(7)))
  expect(taken).toHaveLength(50)
  expect(refused.reduce((s, n) => s + n, 0)).toBe(6)
})

test('P-4.3-25, S2.10: an approved declaration with live registrations is not returned', async () => {
  const { id } = await approved(t, who)
  const { version } = await seen(t, who.prv, id)
  enrolled.set(id, { total: 1 })
  expect(await t.refused(who.prv, returnDeclaration, { id, version, reason: '学校申请' })).toMatchObject({
    says: '该申报已有报考记录，不能退回',
  })
  expect((await seen(t, who.prv, id)).status).toBe('approved')
  enrolled.delete(id)
  await t.as(who.prv, returnDeclaration, { id, version, reason: '学校申请' })
})

test('P-4.3-25, S2.14: 更正审核人数 between what is registered and what was applied, with a reason; old and new are kept', async () => {
  const { id } = await approved(t, who)
  const { version } = await seen(t, who.prv, id)
  const correct = (more: object) => ({ id, version, reason: '更正', ...more })
  expect((await t.refused(who.prv, correctApproval, correct({ reason: ' ' }))).fields).toEqual([
    { path: 'reason', message: '请填写更正原因' },
  ])
  expect(
    (await t.refused(who.prv, correctApproval, correct({ majors: [{ majorId: major.ev, count: 61 }] }))).fields,
  ).toEqual([{ path: 'majors.0.count', message: '审核人数不能大于申请培训人数' }])
  enrolled.set(id, { total: 45, major: { id: major.ev, label: '新能源汽车技术', count: 45 } })
  expect(
    await t.refused(who.prv, correctApproval, correct({ majors: [{ majorId: major.ev, count: 44 }] })),
  ).toMatchObject({
    says: '审核人数不能小于已报考人数',
    way: '新能源汽车技术已报考45人',
  })
  const done = await t.as(who.prv, correctApproval, correct({ majors: [{ majorId: major.ev, count: 45 }] }))
  expect(done.approvedTotal).toBe(85)
  const d = await seen(t, who.sch, id)
  expect(d).toMatchObject({ status: 'approved', approvedTotal: 85, version: done.version })
  expect(d.timeline.at(-1)).toMatchObject({
    label: '更正审核人数',
    reason: '更正',
    detail: {
      before: 90,
      approvedTotal: 85,
      majors: [
        { before: 50, approved: 45 },
        { before: 40, approved: 40 },
      ],
    },
  })
  expect((await letters(t, '北方工业大学')).map((l) => l.text)).toContainEqual(
    expect.stringContaining('审核总人数由90人更正为85人。原因：更正。'),
  )
  expect((await t.refused(who.prv, correctApproval, correct({ majors: [] }))).code).toBe('state-changed')
  for (const p of [who.prv_gd, who.sch, who.cty])
    expect(['not-found', 'forbidden']).toContain(
      (await t.refused(p, correctApproval, { ...correct({}), version: done.version })).code,
    )
  enrolled.clear()
})

test('S2.14: in total: 1 to applied; a declaration that is not 审核通过 is not corrected', async () => {
  const planId = await openPlan(t, who.prv, { year: freshYear(), isByMajor: false })
  const d = await t.as(who.sch, submitDeclaration, inTotalForm(planId))
  expect((await t.refused(who.prv, correctApproval, { ...d, total: 5, reason: '早了' })).code).toBe('state-changed')
  const ok = await t.as(who.prv, approveDeclaration, { ...d, total: 20 })
  const now2 = { id: d.id, version: ok.version, reason: '更正' }
  expect((await t.refused(who.prv, correctApproval, { ...now2, total: 31 })).fields?.[0]).toEqual({
    path: 'total',
    message: '审核人数不能大于申请培训人数',
  })
  expect(await t.as(who.prv, correctApproval, { ...now2, total: 30 })).toMatchObject({ approvedTotal: 30 })
})

test('P-4.1-06: a major of a live declaration stays with its certificate; a returned one holds nothing', async () => {
  const { id, planId } = await approved(t, who)
  const c = await t.as(who.org_a, credential, { id: cred.junior })
  const edit = { id: c.id, version: c.version, name: c.name, level: c.level, passCondition: '全科合格' as const }
  expect(await t.refused(who.org_a, editCredential, { ...edit, majorIds: [major.ev, major.smart] })).toMatchObject({
    says: '该专业已被引用，不能移除',
    way: '有试点申报或报考正在使用：汽车检测与维修技术',
  })
  expect(planId).not.toBe(id)
  const saved = await t.as(who.org_a, editCredential, { ...edit, majorIds: [major.ev, major.repair] })
  await t.as(who.org_a, editCredential, {
    ...edit,
    version: saved.version,
    majorIds: [major.ev, major.repair, major.smart],
  })
})

const setCharge = (organisation: string, credentialIds: string[]) =>
  t.db((tx) =>
    insideOf(t.house, tx, theSystem, { operation: 'x', label: 'x' }).emit(chargeSet, {
      accountId: idOf('account sch'),
      organisationId: idOf(organisation),
      credentialIds,
    }),
  )

test('P-8.1-03: 负责的证书 are pilot certificates of the school, own ones of the awarding body', async () => {
  await setCharge('北方工业大学', [cred.junior])
  await expect(setCharge('北方工业大学', [cred.junior, cred.b])).rejects.toMatchObject({
    answer: { says: '负责的证书不是本校的试点证书' },
  })
  await setCharge('评价组织乙', [cred.b])
  await expect(setCharge('评价组织乙', [cred.junior])).rejects.toMatchObject({ answer: { code: 'charge-foreign' } })
  await setCharge('北京市教育委员会', [])
  expect((await t.as(who.sch, chargeChoices, {})).credentials.map((c) => c.certNo)).toEqual(['50800001'])
  expect((await t.as(who.org_b, chargeChoices, {})).credentials.map((c) => c.certNo)).toEqual(['50900001'])
  expect((await t.refused(who.sch_read, chargeChoices, {})).status).toBe(403)
})

test('Doors: the certificates a school pilots, the schools that pilot a certificate in a year', async () => {
  const { year } = await approved(t, who, 'sch_c')
  expect(await t.db((tx) => pilotCredentials(tx, idOf('学校丙')))).toEqual([cred.junior])
  expect(await t.db((tx) => pilotCredentials(tx, idOf('学校丙'), year))).toEqual([cred.junior])
  expect(await t.db((tx) => pilotCredentials(tx, idOf('学校丙'), year + 30))).toEqual([])
  expect(await t.db((tx) => pilotSchools(tx, [cred.junior, cred.b], year))).toEqual([
    { schoolId: idOf('学校丙'), name: '学校丙', credentialId: cred.junior },
  ])
  const seenByOther = await transaction(t.house.database, who.org_b, (tx) => pilotSchools(tx, [cred.junior], year))
  expect(seenByOther).toEqual([])
  expect(at('01T00:00:00')).toMatch(/Z$/)
})
