import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { thePublic } from '#kit/server/context.ts'
import { one, run, sql } from '#kit/server/sql.ts'
import { generateRecords, issue, openSigning, records, sign, signingSheet, type RecordRow } from '#issuance'
import { closePress } from '#certificates/server'
import { head } from '#log'
import { check } from '#packages/verify-file/verify.mjs'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idNumber, principals, testWorld } from '../../../../seeds/test-world.ts'
import { afterPublication, drawn, passedCandidates, sha256, uploadSeals } from '../../../../seeds/passed-candidates.ts'
import { checkByCode, checkByDigest, checkByNumber } from '../operations.ts'

let t: TestHouse
let row: RecordRow
let code: string
let pdf: Buffer
beforeAll(async () => {
  t = await testHouse(testWorld)
  const p = await principals(t.url)
  await t.clock(afterPublication)
  await passedCandidates(t, '北方工业大学', 3, 1)
  await uploadSeals(t)
  await t.as(p.org_a, generateRecords, {})
  const ids = (await t.as(p.org_a, records, { size: 10 })).rows.map((r) => r.id)
  for (const by of [p.org_a, p.sch_sign]) {
    const token = (await t.as(by, openSigning, { ids })).url.split('/').at(-1) as string
    const sheet = await t.as(thePublic, signingSheet, { token })
    await t.as(thePublic, sign, { token, digest: sheet.digest, signerName: '签发人', strokes: drawn })
  }
  await t.as(p.org_a, issue, { ids, mode: 'electronic' })
  await t.settle()
  row = (await t.as(p.org_a, records, { tab: 'issued', size: 10 })).rows[0] as RecordRow
  code = (await t.db((tx) => one<{ code: string }>(tx, sql`select code from certificates.certificates where serial_no = ${row.serialNo}`))).code
  pdf = await t.db(async (tx) => (await t.house.files.read(tx, row.pdfFileId as string))?.bytes as Buffer)
})
afterAll(async () => {
  await closePress()
  await t.close()
})

test('P-5.2.9-08 by number and name, and by QR code: valid, masked, with its place in the log', async () => {
  const byNumber = await t.as(thePublic, checkByNumber, { serialNo: row.serialNo as string, name: row.name })
  expect(byNumber.verdict).toBe('valid')
  expect(byNumber.facts).toMatchObject({ serialNo: row.serialNo, certName: row.certName, pdfSha256: sha256(pdf) })
  expect(JSON.stringify(byNumber)).not.toContain(row.name)
  for (const n of [1, 2, 3]) expect(JSON.stringify(byNumber)).not.toContain(idNumber(n))
  expect((await t.as(thePublic, checkByCode, { code })).facts?.serialNo).toBe(row.serialNo)
})

test('P-5.2.9-08 a wrong name, an unknown number and a made-up code get the same answer', async () => {
  const miss = await t.as(thePublic, checkByNumber, { serialNo: '50800001202600009999', name: row.name })
  const mismatch = await t.as(thePublic, checkByNumber, { serialNo: row.serialNo as string, name: '别人' })
  const code2 = await t.as(thePublic, checkByCode, { code: 'AAAAAAAAAAAAAAAAAAAAAAAA' })
  expect(miss.verdict).toBe('unknown')
  expect(mismatch).toEqual(miss)
  expect(code2).toEqual(miss)
  const bad = await t.refused(thePublic, checkByNumber, { serialNo: '123', name: '' })
  expect(bad.fields?.map((f) => f.message)).toEqual(['证书编号为20位数字', '请输入姓名'])
})

test('a PDF is checked by its bytes: one changed bit is unknown', async () => {
  expect(await t.as(thePublic, checkByDigest, { sha256: sha256(pdf) })).toMatchObject({ verdict: 'valid', isNewest: true })
  const changed = Buffer.from(pdf)
  changed[1000] = (changed[1000] as number) ^ 1
  expect((await t.as(thePublic, checkByDigest, { sha256: sha256(changed) })).verdict).toBe('unknown')
})

test('the verdict follows a revocation or replacement at once', async () => {
  for (const status of ['revoked', 'replaced'] as const) {
    await t.db((tx) => run(tx, sql`update certificates.certificates set status = ${status} where code = ${code}`))
    expect((await t.as(thePublic, checkByCode, { code })).verdict).toBe(status)
  }
  await t.db((tx) => run(tx, sql`update certificates.certificates set status = 'valid' where code = ${code}`))
})

test('the file of the check holds against the published key without us, and with the PDF', async () => {
  const answer = await t.as(thePublic, checkByCode, { code })
  const key = (await t.as(thePublic, head, {})).key
  const folder = mkdtempSync(join(tmpdir(), 'verify-'))
  writeFileSync(join(folder, 'v.json'), JSON.stringify(answer.file))
  writeFileSync(join(folder, 'c.pdf'), pdf)
  const program = fileURLToPath(new URL('../../../../packages/verify-file/verify.mjs', import.meta.url))
  const good = spawnSync(process.execPath, [program, join(folder, 'v.json'), '--key', key, '--pdf', join(folder, 'c.pdf')], { encoding: 'utf8' })
  expect(good.status).toBe(0)
  expect(good.stdout).toContain('成立')
  const otherKey = spawnSync(process.execPath, [program, join(folder, 'v.json'), '--key', key.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A'))], { encoding: 'utf8' })
  expect(otherKey.status).toBe(1)
  writeFileSync(join(folder, 'c.pdf'), Buffer.concat([pdf, Buffer.from(' ')]))
  expect(spawnSync(process.execPath, [program, join(folder, 'v.json'), '--pdf', join(folder, 'c.pdf')]).status).toBe(1)
})

test('a thousand mutations of facts, salt, leaf, proof and head: each is detected', async () => {
  const answer = await t.as(thePublic, checkByCode, { code })
  const key = (await t.as(thePublic, head, {})).key
  const text = JSON.stringify(answer.file)
  expect(check(JSON.parse(text), { key }).ok).toBe(true)
  let seed = 7
  const random = (n: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed % n
  }
  const leaves: { path: (string | number)[]; value: unknown }[] = []
  const walk = (v: unknown, path: (string | number)[]): void => {
    if (v && typeof v === 'object') Object.entries(v).forEach(([k, x]) => walk(x, [...path, Array.isArray(v) ? Number(k) : k]))
    else leaves.push({ path, value: v })
  }
  walk(JSON.parse(text), [])
  let undetected = 0
  for (let i = 0; i < 1000; i++) {
    const file = JSON.parse(text) as Record<string, unknown>
    const target = leaves[random(leaves.length)] as (typeof leaves)[number]
    let holder = file as Record<string | number, unknown>
    for (const k of target.path.slice(0, -1)) holder = holder[k] as Record<string | number, unknown>
    const last = target.path.at(-1) as string
    const before = String(target.value)
    const at = random(Math.max(before.length, 1))
    const changed = typeof target.value === 'number' ? target.value + 1 + random(5) : before.slice(0, at) + (before[at] === 'a' ? 'b' : 'a') + before.slice(at + 1)
    holder[last] = changed
    // the origin line of the proof is a convenience for people; what counts is the name inside key and head
    if (target.path.join('.') === 'log.origin') continue
    if (check(file, { key }).ok) undetected++
  }
  expect(undetected).toBe(0)
})
