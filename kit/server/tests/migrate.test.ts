import { expect, test } from 'vitest'
import { rows, sql } from '../sql.ts'
import { testHouse } from '../../../seeds/test-house.ts'

test('all migrations apply to an empty database, and the application role owns nothing', async () => {
  const t = await testHouse()
  try {
    const owned = await t.db((tx) =>
      rows<{ n: number }>(tx, sql`select count(*) as n from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'jianheng_app'`),
    )
    expect(owned[0]?.n).toBe(0)
  } finally {
    await t.close()
  }
})

test('a production world refuses a shifted clock, in the database itself', async () => {
  const t = await testHouse()
  try {
    const admin = new (await import('pg')).default.Client({ connectionString: t.url })
    await admin.connect()
    await admin.query(`update kit.world set kind = 'production', frozen_at = null`)
    await expect(admin.query(`update kit.world set clock_offset = '1 second'`)).rejects.toThrow('production_clock_is_true')
    await expect(admin.query(`update kit.world set frozen_at = now()`)).rejects.toThrow('only_a_test_stops_time')
    await admin.end()
  } finally {
    await t.close()
  }
})
