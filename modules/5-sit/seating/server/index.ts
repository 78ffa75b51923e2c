import type { ServerRoom } from '#kit/server/room.ts'
import { arrangementFlow, seatFlow } from '../workflow.ts'
import { arrangeCandidatesHandler, arrangeHandler, arrangementOutlookHandler } from './arrange.ts'
import { assignWatcherHandler, removeWatcherHandler, watcherChoicesHandler } from './assign-watchers.ts'
import { exportArrangements } from './export-arrangements.ts'
import { exportPlaces } from './export-places.ts'
import { exportSeats } from './export-seats.ts'
import { moveSeatHandler, swapSeatsHandler } from './move-seats.ts'
import { printDeskLabels, printDoorSheet, printSignInSheet } from './print-rooms.ts'
import { printRoomTickets, printTickets } from './print-tickets.ts'
import { followSittings, keepPlaces, keepSite } from './reactions.ts'
import { arrangementHandler, listArrangementsHandler } from './read-arrangements.ts'
import { placeHandler } from './read-place.ts'
import { listPlacesHandler, siteArrangementHandler } from './read-places.ts'
import { listSeatsHandler } from './read-seats.ts'
import { withdrawRoomHandler, withdrawSeatsHandler, withdrawSubjectHandler } from './withdraw.ts'

export const room: ServerRoom = {
  module: 'seating',
  handlers: [
    listArrangementsHandler,
    arrangementHandler,
    siteArrangementHandler,
    arrangementOutlookHandler,
    arrangeHandler,
    arrangeCandidatesHandler,
    withdrawSubjectHandler,
    withdrawRoomHandler,
    withdrawSeatsHandler,
    moveSeatHandler,
    swapSeatsHandler,
    listPlacesHandler,
    placeHandler,
    watcherChoicesHandler,
    assignWatcherHandler,
    removeWatcherHandler,
    listSeatsHandler,
  ],
  exports: [exportArrangements, exportPlaces, exportSeats],
  prints: [printDoorSheet, printDeskLabels, printSignInSheet, printRoomTickets, printTickets],
  reactions: [keepSite, keepPlaces, followSittings],
  workflows: [arrangementFlow, seatFlow],
}
