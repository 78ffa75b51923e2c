import { tell } from '#messages/server'
import { setPilot } from '#organisations/server'
import type { Inside } from '#kit/server/context.ts'
import { approvedCounts, holdSchool } from './store-reviews.ts'

/** S16.2, P3-2.4-02: at least one approved declaration of a year makes the school 试点院校 of it; the first of all opens its menu (A34). */
export async function gained(inside: Inside, schoolId: string, year: number): Promise<void> {
  await holdSchool(inside.tx, schoolId)
  const { ofYear } = await approvedCounts(inside.tx, schoolId, year)
  await setPilot(inside, schoolId, true)
  if (ofYear !== 1) return
  await tell(inside, {
    to: schoolId,
    title: `本校已成为${year}年度试点院校`,
    text: '试点院校业务平台的全部菜单已开放。',
    link: '/declarations',
  })
}
/** S16.3: when the last approved declaration of a year is returned. The menu stays while any year has one. */
export async function lost(inside: Inside, schoolId: string, year: number): Promise<void> {
  await holdSchool(inside.tx, schoolId)
  const { any, ofYear } = await approvedCounts(inside.tx, schoolId, year)
  if (any === 0) await setPilot(inside, schoolId, false)
  if (ofYear > 0) return
  await tell(inside, {
    to: schoolId,
    title: `本校不再是${year}年度试点院校`,
    text: `${year}年度已没有审核通过的证书试点申报。`,
    link: '/declarations',
  })
}
