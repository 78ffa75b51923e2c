import type { ServerRoom } from '#kit/server/room.ts'
import { sessionWorkflow } from '../workflow.ts'

export {
  cancelSession,
  changeTimes,
  createSession,
  publishSession,
  replaceSittings,
  reviseSession,
  sessionForChange,
  touchSession,
  type SessionInput,
} from './sessions.ts'
export { linesOf, sessionOf, stageSql } from './store.ts'
export const room: ServerRoom = { module: 'sessions', handlers: [], workflows: [sessionWorkflow] }
