import { handle } from '#kit/server/handle.ts'
import { subjectChanging } from '../events.ts'
import { editSubject } from '../operations.ts'
import { subjectChange } from '../rules.ts'
import { saveSubjectRow, setTargets, subjectForChange } from './store-subjects.ts'

export const handleEditSubject = handle(
  editSubject,
  async ({ input, scope, tx, refuse, trail, emit }) => {
    const old = await subjectForChange(tx, scope, input.id)
    if (!old) return refuse('not-found')
    if (old.version !== input.version) return refuse('state-changed')
    // P-5.2.1-04: published plans stand below and say whether they hold the subject.
    if (subjectChange(old, input) === 'more')
      await emit(subjectChanging, { subjectId: old.id, credentialId: old.credentialId })
    if (!(await setTargets(tx, old.id, old.credentialId, input.targetTypeIds))) return refuse('target-foreign')
    const { id: _id, credentialId: _of, status: _status, version: _version, ...before } = old
    await trail({ entity: 'subject', id: old.id, changes: { before, after: { ...input } } })
    return saveSubjectRow(tx, old.id, input)
  },
  { constraints: { subject_name_unique: 'subject-name-taken' } },
)
