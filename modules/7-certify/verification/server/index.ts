import type { ServerRoom } from '#kit/server/room.ts'
import { checkByCodeHandler, checkByDigestHandler, checkByNumberHandler } from './check.ts'

export { checkByCodeHandler, checkByDigestHandler, checkByNumberHandler } from './check.ts'
export const room: ServerRoom = { module: 'verification', handlers: [checkByCodeHandler, checkByNumberHandler, checkByDigestHandler] }
