import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import type { Scope } from '#kit/server/scope.ts'
import { recordSteps, takeStep } from '#kit/server/steps.ts'
import { tell } from '#messages/server'
import { saveSite, submitSite } from '../operations.ts'
import { isOpenToSchool, siteName } from '../rules.ts'
import { siteWorkflow } from '../workflow.ts'
import { declarables, homeOf } from './read-choices.ts'
import { insertSite, siteForChange, siteOf, writeAttachments, writeSite, type SiteFields } from './store.ts'

interface Input extends SiteFields {
  readonly id?: string | undefined
  readonly version?: number | undefined
  readonly credentialId?: string | undefined
  readonly fileIds: readonly string[]
}
type Code = 'not-pilot-credential' | 'only-editable' | 'attachment-missing' | 'not-found' | 'state-changed'
type Ctx = Inside & { input: Input; scope: Scope; refuse(code: Code): never }

/** S3.1 makes a draft, S3.6 keeps the state it finds. Gives the id. */
async function save(ctx: Ctx): Promise<string> {
  const id = ctx.input.id ? await edit(ctx, ctx.input.id) : await declare(ctx)
  if ((await writeAttachments(ctx.tx, id, ctx.input.fileIds)) !== new Set(ctx.input.fileIds).size)
    return ctx.refuse('attachment-missing')
  return id
}

async function declare(ctx: Ctx): Promise<string> {
  const { input, tx, principal, refuse } = ctx
  const schoolId = principal.organisationId as string
  const credentialId = input.credentialId as string
  const certificate = (await declarables(tx, principal)).find((c) => c.id === credentialId)
  if (!certificate) return refuse('not-pilot-credential')
  const home = await homeOf(tx, schoolId)
  const { id } = await insertSite(tx, {
    ...input,
    name: siteName(home.name, certificate.certName, certificate.certLevel),
    schoolId,
    credentialId,
    awardingBodyId: certificate.awardingBodyId,
    regionCode: input.regionCode ?? home.regionCode,
  })
  await recordSteps(ctx, siteWorkflow, 'save', [{ id, from: null }], 'draft', { label: '保存' })
  return id
}

async function edit(ctx: Ctx, id: string): Promise<string> {
  const { input, tx, scope, refuse, trail } = ctx
  const site = await siteForChange(tx, scope, id)
  if (!site) return refuse('not-found')
  if (!isOpenToSchool(site.status)) return refuse('only-editable')
  if (site.version !== input.version) return refuse('state-changed')
  await writeSite(tx, id, input)
  await trail({
    entity: 'site',
    id,
    changes: { address: input.address, capacity: input.capacity, regionCode: input.regionCode },
  })
  return id
}

const constraints = { site_once: 'already-declared' } as const
export const saveSiteHandler = handle(saveSite, async (ctx) => ({ id: await save(ctx) }), { constraints })

/** S3.2: saved and handed to the awarding body in one act. */
export const submitSiteHandler = handle(
  submitSite,
  async (ctx) => {
    const id = await save(ctx)
    await takeStep(ctx, siteWorkflow, 'submit', 'sites.sites', [id])
    const site = await siteOf(ctx.tx, id)
    if (site)
      await tell(ctx, {
        to: site.awardingBodyId,
        area: 'sites',
        title: '考核站点待审核',
        text: `${ctx.principal.organisationName}提交了“${site.name}”，等待审核。`,
        link: `/sites?open=${id}`,
      })
    return { id }
  },
  { constraints },
)
