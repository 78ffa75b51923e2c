import { awardingBodyOf } from '#organisations/server'
import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { issue, reissue } from '../operations.ts'
import { issuance } from '../workflow.ts'
import { batch, produceJob } from './produce.ts'
import { chosen, clearIssue, setMode } from './store.ts'

export const issueHandler = handle(
  issue,
  async (ctx) => {
    const { input, scope, tx, principal, refuse, later } = ctx
    const ids = [...new Set(input.ids)]
    const rows = await chosen(tx, scope, 'awarding-body', ids, true)
    if (rows.length !== ids.length) return refuse('not-found')
    const body = await awardingBodyOf(tx, principal.organisationId as string)
    // 电子证书 needs both seals, 纸质证书 the 签名章 (P-4.2.5-05), before any state changes
    if (!body?.signatureSealFileId || (input.mode === 'electronic' && !body.officialSealFileId)) return refuse('seals-missing')
    await takeStep(ctx, issuance, 'issue', 'issuance.records', ids, { detail: { mode: input.mode } })
    await setMode(tx, ids, input.mode)
    for (let i = 0; i < ids.length; i += batch) await later(produceJob, { ids: ids.slice(i, i + batch) })
    return { issuing: ids.length }
  },
  { constraints: { one_live_record: 'record-exists' } },
)
/** Back to 待发放: both signatures stay valid, the number is kept, the old PDF is superseded when the new one is finished. */
export const reissueHandler = handle(reissue, async (ctx) => {
  const { input, scope, tx, refuse } = ctx
  const ids = [...new Set(input.ids)]
  if ((await chosen(tx, scope, 'awarding-body', ids, true)).length !== ids.length) return refuse('not-found')
  await takeStep(ctx, issuance, 'reissue', 'issuance.records', ids, { reason: input.reason })
  await clearIssue(tx, ids)
  return { reopened: ids.length }
})
