import type { ServerRoom } from '#kit/server/room.ts'
import { readUnmaskings } from './read-unmaskings.ts'

export { identitiesOf, identityOf, personByDocument, personsOf } from './store.ts'
export const room: ServerRoom = { module: 'people', handlers: [readUnmaskings] }
