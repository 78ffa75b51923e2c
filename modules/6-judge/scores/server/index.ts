import type { ServerRoom } from '#kit/server/room.ts'
import { editScoreHandler } from './edit-score.ts'
import { importScores, recordScoreHandler } from './import-scores.ts'
import { scoreChoicesHandler } from './read-choices.ts'
import { exportScores } from './read-export.ts'
import { listScoresHandler, scoreHandler } from './read-scores.ts'

export const room: ServerRoom = {
  module: 'scores',
  handlers: [listScoresHandler, scoreHandler, scoreChoicesHandler, recordScoreHandler, editScoreHandler],
  imports: [importScores],
  exports: [exportScores],
}
