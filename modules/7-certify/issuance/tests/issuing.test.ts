import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { thePublic } from '#kit/server/context.ts'
import { maybe, one, rows, run, sql } from '#kit/server/sql.ts'
import { editEnrolledCandidate, enrolledCandidate } from '#enrolments'
import { checkSeals } from '#packages/pdf-seal/index.ts'
import { authorityCertificates, closePress } from '#certificates/server'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { closeSigning, generateRecords, issue, openSigning, pendingCounts, record, records, reissue, reject, sign, signingSheet, signingState } from '../operations.ts'
import { afterPublication, assignSite, drawn, passedCandidates, sha256, uploadSeals } from '../../../../seeds/passed-candidates.ts'

let t: TestHouse
let p: Record<Login, Principal>
let n = 0
beforeAll(async () => {
  t = await testHouse(testWorld)
  p = await principals(t.url)
  await t.clock(afterPublication)
})
afterAll(async () => {
  await closePress()
  await t.close()
})
beforeEach(() => {
  n += 10
})

const listed = async (tab: string, by = p.org_a) => (await t.as(by, records, { tab, size: 100 })).rows
async function generated(count = 2, school = '北方工业大学'): Promise<string[]> {
  const { enrolments } = await passedCandidates(t, school, count, n)
  await t.as(p.org_a, generateRecords, {})
  return t.db(async (tx) => (await rows<{ id: string }>(tx, sql`select id from issuance.records where enrolment_id = any (${enrolments}::uuid[]) order by id`)).map((r) => r.id))
}
const tokenOf = (url: string): string => url.split('/').at(-1) as string
async function signed(by: Principal, ids: string[]): Promise<void> {
  const { url } = await t.as(by, openSigning, { ids })
  const sheet = await t.as(thePublic, signingSheet, { token: tokenOf(url) })
  await t.as(thePublic, sign, { token: tokenOf(url), digest: sheet.digest, signerName: '签发人', strokes: drawn })
}
async function ready(count = 1): Promise<string[]> {
  const ids = await generated(count)
  await signed(p.org_a_sign, ids)
  await signed(p.sch_sign, ids)
  return ids
}
const pdfOf = async (id: string): Promise<Buffer> => {
  const r = await t.as(p.org_a, record, { id })
  return t.db(async (tx) => (await t.house.files.read(tx, r.pdfFileId as string))?.bytes as Buffer)
}

test('P-4.2.1-02 P-4.2.1-05 P-4.2.1-06 only final passes with accurate information are fetched; the others later, after correction', async () => {
  await passedCandidates(t, '北方工业大学', 2, n)
  const late = await passedCandidates(t, '北方工业大学', 1, n + 2, { status: 'no-photo' })
  await passedCandidates(t, '北方工业大学', 1, n + 3, { passed: 1 })
  await t.clock(new Date(Date.now() + 34 * 86_400_000).toISOString())
  expect((await t.refused(p.org_a, pendingCounts, {})).says).toBe('没有符合条件的考生')
  await t.clock(afterPublication)
  expect(await t.as(p.org_a, pendingCounts, {})).toMatchObject({ ready: 2, blocked: 1 })
  expect(await t.as(p.org_a, generateRecords, {})).toEqual({ made: 2 })
  expect(await t.as(p.org_a, pendingCounts, {})).toMatchObject({ ready: 0, blocked: 1 })
  await t.db(async (tx) => {
    const f = await one<{ id: string }>(tx, sql`select id from kit.files where purpose = 'photo' limit 1`)
    await run(tx, sql`update candidates.candidates set status = 'verified', photo_file_id = ${f.id} where id = ${late.candidates[0] as string}`)
  })
  expect(await t.as(p.org_a, generateRecords, {})).toEqual({ made: 1 })
  expect((await t.refused(p.sch, generateRecords, {})).status).toBe(403)
})

test('P-4.2.1-07 fetching again and in parallel makes nothing twice and changes nothing', async () => {
  await assignSite(t)
  await passedCandidates(t, '学校乙', 3, n)
  const made = await Promise.all(Array.from({ length: 6 }, () => t.as(p.org_a, generateRecords, {})))
  expect(made.reduce((s, m) => s + m.made, 0)).toBe(3)
  const [first] = await listed('awaiting-awarding-body')
  await signed(p.org_a, [first?.id as string])
  expect(await t.as(p.org_a, generateRecords, {})).toEqual({ made: 0 })
  expect((await t.as(p.org_a, record, { id: first?.id as string })).status).toBe('awaiting-site')
})

test('P-4.2.1-08 P-4.2.1-09 the QR changes nothing until the signature arrives; closed or 5 minutes old it is dead', async () => {
  const ids = await generated()
  const nothing = await t.refused(p.org_a, openSigning, { ids: [] })
  expect(nothing.fields?.[0]?.message).toBe('请先选择数据')
  const first = await t.as(p.org_a, openSigning, { ids })
  expect(first.qr).toContain('<svg')
  expect((await t.as(p.org_a, record, { id: ids[0] as string })).status).toBe('awaiting-awarding-body')
  await t.as(p.org_a, closeSigning, { id: first.id })
  expect((await t.refused(thePublic, signingSheet, { token: tokenOf(first.url) })).says).toBe('二维码已过期，请刷新')
  const second = await t.as(p.org_a, openSigning, { ids })
  const sheet = await t.as(thePublic, signingSheet, { token: tokenOf(second.url) })
  const base = Date.parse(afterPublication)
  await t.clock(new Date(base + 5 * 60_000 + 1000).toISOString())
  expect((await t.refused(thePublic, sign, { token: tokenOf(second.url), digest: sheet.digest, signerName: '签发人', strokes: drawn })).says).toBe('二维码已过期，请刷新')
  expect(await t.as(p.org_a, signingState, { id: second.id })).toMatchObject({ status: 'expired' })
  await t.clock(new Date(base + 5 * 60_000).toISOString())
  expect((await t.refused(thePublic, sign, { token: tokenOf(second.url), digest: sheet.digest, signerName: '签发人', strokes: [] })).says).toBe('请手写签名')
  expect(await t.as(thePublic, sign, { token: tokenOf(second.url), digest: sheet.digest, signerName: '签发人', strokes: drawn })).toEqual({ signed: 2 })
  await t.clock(afterPublication)
  expect((await t.as(p.org_a, record, { id: ids[0] as string })).status).toBe('awaiting-site')
})

test('the signature is bound to exactly the list that was shown: a changed list, a foreign digest and a second signing are refused', async () => {
  const ids = await generated()
  const a = await t.as(p.org_a, openSigning, { ids })
  const sheet = await t.as(thePublic, signingSheet, { token: tokenOf(a.url) })
  expect(sheet.rows).toHaveLength(2)
  expect(JSON.stringify(sheet)).not.toMatch(/\d{17}[\dX]/)
  const wrong = await t.refused(thePublic, sign, { token: tokenOf(a.url), digest: 'f'.repeat(64), signerName: '签发人', strokes: drawn })
  expect(wrong.code).toBe('list-changed')
  await t.db((tx) => run(tx, sql`update issuance.records set name = '改了', version = version + 1 where id = ${ids[0] as string}`))
  expect((await t.refused(thePublic, sign, { token: tokenOf(a.url), digest: sheet.digest, signerName: '签发人', strokes: drawn })).says).toBe('签发名单在展示后已变更，本次签字无效')
  await signed(p.org_a, ids)
  const b = await t.as(p.sch_sign, openSigning, { ids })
  const again = await t.as(thePublic, signingSheet, { token: tokenOf(b.url) })
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => t.as(thePublic, sign, { token: tokenOf(b.url), digest: again.digest, signerName: '签发人', strokes: drawn })))
  expect(tries.filter((x) => x.status === 'fulfilled')).toHaveLength(1)
})

test('P-4.2.1-11 P-4.2.1-14 P-4.2.3-02 both sign in order; nothing takes a signature back and nothing is issued without both', async () => {
  const ids = await generated(1)
  expect((await t.refused(p.org_a, issue, { ids, mode: 'electronic' })).says).toMatch(/请先在培训评价组织管理中上传公章和签名章|数据状态已变更/)
  expect((await t.refused(p.sch_sign, openSigning, { ids })).says).toBe('数据状态已变更，请刷新后重试')
  await signed(p.org_a, ids)
  expect((await t.refused(p.org_a, reject, { ids, reason: '反悔' })).says).toBe('数据状态已变更，请刷新后重试')
  expect((await t.refused(p.org_a, openSigning, { ids })).code).toBe('state-changed')
  const told = await t.db((tx) => maybe<{ n: number }>(tx, sql`select count(*) as n from messages.messages where to_organisation = ${idOf('北方工业大学')} and title = '有证书待考核站点签发'`))
  expect(told?.n).toBeGreaterThan(0)
  await signed(p.sch_sign, ids)
  expect((await t.as(p.org_a, record, { id: ids[0] as string })).status).toBe('ready')
  expect((await t.refused(p.sch_sign, reject, { ids, reason: '反悔' })).code).toBe('state-changed')
})

test('P-4.2.1-10 P-4.2.2-02 P-4.2.3-03 P-4.2.4-02 a refusal needs its reason, and a refused record can only be signed', async () => {
  const ids = await generated(1)
  const empty = await t.refused(p.org_a, reject, { ids, reason: ' ' })
  expect(empty.fields?.[0]?.message).toBe('请填写拒绝签发理由')
  await t.as(p.org_a, reject, { ids, reason: '照片有疑问' })
  expect((await t.as(p.org_a, record, { id: ids[0] as string })).rejectReason).toBe('照片有疑问')
  expect((await t.refused(p.org_a, reject, { ids, reason: '再拒' })).code).toBe('state-changed')
  await signed(p.org_a, ids)
  await t.as(p.sch_sign, reject, { ids, reason: '站点有疑问' })
  expect((await t.as(p.sch, record, { id: ids[0] as string })).status).toBe('refused-by-site')
  expect((await t.refused(p.sch_sign, reject, { ids, reason: '再拒' })).code).toBe('state-changed')
  await signed(p.sch_sign, ids)
  expect((await t.as(p.org_a, record, { id: ids[0] as string })).status).toBe('ready')
})

test('P-4.2.1-15 P-4.2.3-01 P-4.2.3-04 who may do what: other organisations find nothing, a school without the right is refused', async () => {
  const ids = await generated(1)
  expect((await t.refused(p.org_b, record, { id: ids[0] as string })).code).toBe('not-found')
  expect((await t.refused(p.org_b, openSigning, { ids })).code).toBe('not-found')
  expect((await t.refused(p.sch_b, record, { id: ids[0] as string })).code).toBe('not-found')
  expect((await t.refused(p.sch_exam, openSigning, { ids })).says).toBe('无操作权限')
  expect((await t.refused(p.sch, issue, { ids, mode: 'paper' })).status).toBe(403)
  await signed(p.org_a, ids)
  expect((await t.refused(p.sch_b, openSigning, { ids })).code).toBe('not-found')
  expect((await listed('awaiting-site', p.sch)).map((r) => r.id)).toContain(ids[0])
})

test('P-4.2.3-01 for 借考 the school that owns the 考核站点 signs; the candidate’s school only looks', async () => {
  await assignSite(t)
  const ids = await generated(1, '学校乙')
  await signed(p.org_a, ids)
  expect((await t.as(p.sch_b, record, { id: ids[0] as string })).isOwnSite).toBe(false)
  expect((await t.refused(p.sch_b, openSigning, { ids })).code).toBe('not-found')
  await signed(p.sch_sign, ids)
  expect((await t.as(p.sch_b, record, { id: ids[0] as string })).status).toBe('ready')
})

test('P-4.2.5-02 P-4.2.5-05 P-4.2.5-06 P-4.2.7-01 发放 makes number, sealed PDF and log entry; seals are needed first', async () => {
  const ids = await ready(2)
  const none = await t.refused(p.org_a, issue, { ids })
  expect(none.fields?.[0]?.message).toBe('请选择证书发证方式')
  await t.db((tx) => run(tx, sql`update organisations.awarding_bodies set official_seal_file_id = null, signature_seal_file_id = null where id = ${idOf('评价组织甲')}`))
  expect((await t.refused(p.org_a, issue, { ids, mode: 'electronic' })).says).toBe('请先在培训评价组织管理中上传公章和签名章')
  await uploadSeals(t)
  expect(await t.as(p.org_a, issue, { ids, mode: 'electronic' })).toEqual({ issuing: 2 })
  expect((await listed('ready')).find((r) => r.id === ids[0])?.status).toBe('producing')
  await t.settle()
  const done = await t.as(p.sch, record, { id: ids[0] as string })
  expect(done).toMatchObject({ status: 'issued', mode: 'electronic' })
  expect(done.serialNo).toMatch(/^50800001\d{4}\d{8}$/)
  expect(done.issuedAt).toBe(afterPublication)
  expect(done.chain).toMatchObject({ blockHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string, txHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
  const pdf = await pdfOf(ids[0] as string)
  const trusted = await t.db((tx) => authorityCertificates(tx))
  const seals = checkSeals(pdf, { trusted, fields: ['公章', '签名章'] })
  expect(seals.verdict).toBe('valid')
  expect(pdf.length).toBeLessThan(60_000)
  const stored = await t.db((tx) => one<{ sha: string }>(tx, sql`select encode(v.sha256, 'hex') as sha from certificates.versions v join issuance.records r on r.certificate_id = v.certificate_id where r.id = ${ids[0] as string}`))
  expect(stored.sha).toBe(sha256(pdf))
})

test('P-4.2.5-03 P-4.2.6-01 a 纸质证书 needs the 签名章 only and is sealed with it alone', async () => {
  await uploadSeals(t)
  await t.db((tx) => run(tx, sql`update organisations.awarding_bodies set official_seal_file_id = null where id = ${idOf('评价组织甲')}`))
  const ids = await ready(1)
  await t.as(p.org_a, issue, { ids, mode: 'paper' })
  await t.settle()
  expect((await t.as(p.org_a, record, { id: ids[0] as string })).status).toBe('issued')
  const pdf = await pdfOf(ids[0] as string)
  const trusted = await t.db((tx) => authorityCertificates(tx))
  expect(checkSeals(pdf, { trusted }).signatures.map((s) => s.field)).toEqual(['签名章'])
  await uploadSeals(t)
})

test('P-4.2.6-01 P-4.2.6-02 P-4.2.7-04 a failed seal tells which and why; 重新发放 keeps the number, the old PDF is no longer given out', async () => {
  await uploadSeals(t)
  const ids = await ready(1)
  const services = t.house.services as Record<string, unknown>
  services['seal'] = { isStandIn: true, check: async (seal: string) => { if (seal === 'official') throw new Error('签章服务拒绝') } }
  await t.as(p.org_a, issue, { ids, mode: 'electronic' })
  await t.settle()
  delete services['seal']
  const failed = await t.as(p.org_a, record, { id: ids[0] as string })
  expect(failed).toMatchObject({ status: 'sealing-failed', sealError: '公章：签章服务拒绝' })
  const serial = await t.db((tx) => one<{ serial: string }>(tx, sql`select k.serial_no as serial from certificates.certificates k join issuance.records r on r.certificate_id = k.id where r.id = ${ids[0] as string}`))
  await t.as(p.org_a, reissue, { ids, reason: '服务已恢复' })
  await t.as(p.org_a, issue, { ids, mode: 'electronic' })
  await t.settle()
  const first = await t.as(p.org_a, record, { id: ids[0] as string })
  expect(first).toMatchObject({ status: 'issued', serialNo: serial.serial })
  expect((await t.refused(p.org_a, reissue, { ids, reason: '' })).fields?.[0]?.message).toBe('请填写重新发放原因')
  await t.as(p.org_a, reissue, { ids, reason: '换照片' })
  expect((await t.as(p.org_a, record, { id: ids[0] as string })).pdfFileId).toBeNull()
  await t.as(p.org_a, issue, { ids, mode: 'electronic' })
  await t.settle()
  const second = await t.as(p.org_a, record, { id: ids[0] as string })
  expect(second.serialNo).toBe(serial.serial)
  expect(second.pdfFileId).not.toBe(first.pdfFileId)
  const versions = await t.db((tx) => rows<{ v: number }>(tx, sql`select v.pdf_version as v from certificates.versions v join issuance.records r on r.certificate_id = v.certificate_id where r.id = ${ids[0] as string} order by 1`))
  expect(versions.map((v) => v.v)).toEqual([1, 2])
})

test('P-4.2.5-06 one certificate and one number per record, however often the job runs and whoever presses', async () => {
  await uploadSeals(t)
  const ids = await ready(3)
  const presses = await Promise.allSettled(Array.from({ length: 5 }, () => t.as(p.org_a, issue, { ids, mode: 'electronic' })))
  expect(presses.filter((x) => x.status === 'fulfilled')).toHaveLength(1)
  await t.db((tx) => run(tx, sql`insert into kit.jobs (name, payload) select 'issuance.produce', jsonb_build_object('ids', ${JSON.stringify(ids)}::jsonb) from generate_series(1, 4)`))
  await t.settle()
  const made = await t.db((tx) => one<{ numbers: number; versions: number; leaves: number }>(tx, sql`select count(distinct k.serial_no) as numbers, count(v.*) as versions, count(distinct v.leaf_index) as leaves
    from issuance.records r join certificates.certificates k on k.id = r.certificate_id join certificates.versions v on v.certificate_id = k.id where r.id = any (${ids}::uuid[])`))
  expect(made).toEqual({ numbers: 3, versions: 3, leaves: 3 })
})

test('P-5.2.3-12 the frozen candidate may be corrected until 发放 has begun', async () => {
  await uploadSeals(t)
  const ids = await ready(1)
  const enrolmentId = await t.db(async (tx) => (await one<{ id: string }>(tx, sql`select enrolment_id as id from issuance.records where id = ${ids[0] as string}`)).id)
  const edit = async () => ({ id: enrolmentId, version: (await t.as(p.org_a, enrolledCandidate, { id: enrolmentId })).version, namePinyin: 'GAI ZHENG' })
  await t.as(p.org_a, editEnrolledCandidate, await edit())
  await t.as(p.org_a, issue, { ids, mode: 'electronic' })
  expect((await t.refused(p.org_a, editEnrolledCandidate, await edit())).says).toBe('数据状态已变更，请刷新后重试')
  await t.settle()
})
