import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import type { Inside } from '#kit/server/context.ts'
import { transaction, type Tx } from '#kit/server/db.ts'
import { insideOf } from '#kit/server/inside.ts'
import { one, run, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld } from '../../../../seeds/test-world.ts'
import { noWindows, stageOf, type Session, type Windows } from '../index.ts'
import {
  cancelSession,
  changeTimes,
  createSession,
  linesOf,
  publishSession,
  replaceSittings,
  reviseSession,
  sessionOf,
  stageSql,
} from '../server/index.ts'

let t: TestHouse
let org: Principal
beforeAll(async () => {
  t = await testHouse(testWorld)
  org = (await principals(t.url)).org_a
})
afterAll(() => t.close())

const acting = <T>(work: (inside: Inside) => Promise<T>): Promise<T> =>
  transaction(t.house.database, org, (tx: Tx) => work(insideOf(t.house, tx, org, { operation: 'test', label: '测试' })))
const at = (n: number, h = 0): string => new Date(Date.UTC(2030, 0, n, h)).toISOString()
const windows: Windows = {
  registerStart: at(1),
  registerEnd: at(3),
  arrangeStart: at(4),
  arrangeEnd: at(6),
  scoreStart: at(10),
  scoreEnd: at(12),
  publicStart: at(14),
  publicEnd: at(16),
}
const credential = idOf('credential 50800001')
const [written, practical] = [idOf('subject 50800001101'), idOf('subject 50800001102')]
let n = 0
const head = (door: Session['door']) => ({
  door,
  number: `T${++n}`,
  name: `场次${n}`,
  year: 2030,
  organiserId: org.organisationId as string,
})
const pilotLines = [
  {
    credentialId: credential,
    subjects: [
      { subjectId: written, sittings: [{ startsAt: at(8), endsAt: at(8, 2) }] },
      { subjectId: practical, sittings: [{ startsAt: at(9), endsAt: at(9, 2) }] },
    ],
  },
]

test('the pilot door: one sitting per subject, bounds follow the sittings, what stays keeps its id (S15.1, S15.2)', async () => {
  const id = await acting((i) => createSession(i, { ...head('pilot'), windows, lines: pilotLines }))
  const [before, s] = await t.db(async (tx) => [await linesOf(tx, id), await sessionOf(tx, id)] as const)
  expect(s).toMatchObject({ status: 'draft', version: 1, firstStart: at(8), lastEnd: at(9, 2), ...windows })
  await acting((i) =>
    reviseSession(i, id, 1, {
      name: '改名',
      year: 2030,
      windows,
      lines: [{ ...pilotLines[0]!, subjects: pilotLines[0]!.subjects.slice(1) }],
    }),
  )
  const [after, s2] = await t.db(async (tx) => [await linesOf(tx, id), await sessionOf(tx, id)] as const)
  expect(after[0]?.id).toBe(before[0]?.id)
  expect(after[0]?.subjects.map((u) => u.id)).toEqual([before[0]?.subjects[1]?.id])
  expect(s2).toMatchObject({ name: '改名', firstStart: at(9), version: 2 })
  await acting((i) => publishSession(i, id, 2))
  await expect(
    acting((i) => reviseSession(i, id, 3, { name: '再改', year: 2030, windows, lines: [] })),
  ).rejects.toMatchObject({ answer: { code: 'state-changed' } })
  await expect(acting((i) => publishSession(i, id, 3))).rejects.toMatchObject({ answer: { code: 'state-changed' } })
})

test('S15.3 a stale version writes nothing; a change leaves a decision row with old and new', async () => {
  const id = await acting((i) => createSession(i, { ...head('pilot'), windows, lines: pilotLines }))
  await acting((i) => publishSession(i, id, 1))
  const sitting = (await t.db((tx) => linesOf(tx, id)))[0]?.subjects[0]?.sittings[0]
  const next = {
    windows: { ...windows, publicEnd: at(20) },
    sittings: [{ id: sitting?.id as string, startsAt: at(7), endsAt: at(7, 2) }],
  }
  await expect(acting((i) => changeTimes(i, id, 1, next, {}))).rejects.toMatchObject({
    answer: { code: 'state-changed' },
  })
  await acting((i) => changeTimes(i, id, 2, next, { changes: ['成绩公示结束时间'] }))
  expect(await t.db((tx) => sessionOf(tx, id))).toMatchObject({
    firstStart: at(7),
    publicEnd: at(20),
    status: 'published',
  })
  const step = await t.db((tx) =>
    one<{ label: string; detail: unknown }>(
      tx,
      sql`select label, detail from kit.steps where entity_id = ${id} and step = 'change-times'`,
    ),
  )
  expect(step).toEqual({ label: '修改时间', detail: { changes: ['成绩公示结束时间'] } })
})

test('S15.4 a published session is cancelled with its reason, a draft is not', async () => {
  const id = await acting((i) => createSession(i, { ...head('pilot'), windows, lines: pilotLines }))
  await expect(acting((i) => cancelSession(i, id, 1, '误建'))).rejects.toMatchObject({
    answer: { code: 'state-changed' },
  })
  await acting((i) => publishSession(i, id, 1))
  await acting((i) => cancelSession(i, id, 2, '改期'))
  expect(
    await t.db((tx) =>
      one(tx, sql`select reason, to_state from kit.steps where entity_id = ${id} and step = 'cancel'`),
    ),
  ).toEqual({ reason: '改期', to_state: 'cancelled' })
})

test('the industry door: a line closes by itself and has a planned and an actual day; both subjects share one sitting time', async () => {
  const sitting = [{ startsAt: at(28), endsAt: at(28, 8) }]
  const id = await acting((i) =>
    createSession(i, {
      ...head('industry'),
      windows: noWindows,
      lines: [
        {
          credentialId: credential,
          registerStart: at(1),
          registerEnd: at(7),
          plannedOn: '2030-01-28',
          actualOn: '2030-01-29',
          subjects: [
            { subjectId: written, sittings: sitting },
            { subjectId: practical, sittings: sitting },
          ],
        },
        {
          credentialId: idOf('credential 50800003'),
          registerStart: at(1),
          registerEnd: at(9),
          plannedOn: '2030-01-30',
          subjects: [],
        },
      ],
    }),
  )
  const lines = await t.db((tx) => linesOf(tx, id))
  expect(lines.map((l) => [l.registerEnd, l.plannedOn, l.actualOn])).toEqual([
    [at(7), '2030-01-28', '2030-01-29'],
    [at(9), '2030-01-30', null],
  ])
  expect(await t.db((tx) => sessionOf(tx, id))).toMatchObject({ firstStart: at(28), registerStart: null })
})

test('the school door: a class gets any number of 考次 for one subject, one by one, also after it was approved', async () => {
  const id = await acting((i) =>
    createSession(i, {
      ...head('school'),
      windows: noWindows,
      lines: [{ credentialId: credential, subjects: [{ subjectId: written, sittings: [] }] }],
    }),
  )
  await acting((i) => publishSession(i, id, 1))
  const subject = (await t.db((tx) => linesOf(tx, id)))[0]?.subjects[0]?.id as string
  await acting((i) =>
    replaceSittings(i, subject, [
      { startsAt: at(2), endsAt: at(2, 1) },
      { startsAt: at(5), endsAt: at(5, 1) },
    ]),
  )
  expect((await t.db((tx) => linesOf(tx, id)))[0]?.subjects[0]?.sittings.map((s) => s.startsAt)).toEqual([at(2), at(5)])
  expect(await t.db((tx) => sessionOf(tx, id))).toMatchObject({ firstStart: at(2), lastEnd: at(5, 1) })
})

test('P-5.2.2-04 当前阶段 is the same in SQL and in TypeScript at every edge, one second before and one after', async () => {
  const id = await acting((i) => createSession(i, { ...head('pilot'), windows, lines: pilotLines }))
  await acting((i) => publishSession(i, id, 1))
  const s = (await t.db((tx) => sessionOf(tx, id))) as Session
  const edges = Object.values({ ...windows, firstStart: s.firstStart, lastEnd: s.lastEnd }) as string[]
  const moments = edges.flatMap((e) => [-1000, 0, 1000].map((ms) => new Date(Date.parse(e) + ms).toISOString()))
  for (const now of moments) {
    const { stage } = await t.db((tx) =>
      one<{ stage: string }>(tx, sql`select ${stageSql(now)} as stage from sessions.sessions s where s.id = ${id}`),
    )
    expect([now, stage]).toEqual([now, stageOf(s, now)])
  }
})

test('P-5.2.2-03 the database itself refuses windows in the wrong order', async () => {
  const id = await acting((i) => createSession(i, { ...head('pilot'), windows, lines: pilotLines }))
  await expect(
    t.db((tx) => run(tx, sql`update sessions.sessions set register_end = ${at(5)} where id = ${id}`)),
  ).rejects.toMatchObject({ constraint: 'register_before_arrange' })
  await expect(
    t.db((tx) => run(tx, sql`update sessions.sessions set first_start = ${at(5)} where id = ${id}`)),
  ).rejects.toMatchObject({ constraint: 'arrange_before_exam' })
})
