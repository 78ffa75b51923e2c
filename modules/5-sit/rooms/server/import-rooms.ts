import { phaseAt } from '#kit/pure/phases.ts'
import { refusalOf } from '#kit/pure/refusal.ts'
import { fault, sheetImport, type Faults, type SheetRow } from '#kit/server/import.ts'
import { judgeRoomRow, type RoomFacts, type RoomWish } from '../import-rules.ts'
import { roomSheet, type RoomCells } from '../sheets.ts'
import { words } from '../words.ts'
import { roomPhases } from '../workflow.ts'
import { choicesOf } from './read-choices.ts'
import { factsFor } from './read-facts.ts'
import { insertRooms, removeRooms, roomsForUndo } from './store.ts'

interface Judged {
  readonly faults: Faults
  readonly good: readonly { readonly at: number; readonly wish: RoomWish }[]
}
function judge(rows: readonly SheetRow<keyof RoomCells>[], facts: RoomFacts): Judged {
  const faults: Faults = new Map()
  const good: { at: number; wish: RoomWish }[] = []
  rows.forEach((row, at) => {
    const judged = judgeRoomRow(row.values, facts)
    if ('found' in judged) good.push({ at, wish: judged.found })
    else for (const f of judged.faults) fault(faults, at, f.field, f.why, f.suggestion)
  })
  return { faults, good }
}
const numbers = (rows: readonly SheetRow<keyof RoomCells>[]): string[] => rows.map((r) => r.values.planNumber)

/** I4 批量导入考场信息 (P-5.2.5-09): the same guards as 设置考场, a whole chunk by a few statements. */
export const importRooms = sheetImport({
  sheet: roomSheet,
  async choices({ tx, now, principal }) {
    const c = await choicesOf(tx, principal, now)
    return { planNumber: c.plans.map((p) => p.number), siteName: c.sites.map((s) => s.name) }
  },
  async check(inside, scope, _given, rows) {
    return judge(rows, await factsFor(inside, scope, numbers(rows), false)).faults
  },
  async apply(inside, scope, _given, rows, importId) {
    const { faults, good } = judge(rows, await factsFor(inside, scope, numbers(rows), true))
    const made = await insertRooms(
      inside.tx,
      good.map((g) => g.wish),
      inside.principal.organisationId as string,
      importId,
    )
    // Names differing in case alone in one file, or taken while we looked: the index of the database has the last word.
    good.forEach((g, i) => {
      if (!made.has(i)) fault(faults, g.at, 'name', words['name-taken'].says)
    })
    const mixed = good.filter((g, i) => made.has(i) && g.wish.isMixed).length
    return { made: [...made.values()], faults, notes: { mixed } }
  },
  async undo(inside, scope, made, importId) {
    const rooms = await roomsForUndo(inside.tx, scope, made)
    const begun = rooms.filter(
      (r) =>
        phaseAt(roomPhases, { arrangeStart: r.arrangeStart, arrangeEnd: r.arrangeEnd }, inside.now) !==
        'before-seating',
    )
    if (begun.length) throw refusalOf('undo-begun', words['undo-begun'], { count: begun.length })
    await removeRooms(
      inside.tx,
      rooms.map((r) => r.id),
    )
    await inside.trail({ entity: 'room', changes: { undone: importId, rooms: rooms.length } })
  },
  say: ({ mixed = 0 }) => (mixed ? [`其中${mixed}个考场的科目包含多种考试方式，请确认考场支持`] : []),
})
