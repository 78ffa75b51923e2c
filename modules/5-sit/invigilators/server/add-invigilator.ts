import { readDocument } from '#candidates'
import { personsOf } from '#people/server'
import { handle } from '#kit/server/handle.ts'
import { addInvigilator } from '../operations.ts'
import { dayInChina } from '../rules.ts'
import { insertInvigilators, insertQualifications } from './store.ts'
import { certificatesToAsk } from './store-certificates.ts'
import { schoolOf, submitted } from './submitting.ts'

/** P-5.2.11-02, S12.1 */
export const addInvigilatorHandler = handle(addInvigilator, async (ctx) => {
  const { input } = ctx
  const document = readDocument(input.idType, input.idNo, dayInChina(ctx.now))
  if (!document.ok) return ctx.invalid([{ path: 'idNo', message: document.why }])
  const certificates = await certificatesToAsk(ctx, input.credentialIds)
  if (!certificates) return ctx.refuse('not-pilot-credential')
  const school = schoolOf(ctx)
  const [personId] = await personsOf(ctx, [{ idType: input.idType, idNo: document.idNo }])
  if (!personId) throw new Error('no person for a document')
  const [made] = await insertInvigilators(ctx, school, [{ ...input, idNo: document.idNo, personId }])
  if (!made) return ctx.refuse('already-exists')
  const asked = certificates.map((c) => ({ invigilatorId: made.id, credentialId: c.credentialId, awardingBodyId: c.awardingBodyId }))
  await submitted(ctx, await insertQualifications(ctx, school, asked), addInvigilator.label)
  await ctx.trail({ entity: 'invigilators', id: made.id, changes: { teacherNo: made.teacherNo, name: input.name } })
  return { id: made.id, teacherNo: made.teacherNo }
})
