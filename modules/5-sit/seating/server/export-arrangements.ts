import type { Export } from '#kit/server/room.ts'
import { arrangementQuery } from '../operations-arrange.ts'
import { arrangementExport } from '../sheets.ts'
import { sittingTime } from '../times.ts'
import { arrangementLabel } from '../workflow.ts'
import { exportedRooms, exportedSubjects } from './read-exports.ts'

/** P-5.2.8.1-05, X6: of the ticked subjects, else of all the question finds; one row per room. */
export const exportArrangements: Export = {
  sheet: arrangementExport,
  input: arrangementQuery,
  async page(inside, scope, query, after) {
    const subjects = await exportedSubjects(inside, scope, arrangementQuery.parse(query), after)
    const rooms = await exportedRooms(inside, scope, subjects.rows.map((s) => s.id))
    return {
      next: subjects.next,
      rows: subjects.rows.flatMap(({ id, startsAt, endsAt, status, ...s }) => {
        const common = { ...s, time: sittingTime(startsAt, endsAt), status: arrangementLabel(status) }
        const here = rooms.get(id) ?? []
        return here.length ? here.map((r) => ({ ...common, ...r })) : [common]
      }),
    }
  },
}
