import { readDocument } from '#candidates'
import type { IdType } from '#people'
import { personsOf } from '#people/server'
import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { editInvigilator } from '../operations.ts'
import { dayInChina, planEdit } from '../rules.ts'
import { qualificationFlow } from '../workflow.ts'
import { insertQualifications, removeQualifications, statusesOf, teacherForChange, writeParticulars } from './store.ts'
import { certificatesToAsk } from './store-certificates.ts'
import { askBodies, schoolOf, submitted } from './submitting.ts'

/** P-5.2.11-04, S12.1, S12.4, S12.5, S12.6 */
export const editInvigilatorHandler = handle(
  editInvigilator,
  async (ctx) => {
    const { input, tx, scope, refuse } = ctx
    const teacher = await teacherForChange(tx, scope, input.id)
    if (!teacher) return refuse('not-found')
    if (teacher.version !== input.version) return refuse('state-changed')
    const idType = (input.idType ?? teacher.idType) as IdType
    if (idType !== teacher.idType && input.idNo === undefined)
      return ctx.invalid([{ path: 'idNo', message: '请输入证件号码' }])
    const document = input.idNo === undefined ? null : readDocument(idType, input.idNo, dayInChina(ctx.now))
    if (document && !document.ok) return ctx.invalid([{ path: 'idNo', message: document.why }])
    const [personId] = document ? await personsOf(ctx, [{ idType, idNo: document.idNo }]) : []
    const name = input.name ?? teacher.name
    const isOther = personId !== undefined && personId !== teacher.personId
    const plan = planEdit(teacher.held, {
      credentialIds: input.credentialIds,
      changesIdentity: name !== teacher.name || isOther,
      hasCertified: (await statusesOf(tx, teacher.id)).includes('certified'),
    })
    if (plan === 'certified-kept')
      return refuse(plan, {
        certs: teacher.held
          .filter((h) => h.status === 'certified' && !input.credentialIds.includes(h.credentialId))
          .map((h) => `${h.certName}(${h.certLevel})`)
          .join('、'),
      })
    if (plan === 'identity-fixed') return refuse(plan)
    const certificates = await certificatesToAsk(ctx, plan.add)
    if (!certificates) return refuse('not-pilot-credential')
    await writeParticulars(ctx, teacher.id, {
      name,
      document: document && personId && isOther ? { personId, idType, idNo: document.idNo } : null,
      mobile: input.mobile ?? null,
    })
    await removeQualifications(tx, plan.remove.map((r) => r.id))
    const asked = certificates.map((c) => ({ invigilatorId: teacher.id, credentialId: c.credentialId, awardingBodyId: c.awardingBodyId }))
    await submitted(ctx, await insertQualifications(ctx, schoolOf(ctx), asked), editInvigilator.label)
    if (plan.resubmit.length) {
      await takeStep(ctx, qualificationFlow, 'resubmit', 'invigilators.qualifications', plan.resubmit.map((r) => r.id))
      await askBodies(ctx, plan.resubmit)
    }
    await ctx.trail({
      entity: 'invigilators',
      id: teacher.id,
      changes: {
        name: [teacher.name, name],
        isDocumentChanged: isOther,
        isMobileChanged: input.mobile !== undefined,
        added: plan.add,
        removed: plan.remove.map((r) => r.credentialId),
      },
    })
    return { id: teacher.id, version: teacher.version + 1 }
  },
  { constraints: { invigilator_once: 'already-exists' } },
)
