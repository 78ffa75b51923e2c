import { handle } from '#kit/server/handle.ts'
import { addMajor } from '../operations.ts'
import { addMajorRow } from './store-majors.ts'

export const handleAddMajor = handle(
  addMajor,
  async ({ input, tx, trail }) => {
    const made = await addMajorRow(tx, input)
    await trail({ entity: 'major', id: made.id, changes: { ...input } })
    return made
  },
  { constraints: { major_unique: 'major-exists' } },
)
