import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { addCandidates, idNumber, idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { enrolByCertificate, enrolChoices, listEnrolments } from '../index.ts'
import { importByCertificate } from '../server/import-enrolments.ts'
import { addPlan, certificateRow, noItem, numbered, personOf, plan, shifted, windowsOf, within } from './world.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())
afterEach(() => t.clock(null))

const bring = (p: Principal, planId: string, values: Record<string, string>[]) =>
  within(t, p, importByCertificate as never, (inside, scope) =>
    importByCertificate.apply(inside, scope, { planId }, numbered(values) as never, null as never, noItem),
  )

test('smoke', async () => {
  const [id] = await addCandidates(t.url, '北方工业大学', 1, 1)
  const person = await personOf(t, id as string)
  const done = await bring(who.sch, plan, [certificateRow(person)])
  expect([...done.faults]).toEqual([])
  const page = await t.as(who.sch, listEnrolments, {})
  expect(page.rows).toHaveLength(2)
})
void [enrolByCertificate, enrolChoices, rows, run, sql, idNumber, idOf, addPlan, shifted, windowsOf]
