import { tell, tellAll } from '#messages/server'
import { setPilot } from '#organisations/server'
import type { Inside } from '#kit/server/context.ts'
import { holdSchools, standingsOf } from './store-reviews.ts'

/**
 * S16.2, P3-2.4-02: at least one approved declaration of a year makes the school 试点院校 of it; the first of all opens its menu (A34).
 * Told after these declarations were approved, for all of them at once.
 */
export async function gained(inside: Inside, approved: readonly { schoolId: string; year: number }[]): Promise<void> {
  await holdSchools(
    inside.tx,
    approved.map((a) => a.schoolId),
  )
  const standings = await standingsOf(inside.tx, approved)
  for (const schoolId of new Set(standings.filter((s) => !s.isPilot).map((s) => s.schoolId)))
    await setPilot(inside, schoolId, true)
  const now = (s: { schoolId: string; year: number }): number =>
    approved.filter((a) => a.schoolId === s.schoolId && a.year === s.year).length
  await tellAll(
    inside,
    standings
      .filter((s) => s.ofYear === now(s))
      .map((s) => ({
        to: s.schoolId,
        title: `本校已成为${s.year}年度试点院校`,
        text: '试点院校业务平台的全部菜单已开放。',
        link: '/declarations',
      })),
  )
}
/** S16.3: when the last approved declaration of a year is returned. The menu stays while any year has one. */
export async function lost(inside: Inside, schoolId: string, year: number): Promise<void> {
  await holdSchools(inside.tx, [schoolId])
  const [standing] = await standingsOf(inside.tx, [{ schoolId, year }])
  if (standing?.any === 0) await setPilot(inside, schoolId, false)
  if (standing?.ofYear !== 0) return
  await tell(inside, {
    to: schoolId,
    title: `本校不再是${year}年度试点院校`,
    text: `${year}年度已没有审核通过的证书试点申报。`,
    link: '/declarations',
  })
}
