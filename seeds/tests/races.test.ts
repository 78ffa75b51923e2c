import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePress } from '#certificates/server'
import { generateRecords, issue, openSigning, records, sign, signingSheet } from '#issuance'
import type { Operation } from '#kit/pure/operation.ts'
import { Refusal } from '#kit/pure/refusal.ts'
import type { Principal } from '#kit/pure/who.ts'
import { thePublic } from '#kit/server/context.ts'
import { one, rows, run, sql } from '#kit/server/sql.ts'
import { approveSite, returnSite, site, withdrawSite } from '#sites'
import { afterPublication, drawn, passedCandidates, uploadSeals } from '../passed-candidates.ts'
import { testHouse, type TestHouse } from '../test-house.ts'
import { idOf, principals, testWorld, type Login } from '../test-world.ts'

let t: TestHouse
let p: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  p = await principals(t.url)
})
afterAll(async () => {
  await closePress()
  await t.close()
})
const pressed = (who: Principal, operation: Operation, input: unknown): Promise<string> =>
  t.as(who, operation, input as never).then(
    () => 'done',
    (e: unknown) => {
      if (e instanceof Refusal) return `${e.status} ${e.answer.code}`
      throw e
    },
  )

test('P-0-04 S3 撤销, 审核通过 and 审核退回 raced 200 times: one decision each, the others hear that the state has changed', async () => {
  const id = idOf('site')
  const outcomes = new Map<string, number>()
  // it was handed over once by its school
  await t.db((tx) => run(tx, sql`insert into kit.steps (workflow, entity_id, step, label, to_state, by_name) values ('site', ${id}, 'submit', '提交并保存', 'pending', '北方管理')`))
  for (let i = 0; i < 200; i++) {
    await t.db((tx) => run(tx, sql`update sites.sites set status = 'pending', is_enabled = null where id = ${id}`))
    const { version } = await t.as(p.org_a, site, { id })
    const before = await t.db((tx) => one<{ n: number }>(tx, sql`select count(*) as n from kit.steps where entity_id = ${id}`))
    const answers = await Promise.all([
      pressed(p.org_a, approveSite, { id, version }),
      pressed(p.org_a, returnSite, { id, version, reason: '地址不清' }),
      pressed(p.sch, withdrawSite, { id }),
      pressed(p.org_a, approveSite, { id, version }),
    ])
    expect(answers.filter((a) => a === 'done')).toHaveLength(1)
    expect(answers.filter((a) => a !== 'done').map((a) => a.slice(0, 3))).toEqual(['409', '409', '409'])
    const after = await t.db((tx) => one<{ n: number }>(tx, sql`select count(*) as n from kit.steps where entity_id = ${id}`))
    expect(after.n - before.n).toBe(1)
    outcomes.set(String(answers.indexOf('done')), (outcomes.get(String(answers.indexOf('done'))) ?? 0) + 1)
  }
  await t.db((tx) => run(tx, sql`update sites.sites set status = 'approved', is_enabled = true where id = ${id}`))
  // no button won every time, or nothing was raced
  expect(outcomes.size).toBeGreaterThan(1)
}, 120_000)

test('P-4.2.5-06 A50 150 issues, each pressed five times and each job given to five workers: one certificate, number and leaf per record', async () => {
  await t.clock(afterPublication)
  await uploadSeals(t)
  await passedCandidates(t, '北方工业大学', 150, 1)
  await Promise.all(Array.from({ length: 5 }, () => t.as(p.org_a, generateRecords, {})))
  const ids = await t.db(async (tx) => (await rows<{ id: string }>(tx, sql`select id from issuance.records`)).map((r) => r.id))
  expect(ids).toHaveLength(150)
  for (const who of [p.org_a, p.sch_sign]) {
    const token = (await t.as(who, openSigning, { ids })).url.split('/').at(-1) as string
    const sheet = await t.as(thePublic, signingSheet, { token })
    await t.as(thePublic, sign, { token, digest: sheet.digest, signerName: '签发人', strokes: drawn })
  }
  for (let i = 0; i < ids.length; i += 30) {
    const part = ids.slice(i, i + 30)
    const answers = await Promise.all(Array.from({ length: 5 }, () => pressed(p.org_a, issue, { ids: part, mode: 'electronic' })))
    expect(answers.filter((a) => a === 'done')).toHaveLength(1)
  }
  await t.db((tx) => run(tx, sql`insert into kit.jobs (name, payload) select j.name, j.payload from kit.jobs j, generate_series(1, 4) where j.name = 'issuance.produce'`))
  await t.settle()
  expect((await t.as(p.org_a, records, { tab: 'issued', size: 10 })).total).toBe(150)
  const made = await t.db((tx) =>
    one<Record<string, number>>(
      tx,
      sql`select count(*) as certificates, count(distinct serial_no) as numbers, count(distinct person_id) as persons, max(pdf_version) as version,
            (select count(*) from certificates.versions) as versions, (select count(distinct leaf_index) from certificates.versions) as leaves,
            max(right(serial_no, 8)::int) as highest from certificates.certificates`,
    ),
  )
  expect(made).toEqual({ certificates: 150, numbers: 150, persons: 150, version: 1, versions: 150, leaves: 150, highest: 150 })
}, 240_000)
