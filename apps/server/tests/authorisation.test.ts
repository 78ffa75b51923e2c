import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Operation } from '#kit/pure/operation.ts'
import { Refusal } from '#kit/pure/refusal.ts'
import { grantFor, holds, type ActorKind, type Principal, type Right } from '#kit/pure/who.ts'
import { thePublic } from '#kit/server/context.ts'
import { perform } from '#kit/server/handle.ts'
import { rows, sql } from '#kit/server/sql.ts'
import { transaction } from '#kit/server/db.ts'
import { assignSite, passedCandidates } from '../../../seeds/passed-candidates.ts'
import { testHouse, type TestHouse } from '../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../seeds/test-world.ts'
import { handlers } from '../assembly.ts'
import { beforePilot, policy } from './policy.ts'

let t: TestHouse
let p: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  p = await principals(t.url)
  await assignSite(t)
  await passedCandidates(t, '北方工业大学', 3, 1)
  await passedCandidates(t, '学校乙', 2, 20)
})
afterAll(() => t.close())
const nameOf = (o: Operation): string => `${o.module}.${o.name}`

/** The rights under which the hand-written table lets this actor kind press the operation. */
function allowed(o: Operation, actor: ActorKind): string[] {
  const of = policy[o.module]
  const names = (block: Readonly<Record<string, string>> | undefined): string[] =>
    Object.entries(block ?? {}).flatMap(([right, list]) => (list.split(' ').includes(o.name) ? [right] : []))
  const open = names(of?.public)
  if (open.length) return ['open']
  return actor === 'public' || actor === 'system' ? [] : [...names(of?.[actor]), ...names(of?.everyone)]
}

test('P-0-02 the permissions that the operations declare are those of the table written by hand: every operation × every role', () => {
  const differences: string[] = []
  for (const { operation: o } of handlers) {
    const known = Object.values(policy[o.module] ?? {}).some((b) => Object.values(b ?? {}).some((list) => list.split(' ').includes(o.name)))
    if (!known) {
      differences.push(`${nameOf(o)} is not in the table`)
      continue
    }
    for (const [login, who] of [...Object.entries(p), ['public', thePublic] as const]) {
      const rights = allowed(o, who.actor)
      const pilot = who.actor !== 'school' || who.isPilot || rights.includes('open') || beforePilot.has(nameOf(o)) || o.module === 'transfers'
      const should = pilot && rights.some((r) => r === 'open' || r === 'any' || holds(who, r as Right))
      const does = grantFor(who, o.who) !== null
      if (should !== does) differences.push(`${nameOf(o)} ${login}: table says ${should}, declaration says ${does}`)
    }
  }
  expect(differences).toEqual([])
})

/** Inputs that name one thing by its id, in the shapes that operations take. */
const shapes = (id: string): Record<string, unknown>[] => [
  { id }, { id, version: 1 }, { ids: [id] }, { id, version: 1, reason: '越权' }, { ids: [id], reason: '越权' }, { ids: [id], mode: 'paper' }, { schoolId: id }, { importId: id }, { exportId: id },
  { requestId: id, filter: { requestId: id } }, { planId: id, credentialId: id }, { id, reason: '越权' },
]
async function answer(who: Principal, o: Operation, input: unknown): Promise<string> {
  const handler = handlers.find((h) => h.operation === o)
  if (!handler) throw new Error(nameOf(o))
  try {
    return `answered ${JSON.stringify(await perform(t.house, handler, { principal: who, input, key: o.kind === 'write' ? randomUUID() : null, ip: '127.0.0.1' }))}`
  } catch (e) {
    if (e instanceof Refusal) return `${e.status} ${e.answer.code} ${e.answer.says}`
    return `defect ${(e as Error).message}`
  }
}
/** Does the operation read the id that the shape carries? What it only ignores would prove nothing. */
function takesId(o: Operation, shape: Record<string, unknown>): boolean {
  const read = o.input.safeParse(shape)
  return read.success && /[0-9a-f]{8}-[0-9a-f-]{27}/.test(JSON.stringify(read.data))
}
/** Ids of things that belong to others, by what they belong to. */
async function foreignIds(): Promise<Record<'school' | 'body' | 'province', string[]>> {
  const all = (query: Parameters<typeof rows>[1]) => t.db(async (tx) => (await rows<{ id: string }>(tx, query)).map((r) => r.id))
  const ofSchool = await all(sql`select id from candidates.candidates union all select id from enrolments.enrolments union all select id from enrolments.enrolment_subjects union all select id from pilots.declarations
    union all select id from sites.sites union all select id from organisations.schools union all select id from accounts.accounts`)
  const ofBody = await all(sql`select id from enrolments.enrolments union all select id from sites.sites union all select id from sessions.sessions where organiser_id <> ${p.org_b.organisationId}
    union all select id from credentials.subjects s where s.subject_no like '508%' union all select id from organisations.awarding_bodies where id <> ${p.org_b.organisationId}`)
  const ofProvince = await all(sql`select id from pilots.declarations where region_code like '11%' union all select id from pilots.plans where province_code = '110000' union all select id from organisations.schools s where s.city_code like '11%' union all select id from organisations.library_entries where city_code like '11%'`)
  return { school: ofSchool, body: ofBody, province: ofProvince }
}

test('P-0-02 a foreign id and a missing id give the same answer, for every operation that takes one: school, awarding body, province', async () => {
  const foreign = await foreignIds()
  const leaks: string[] = []
  let asked = 0
  for (const [who, ids] of [[p.sch_gd, foreign.school], [p.org_b, foreign.body], [p.prv_gd, foreign.province], [p.cty_sz, foreign.province]] as const) {
    const own = new Set(await t.db(async (tx) => (await rows<{ id: string }>(tx, sql`select id from pilots.declarations where school_id = ${who.organisationId} union all select id from accounts.accounts where organisation_id = ${who.organisationId} union all select ${who.organisationId}::uuid`)).map((r) => r.id)))
    const others = ids.filter((id) => !own.has(id))
    const sample = others.filter((_, i) => i % Math.max(1, Math.floor(others.length / 7)) === 0)
    for (const { operation: o } of handlers) {
      if (!grantFor(who, o.who) || o.who.some((g) => g.actor === 'public')) continue
      // one shape each, the fullest that the operation takes
      for (const shape of shapes(randomUUID()).filter((x) => takesId(o, x)).toSorted((a, b) => Object.keys(b).length - Object.keys(a).length).slice(0, 1)) {
        const text = JSON.stringify(shape)
        const missingId = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(text)?.[0] as string
        const missing = await answer(who, o, shape)
        for (const id of sample) {
          asked++
          const got = await answer(who, o, JSON.parse(text.replaceAll(missingId, id)))
          if (got.replaceAll(id, '') !== missing.replaceAll(missingId, '')) leaks.push(`${nameOf(o)} ${who.name} ${id}: ${missing.slice(0, 80)} ≠ ${got.slice(0, 160)}`)
        }
      }
    }
  }
  expect([...new Set(leaks)].slice(0, 20)).toEqual([])
  expect(asked).toBeGreaterThan(400)
  // the control: an own id is told apart from a missing one
  const own = await t.db((tx) => rows<{ id: string }>(tx, sql`select id from candidates.candidates where school_id = ${p.sch.organisationId} limit 1`))
  const get = handlers.find((h) => nameOf(h.operation) === 'candidates.getCandidate')?.operation as Operation
  expect(await answer(p.sch, get, { id: own[0]?.id })).toContain('answered')
  expect(await answer(p.sch, get, { id: randomUUID() })).toContain('not-found')
}, 240_000)

test('underneath, the row policies show 0 foreign rows even when a statement has no scope at all', async () => {
  const tables = await t.db((tx) => rows<{ name: string; columns: string[] }>(
    tx,
    sql`select c.oid::regclass::text as name, array_agg(a.attname::text) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 where c.relrowsecurity and c.relforcerowsecurity and c.relkind = 'r' group by c.oid`,
  ))
  expect(tables.length).toBeGreaterThan(15)
  const found: string[] = []
  for (const { name, columns } of tables) {
    const owners = columns.filter((c) => ['school_id', 'host_school_id', 'site_school_id', 'awarding_body_id', 'organisation_id', 'owner_organisation'].includes(c))
    if (!owners.length) continue
    for (const who of [p.sch_gd, p.sch_c, p.org_b]) {
      const seen = await transaction(t.house.database, who, (tx) => rows<{ n: number }>(tx, sql`select count(*) as n from ${sql.raw(name)} where not (${sql.raw(owners.map((c) => `coalesce(${c}::text, '') = '${who.organisationId}'`).join(' or '))})`))
      if ((seen[0]?.n ?? 0) > 0) found.push(`${name} shows ${who.organisationName} ${seen[0]?.n} foreign rows`)
    }
    const nobody = await transaction(t.house.database, { actor: 'public', organisationId: null, region: null }, (tx) => rows<{ n: number }>(tx, sql`select count(*) as n from ${sql.raw(name)} where not (${sql.raw(owners.map((c) => `${c} is null`).join(' and '))})`))
    if ((nobody[0]?.n ?? 0) > 0) found.push(`${name} shows the public ${nobody[0]?.n} rows`)
  }
  expect(found).toEqual([])
  // the control: the owner of the rows does see them
  const own = await transaction(t.house.database, p.sch, (tx) => rows<{ n: number }>(tx, sql`select count(*) as n from candidates.candidates`))
  expect(own[0]?.n).toBe(3)
})
