import { afterAll, beforeAll, expect, test } from 'vitest'
import { credential, editCredential } from '#credentials'
import type { Principal } from '#kit/pure/who.ts'
import { passedCandidates } from '../../../../seeds/passed-candidates.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'

let t: TestHouse
let p: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  p = await principals(t.url)
})
afterAll(() => t.close())

test('P-4.1-06 a 专业 borne by somebody who is registered for the certificate cannot be taken from it; another can', async () => {
  await passedCandidates(t, '北方工业大学', 1, 1)
  const id = idOf('credential 50800001')
  const without = async (code: string) => {
    const c = await t.as(p.org_a, credential, { id })
    return { id, version: c.version, name: c.name, level: '初级' as const, passCondition: '全科合格' as const, majorIds: ['460702', '500211', '510107'].filter((m) => m !== code).map((m) => idOf(`major ${m}`)) }
  }
  const refused = await t.refused(p.org_a, editCredential, await without('460702'))
  expect(refused.code).toBe('major-in-use')
  expect(refused.says).toContain('该专业已被引用，不能移除')
  await t.as(p.org_a, editCredential, await without('510107'))
})
