import { handle } from '#kit/server/handle.ts'
import { deleteInvigilator } from '../operations.ts'
import { deleteProblem } from '../rules.ts'
import { removeInvigilator, statusesOf, teacherForChange } from './store.ts'

/** P-5.2.11-05, S12.7 */
export const deleteInvigilatorHandler = handle(deleteInvigilator, async (ctx) => {
  const { tx, scope, refuse } = ctx
  const teacher = await teacherForChange(tx, scope, ctx.input.id)
  if (!teacher) return refuse('not-found')
  const problem = deleteProblem(await statusesOf(tx, teacher.id))
  if (problem) return refuse(problem)
  await removeInvigilator(tx, teacher.id)
  await ctx.trail({
    entity: 'invigilators',
    id: teacher.id,
    changes: { teacherNo: teacher.teacherNo, name: teacher.name, certificates: teacher.held.map((h) => h.credentialId) },
  })
  return { done: true as const }
})
