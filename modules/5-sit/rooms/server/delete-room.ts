import { phaseAt } from '#kit/pure/phases.ts'
import { handle } from '#kit/server/handle.ts'
import { deleteRoom } from '../operations.ts'
import { roomPhases } from '../workflow.ts'
import { removeRooms, roomForChange } from './store.ts'

/** S4.6 P-5.2.5-15 */
export const deleteRoomHandler = handle(deleteRoom, async ({ input, tx, scope, now, refuse, trail }) => {
  const room = await roomForChange(tx, scope, input.id)
  if (!room) return refuse('not-found')
  if (phaseAt(roomPhases, { arrangeStart: room.arrangeStart, arrangeEnd: room.arrangeEnd }, now) !== 'before-seating')
    return refuse('only-before-seating')
  await removeRooms(tx, [room.id])
  await trail({ entity: 'room', id: room.id, to: 'deleted', changes: { name: room.name, sessionId: room.sessionId } })
  return { done: true as const }
})
