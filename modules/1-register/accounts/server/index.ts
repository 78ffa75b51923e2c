import { organisationSuspended } from '#organisations'
import { reaction } from '#kit/server/context.ts'
import type { ServerRoom } from '#kit/server/room.ts'
import * as bodies from './bodies.ts'
import { pictureCodeHandler, sendMobileCodeHandler } from './codes.ts'
import * as platform from './platform.ts'
import * as reads from './read-accounts.ts'
import * as signIn from './sign-in.ts'
import { endSessionsOf } from './store.ts'
import * as users from './users.ts'

export { foundPlatform } from './found.ts'
export { hashPassword } from './passwords.ts'
export { isPictureCode, pictureCodeHandler } from './codes.ts'
export { principalOf } from './store.ts'
const { maskMobile: _m, makePassword: _p, ...userHandlers } = users
export const room: ServerRoom = {
  module: 'accounts',
  handlers: [pictureCodeHandler, sendMobileCodeHandler, ...Object.values(signIn), ...Object.values(userHandlers), ...Object.values(bodies), ...Object.values(platform), ...Object.values(reads)],
  reactions: [
    reaction(organisationSuspended, async ({ tx }, { id }) => {
      await endSessionsOf(tx, id, '机构停用')
    }),
  ],
}
