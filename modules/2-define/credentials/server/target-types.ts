import { handle } from '#kit/server/handle.ts'
import { addTargetType, deleteTargetType } from '../operations.ts'
import { credentialForChange } from './store.ts'
import { addTargetTypeRow, deleteTargetTypeRow, targetTypeForChange } from './store-subjects.ts'

export const handleAddTargetType = handle(
  addTargetType,
  async ({ input, scope, tx, refuse, trail }) => {
    const of = await credentialForChange(tx, scope, input.credentialId)
    if (!of) return refuse('not-found')
    const made = await addTargetTypeRow(tx, of.id, input.name)
    await trail({ entity: 'target-type', id: made.id, changes: { credentialId: of.id, name: made.name } })
    return made
  },
  { constraints: { target_type_unique: 'target-exists' } },
)
export const handleDeleteTargetType = handle(
  deleteTargetType,
  async ({ input, scope, tx, refuse, trail }) => {
    const old = await targetTypeForChange(tx, scope, input.id)
    if (!old) return refuse('not-found')
    await deleteTargetTypeRow(tx, old.id)
    await trail({ entity: 'target-type', id: old.id, changes: { credentialId: old.credentialId, name: old.name } })
    return null
  },
  {
    constraints: {
      subject_targets_target_type_id_fkey: 'target-in-use',
      enrolments_target_type_id_fkey: 'target-in-use',
    },
  },
)
