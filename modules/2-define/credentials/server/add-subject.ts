import { handle } from '#kit/server/handle.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { addSubject } from '../operations.ts'
import { nextSubjectNo, subjectNoFits } from '../rules.ts'
import { subjectFlow } from '../workflow.ts'
import { credentialForChange } from './store.ts'
import { addSubjectRow, highestSubjectNo, setTargets } from './store-subjects.ts'

export const handleAddSubject = handle(
  addSubject,
  async (ctx) => {
    const { input, scope, tx, refuse, invalid } = ctx
    const of = await credentialForChange(tx, scope, input.credentialId)
    if (!of) return refuse('not-found')
    if (input.subjectNo && !subjectNoFits(input.subjectNo, of.certNo))
      return invalid([{ path: 'subjectNo', message: `科目编号前8位应为证书编号${of.certNo}` }])
    const subjectNo =
      input.subjectNo ?? nextSubjectNo(of.certNo, await highestSubjectNo(tx, of.id)) ?? refuse('subject-no-exhausted')
    const { id } = await addSubjectRow(tx, of.id, subjectNo, input)
    if (!(await setTargets(tx, id, of.id, input.targetTypeIds))) return refuse('target-foreign')
    await recordSteps(ctx, subjectFlow, 'add', [{ id, from: null }], 'draft', { label: '新增科目' })
    return { id, subjectNo }
  },
  { constraints: { subject_no_unique: 'subject-no-taken', subject_name_unique: 'subject-name-taken' } },
)
