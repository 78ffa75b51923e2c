import { handle } from '#kit/server/handle.ts'
import { majorsRemoving } from '../events.ts'
import { editCredential } from '../operations.ts'
import { mayRenameCredential } from '../rules.ts'
import { credentialForChange, majorsOf, saveCredentialRow, setMajors } from './store.ts'

export const handleEditCredential = handle(
  editCredential,
  async ({ input, scope, tx, refuse, trail, emit }) => {
    const old = await credentialForChange(tx, scope, input.id)
    if (!old) return refuse('not-found')
    if (old.version !== input.version) return refuse('state-changed')
    if (!mayRenameCredential(old.status) && (old.name !== input.name || old.level !== input.level))
      return refuse('published-fixed')
    const before = (await majorsOf(tx, old.id)).map((m) => m.id)
    const removed = before.filter((m) => !input.majorIds.includes(m))
    // P-4.1-06: declarations and registrations stand below and say whether they use one.
    if (removed.length) await emit(majorsRemoving, { credentialId: old.id, majorIds: removed })
    if (await setMajors(tx, old.id, input.majorIds)) return refuse('major-unknown')
    await trail({
      entity: 'credential',
      id: old.id,
      changes: { name: [old.name, input.name], level: [old.level, input.level], majors: [before, input.majorIds] },
    })
    return saveCredentialRow(tx, old.id, input)
  },
  { constraints: { credential_unique: 'credential-exists' } },
)
