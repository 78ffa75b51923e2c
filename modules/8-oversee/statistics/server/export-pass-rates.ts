import type { Export } from '#kit/server/room.ts'
import { groupings, passRate, passRateExports, passRateQuery, type Grouping } from '../index.ts'
import { groupsOf } from './read-pass-rates.ts'

/** A sheet of groups is small: schools × certificates of one asker. */
const mostRows = 100_000
const exportOf = (grouping: Grouping, perSchool: boolean): Export => ({
  sheet: passRateExports[grouping][perSchool ? 'perSchool' : 'whole'],
  input: passRateQuery,
  async page(inside, scope, query) {
    const { filter } = passRateQuery.parse(query)
    const groups = await groupsOf(inside, scope, { ...filter, grouping, perSchool }, mostRows)
    return { next: null, rows: groups.map((g) => ({ ...g, rate: passRate(g) })) }
  },
})
/** X14 */
export const exports = (Object.keys(groupings) as Grouping[]).flatMap((g) => [exportOf(g, false), exportOf(g, true)])
