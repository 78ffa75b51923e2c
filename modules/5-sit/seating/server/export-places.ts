import { fullNameOf } from '#packages/regions/index.ts'
import type { Export } from '#kit/server/room.ts'
import { placeQuery } from '../operations-places.ts'
import { joinedPeople } from '../rules.ts'
import { placeExport } from '../sheets.ts'
import { sittingTime } from '../times.ts'
import { exportedPlaces } from './read-exports.ts'
import { sittersOf, watchersOf } from './read-places.ts'

/** P-5.2.8.2-07, X7: of the ticked rooms, else of all the question finds; a school that is not the host names its own candidates only. */
export const exportPlaces: Export = {
  sheet: placeExport,
  input: placeQuery,
  async page(inside, scope, query, after) {
    const page = await exportedPlaces(inside, scope, placeQuery.parse(query), after)
    const ids = page.rows.map((p) => p.id)
    const sitters = await sittersOf(inside, scope, ids)
    const watchers = await watchersOf(inside, ids)
    return {
      next: page.next,
      rows: page.rows.map(({ id, startsAt, endsAt, region, ...p }) => {
        const watching = watchers.get(id) ?? []
        return {
          ...p,
          time: sittingTime(startsAt, endsAt),
          regionName: fullNameOf(region) ?? '',
          sitters: joinedPeople((sitters.get(id) ?? []).map((s) => `${s.name}(${s.ticketNo})`)),
          watchers: joinedPeople(watching.map((w) => `${w.name}(${w.teacherNo})`)),
          watcherPlaces: joinedPeople(watching.map((w) => `${w.regionName}(${w.schoolName})`)),
        }
      }),
    }
  },
}
