import { handle } from '#kit/server/handle.ts'
import { deleteMajor } from '../operations.ts'
import { deleteMajorRow } from './store-majors.ts'

export const handleDeleteMajor = handle(
  deleteMajor,
  async ({ input, tx, refuse, trail }) => {
    const gone = await deleteMajorRow(tx, input.id)
    if (!gone) return refuse('not-found')
    await trail({ entity: 'major', id: input.id, reason: input.reason ?? null, changes: { ...gone } })
    return null
  },
  // Who uses a major says so by its foreign key: certificates here, declarations, candidates and enrolments below.
  {
    constraints: {
      credential_majors_major_id_fkey: 'major-referenced',
      declaration_majors_major_id_fkey: 'major-referenced',
      candidates_major_id_fkey: 'major-referenced',
      enrolments_major_id_fkey: 'major-referenced',
    },
  },
)
