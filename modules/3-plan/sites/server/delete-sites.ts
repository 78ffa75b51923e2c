import { handle } from '#kit/server/handle.ts'
import { deleteSite, deleteSites } from '../operations.ts'
import { isOpenToSchool, undeletable } from '../rules.ts'
import { words } from '../words.ts'
import { removeSites, siteForChange, sitesForChange } from './store.ts'

/** A site that once was approved and then returned may have rooms, assignments, tickets or records: those say no. */
const constraints = {
  rooms_site_id_fkey: 'site-used',
  site_assignments_site_id_fkey: 'site-used',
  tickets_site_id_fkey: 'site-used',
  seats_site_id_fkey: 'site-used',
  site_serials_site_id_fkey: 'site-used',
  records_site_id_fkey: 'site-used',
} as const

/** S3.7 */
export const deleteSiteHandler = handle(
  deleteSite,
  async ({ input, tx, scope, refuse, trail }) => {
    const site = await siteForChange(tx, scope, input.id)
    if (!site) return refuse('not-found')
    if (!isOpenToSchool(site.status)) return refuse('only-deletable')
    await removeSites(tx, [site.id])
    await trail({ entity: 'site', id: site.id, from: site.status, to: 'deleted', changes: { name: site.name } })
    return { done: true as const }
  },
  { constraints },
)

/** P-5.2.4.1-10, P-0-08: every row is checked first; one that is unfit stops all and is named. */
export const deleteSitesHandler = handle(
  deleteSites,
  async ({ input, tx, scope, refuse, trail }) => {
    const ids = [...new Set(input.ids)]
    const found = await sitesForChange(tx, scope, ids)
    if (found.length !== ids.length) return refuse('not-found')
    const unfit = undeletable(found.map((s) => s.status))
    if (unfit.length) return refuse('rows-unfit', { rows: unfit.join('、'), reason: words['only-deletable'].says })
    await removeSites(tx, ids)
    for (const s of found)
      await trail({ entity: 'site', id: s.id, from: s.status, to: 'deleted', changes: { name: s.name } })
    return { deleted: found.length }
  },
  { constraints },
)
