import { handle } from '#kit/server/handle.ts'
import type { Inside } from '#kit/server/context.ts'
import { organisationSuspended } from '../events.ts'
import { completeProfile, editAwardingBody, editOwnBody, editSchool, enableBody, suspendBody } from '../operations.ts'
import { isCreditCode } from '../rules.ts'
import { awardingBodyOf, saveBody, saveBodyNames, saveSchool, setStatus } from './store.ts'

/** A file of this purpose that the caller's organisation owns; the upload has already checked and re-encoded the image. */
async function isImage(inside: Inside, fileId: string | undefined, types: readonly string[]): Promise<boolean> {
  if (!fileId) return true
  const f = await inside.house.files.read(inside.tx, fileId)
  return !!f && types.includes(f.file.type) && f.file.size <= 5 * 1024 * 1024
}

export const editSchoolHandler = handle(editSchool, async (ctx) => {
  const { input, tx, principal, refuse, trail } = ctx
  if (!(await isImage(ctx, input.sealFileId, ['image/png', 'image/jpeg']))) return refuse('wrong-image')
  const saved = await saveSchool(tx, principal.organisationId as string, input.version, input, input.sealFileId ?? null)
  if (!saved) return refuse('state-changed')
  await trail({ entity: 'school', id: principal.organisationId, changes: { sealChanged: !!input.sealFileId } })
  return saved
})
export const completeProfileHandler = handle(completeProfile, async ({ input, tx, principal, refuse, trail }) => {
  const saved = await saveSchool(tx, principal.organisationId as string, input.version, input, null)
  if (!saved) return refuse('state-changed')
  await trail({ entity: 'school', id: principal.organisationId, to: '院校基础信息已完善' })
  return saved
})
export const editOwnBodyHandler = handle(editOwnBody, async (ctx) => {
  const { input, tx, principal, refuse, trail } = ctx
  for (const f of [input.officialSealFileId, input.signatureSealFileId]) if (!(await isImage(ctx, f, ['image/png']))) return refuse('not-png')
  const saved = await saveBody(tx, principal.organisationId as string, input.version, input, {
    official: input.officialSealFileId ?? null,
    signature: input.signatureSealFileId ?? null,
  })
  if (!saved) return refuse('state-changed')
  await trail({ entity: 'awarding-body', id: principal.organisationId, changes: { official: !!input.officialSealFileId, signature: !!input.signatureSealFileId } })
  return saved
})
export const editAwardingBodyHandler = handle(
  editAwardingBody,
  async ({ input, tx, refuse, trail }) => {
    const before = await awardingBodyOf(tx, input.id)
    if (!before) return refuse('not-found')
    if (!isCreditCode(input.creditCode) && input.creditCode !== before.creditCode) return refuse('credit-code-wrong')
    const saved = await saveBody(tx, input.id, input.version, input, { official: null, signature: null })
    if (!saved) return refuse('state-changed')
    await saveBodyNames(tx, input.id, input.name, input.creditCode)
    await trail({ entity: 'awarding-body', id: input.id, changes: { before: before.name, after: input.name } })
    return saved
  },
  { constraints: { awarding_body_credit_code_unique: 'credit-code-exists', organisation_name_unique: 'body-name-exists' } },
)
const switchBody = (operation: typeof suspendBody, to: 'active' | 'suspended') =>
  handle(operation, async ({ input, tx, refuse, trail, emit }) => {
    if (!(await awardingBodyOf(tx, input.id))) return refuse('not-found')
    if (!(await setStatus(tx, input.id, to))) return refuse('state-changed')
    await trail({ entity: 'awarding-body', id: input.id, to })
    if (to === 'suspended') await emit(organisationSuspended, { id: input.id })
    return { done: true as const }
  })
export const suspendBodyHandler = switchBody(suspendBody, 'suspended')
export const enableBodyHandler = switchBody(enableBody, 'active')
