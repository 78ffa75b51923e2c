import { handle } from '#kit/server/handle.ts'
import { editMajor } from '../operations.ts'
import { majorForChange, renameMajor } from './store-majors.ts'

export const handleEditMajor = handle(editMajor, async ({ input, tx, refuse, trail }) => {
  const old = await majorForChange(tx, input.id)
  if (!old) return refuse('not-found')
  if (old.version !== input.version) return refuse('state-changed')
  await trail({ entity: 'major', id: input.id, changes: { name: [old.name, input.name] } })
  return renameMajor(tx, input.id, input.name)
})
