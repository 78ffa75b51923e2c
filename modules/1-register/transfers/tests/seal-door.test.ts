import { afterAll, beforeAll, expect, test } from 'vitest'
import { file } from '../server/downloads.ts'
import type { Principal } from '#kit/pure/who.ts'
import { one, run, sql } from '#kit/server/sql.ts'
import { uploadSeals } from '../../../../seeds/passed-candidates.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())

test('P-0-02 the seals of an organisation are opened by its own people, whoever uploaded them, and by no other', async () => {
  await uploadSeals(t)
  const { official, signature } = await t.db((tx) =>
    one<{ official: string; signature: string }>(
      tx,
      sql`select official_seal_file_id as official, signature_seal_file_id as signature from organisations.awarding_bodies where id = ${idOf('评价组织甲')}`,
    ),
  )
  for (const id of [official, signature])
    for (const p of [who.org_a, who.org_a_sign]) expect((await file(t.house, p, id)).type).toBe('image/png')
  for (const p of [who.org_b, who.sch]) await expect(file(t.house, p, official)).rejects.toMatchObject({ answer: { code: 'not-found' } })
  await expect(file(t.house, who.ops, official)).rejects.toMatchObject({ answer: { code: 'forbidden' } })
  await t.db((tx) => run(tx, sql`update organisations.schools set seal_file_id = ${signature} where id = ${idOf('北方工业大学')}`))
  expect((await file(t.house, who.sch_read, signature)).type).toBe('image/png')
  await expect(file(t.house, who.sch_b, signature)).rejects.toMatchObject({ answer: { code: 'not-found' } })
  // Replaced by another: the old one is closed.
  await t.db((tx) => run(tx, sql`update organisations.awarding_bodies set official_seal_file_id = signature_seal_file_id where id = ${idOf('评价组织甲')}`))
  await expect(file(t.house, who.org_a, official)).rejects.toMatchObject({ answer: { code: 'not-found' } })
})
