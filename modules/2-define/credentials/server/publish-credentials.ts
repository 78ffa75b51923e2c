import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { credentialPublished } from '../events.ts'
import { publishCredentials, suspendCredentials } from '../operations.ts'
import { unfitRows } from '../rules.ts'
import { credentialFlow } from '../workflow.ts'
import { credentialsForChange } from './store.ts'

const step = (operation: typeof publishCredentials, name: 'publish' | 'suspend') =>
  handle(operation, async (ctx) => {
    const { input, scope, tx, refuse, emit } = ctx
    const found = new Map((await credentialsForChange(tx, scope, input.ids)).map((c) => [c.id, c]))
    if (input.ids.some((id) => !found.has(id))) return refuse('not-found')
    const { label, from } = credentialFlow.steps[name]
    const rows = unfitRows(input.ids, (id) => from.some((s) => s === found.get(id)?.status))
    if (rows)
      return input.ids.length === 1
        ? refuse('state-changed')
        : refuse('rows-unfit', { rows, reason: `当前状态不能${label}` })
    await takeStep(ctx, credentialFlow, name, 'credentials.credentials', input.ids)
    // P-4.1-07: the chain record is written by the log, which stands below; what was once written stays written.
    if (name === 'publish')
      for (const c of found.values())
        if (!c.isLogged)
          await emit(credentialPublished, {
            credentialId: c.id,
            certNo: c.certNo,
            name: c.name,
            level: c.level,
            awardingBodyId: c.awardingBodyId,
            awardingBodyName: c.awardingBodyName,
          })
    return { count: found.size }
  })
export const handlePublishCredentials = step(publishCredentials, 'publish')
export const handleSuspendCredentials = step(suspendCredentials, 'suspend')
