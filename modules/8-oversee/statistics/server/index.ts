import type { ServerRoom } from '#kit/server/room.ts'
import { exports } from './export-pass-rates.ts'
import { passRatesHandler } from './read-pass-rates.ts'

export const room: ServerRoom = { module: 'statistics', handlers: [passRatesHandler], exports }
