import { expect, test } from 'vitest'
import { rows, sql } from '#kit/server/sql.ts'
import { testHouse } from '../test-house.ts'
import { addCandidates, principals, testWorld } from '../test-world.ts'

test('the world of the stories stands: every account has its role, the plan is open for 报考', async () => {
  const t = await testHouse(testWorld)
  try {
    const who = await principals(t.url)
    expect(who.sch.rights).toContain('issuance.sign')
    expect(who.sch_cand.rights).not.toContain('fees.write')
    const made = await addCandidates(t.url, '北方工业大学', 3)
    expect(made).toHaveLength(3)
    const open = await t.db((tx) => rows(tx, sql`select id from sessions.sessions where kit.now() between register_start and register_end`))
    expect(open).toHaveLength(1)
  } finally {
    await t.close()
  }
})
