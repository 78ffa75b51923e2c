import { displayName } from '#credentials'
import { authorityOf } from '#organisations/server'
import { tell, tellAll, type Letter } from '#messages/server'
import type { Inside } from '#kit/server/context.ts'
import type { DeclarationForChange } from './store.ts'

/** An instant as people here read it: 2021-10-14 00:00, Asia/Shanghai (+08:00 all year). */
export const shanghai = (iso: string): string =>
  new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

const named = (d: DeclarationForChange): string => `${d.year}年${displayName(d.certName, d.certLevel)}`

const letter = (d: DeclarationForChange, title: string, text: string): Letter => ({
  to: d.schoolId,
  area: 'pilots',
  title,
  text: `${named(d)}：${text}`,
  link: `/declarations?open=${d.id}`,
})
export const tellSchool = (inside: Inside, d: DeclarationForChange, title: string, text: string): Promise<number> =>
  tell(inside, letter(d, title, text))
export const tellSchools = (
  inside: Inside,
  title: string,
  of: readonly { d: DeclarationForChange; text: string }[],
): Promise<number> =>
  tellAll(
    inside,
    of.map((o) => letter(o.d, title, o.text)),
  )

/** S2.2, S2.5: who reviews next hears of it. A region without an active unit has nobody to tell. */
export async function tellReviewer(inside: Inside, d: DeclarationForChange, level: 'city' | 'province'): Promise<void> {
  const unit = await authorityOf(inside.tx, level, d.regionCode)
  if (!unit) return
  await tell(inside, {
    to: unit.id,
    area: 'pilots',
    title: level === 'city' ? '有证书试点申报待初审' : '有证书试点申报待审核',
    text: `${d.schoolName}申报了${named(d)}。`,
    link: `/declarations?open=${d.id}`,
  })
}
