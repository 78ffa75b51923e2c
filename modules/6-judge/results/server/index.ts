import type { ServerRoom } from '#kit/server/room.ts'
import { queryScoresHandler } from './query-scores.ts'
import { followEnrolments, followScores } from './reactions.ts'
import { exportResults } from './read-export.ts'
import { listResultsHandler, resultHandler } from './read-results.ts'

export { queryScoresHandler } from './query-scores.ts'
export const room: ServerRoom = {
  module: 'results',
  handlers: [listResultsHandler, resultHandler, queryScoresHandler],
  exports: [exportResults],
  reactions: [followEnrolments, followScores],
}
