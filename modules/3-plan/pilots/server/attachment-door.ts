import type { FileDoor } from '#kit/server/room.ts'
import { by } from '#kit/pure/who.ts'
import { mayReadAttachment } from './store-attachments.ts'

/** The PDF of a standard is opened by whoever may read the standard (P-3.1-03): its awarding body, and schools that applied. */
export const standardDoor: FileDoor = {
  purpose: 'standard',
  who: [by('school', 'standards.read', 'own'), by('awarding-body', 'standards.read', 'own')],
  mayOpen: (inside, scope, fileId) => mayReadAttachment(inside.tx, scope, fileId),
}
