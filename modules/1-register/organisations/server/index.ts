import type { ServerRoom } from '#kit/server/room.ts'
import * as edit from './edit-organisations.ts'
import * as library from './library.ts'
import * as readLibrary from './read-library.ts'
import * as readOrganisations from './read-organisations.ts'
import { sealDoor } from './seal-door.ts'

export {
  addAwardingBodyRow, addOrganisation, addSchool, authorityOf, awardingBodyOf, entryOf, organisationOf, removeSchool, schoolOf, setContactMobile, setPilot, type Entry,
} from './store.ts'
export const room: ServerRoom = {
  module: 'organisations',
  handlers: [...Object.values(library), ...Object.values(edit), ...Object.values(readLibrary), ...Object.values(readOrganisations)],
  files: [sealDoor],
}
