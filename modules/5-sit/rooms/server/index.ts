import type { ServerRoom } from '#kit/server/room.ts'
import { copyRoomsHandler, earlierRoomsHandler } from './copy-rooms.ts'
import { deleteRoomHandler } from './delete-room.ts'
import { importRooms } from './import-rooms.ts'
import { roomChoicesHandler } from './read-choices.ts'
import { exportRooms, listRoomsHandler, roomHandler } from './read-rooms.ts'
import { editRoomHandler, setRoomHandler } from './set-room.ts'

export { roomsOf, type Room } from './read-rooms.ts'
export const room: ServerRoom = {
  module: 'rooms',
  handlers: [
    listRoomsHandler,
    roomHandler,
    roomChoicesHandler,
    setRoomHandler,
    editRoomHandler,
    deleteRoomHandler,
    earlierRoomsHandler,
    copyRoomsHandler,
  ],
  imports: [importRooms],
  exports: [exportRooms],
}
