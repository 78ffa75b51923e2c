import type { Principal } from '#kit/pure/who.ts'
import type { AnswerOf } from '#kit/pure/operation.ts'
import { rows, sql } from '#kit/server/sql.ts'
import type { TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, type Login } from '../../../../seeds/test-world.ts'
import { addPlan, approveDeclaration, declaration, publishPlan, submitDeclaration } from '../index.ts'

/** A day and second of March 2031, UTC; far from the seed's own year. */
export const at = (text: string): string => `2031-03-${text}.000Z`
export const now = at('15T02:00:00')
export const cred = {
  junior: idOf('credential 50800001'),
  middle: idOf('credential 50800003'),
  b: idOf('credential 50900001'),
}
export const major = {
  ev: idOf('major 460702'),
  repair: idOf('major 500211'),
  smart: idOf('major 510107'),
  accounts: idOf('major 630302'),
}

let n = 0
export const planForm = (more: object = {}) => ({
  year: 2031,
  batch: `第${++n}批`,
  startAt: at('10T00:00:00'),
  endAt: at('20T00:00:00'),
  isByMajor: true,
  needsCityReview: false,
  scope: 'all' as const,
  credentialIds: [],
  ...more,
})
/** A published plan of the person's province. */
export async function openPlan(t: TestHouse, p: Principal, more: object = {}): Promise<string> {
  const { id } = await t.as(p, addPlan, planForm(more) as never)
  await t.as(p, publishPlan, { id, version: 1 })
  return id
}
/** A year of its own for a story, so that 同一证书同一等级，当年度只能申报一次 does not tie stories together. */
let year = 2031
export const freshYear = (): number => {
  year = year === 2100 ? 2000 : year + 1
  return year
}

export const byMajorForm = (planId: string, more: object = {}) => ({
  planId,
  credentialId: cred.junior,
  majors: [
    { majorId: major.ev, studentCount: 120, teacherCount: 6, applyCount: 60 },
    { majorId: major.repair, studentCount: 80, teacherCount: 4, applyCount: 40 },
  ],
  teacherInfo: '<p>专任教师10名</p>',
  siteInfo: '<p>实训中心一处</p>',
  ...more,
})
export const inTotalForm = (planId: string, more: object = {}) => ({
  planId,
  credentialId: cred.junior,
  applyTotal: 30,
  majors: [],
  teacherInfo: '<p>师资</p>',
  siteInfo: '<p>场地</p>',
  ...more,
})

export const seen = (t: TestHouse, p: Principal, id: string): Promise<AnswerOf<typeof declaration>> =>
  t.as(p, declaration, { id })

/** An approved declaration by majors (60 → 50, 40 → 40) of a fresh year. */
export async function approved(
  t: TestHouse,
  who: Record<Login, Principal>,
  school: Login = 'sch',
): Promise<{ id: string; year: number; planId: string }> {
  const y = freshYear()
  const planId = await openPlan(t, who.prv, { year: y })
  const { id, version } = await t.as(who[school], submitDeclaration, byMajorForm(planId))
  await t.as(who.prv, approveDeclaration, { id, version, majors: [{ majorId: major.ev, count: 50 }] })
  return { id, year: y, planId }
}

export const letters = (
  t: TestHouse,
  to: string,
): Promise<{ title: string; text: string; area: string | null; link: string | null }[]> =>
  t.db((tx) =>
    rows<{ title: string; text: string; area: string | null; link: string | null }>(
      tx,
      sql`select title, text, area, link from messages.messages where to_organisation = ${idOf(to)} order by at desc, ctid desc`,
    ),
  )
export const isPilot = async (t: TestHouse, school: string): Promise<boolean> =>
  (
    await t.db((tx) =>
      rows<{ p: boolean }>(tx, sql`select is_pilot as p from organisations.schools where id = ${idOf(school)}`),
    )
  )[0]?.p ?? false
