import { by } from '#kit/pure/who.ts'
import type { FileDoor } from '#kit/server/room.ts'
import { isSealOf } from './store-seals.ts'

/** Seals (签章, 公章, 签名章) are opened by the organisation whose they are, and by nobody else. */
export const sealDoor: FileDoor = {
  purpose: 'seal',
  who: [by('school', 'organisations.read', 'own'), by('awarding-body', 'organisations.read', 'own')],
  mayOpen: ({ tx }, scope, fileId) => isSealOf(tx, scope, fileId),
}
