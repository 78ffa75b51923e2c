import { handle } from '#kit/server/handle.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { generateRecords, pendingCounts } from '../operations.ts'
import { issuance } from '../workflow.ts'
import { countPending, makeRecords, pendingChoices } from './store.ts'

const distinct = <T extends { id: string }>(list: readonly T[]): T[] => [...new Map(list.map((x) => [x.id, x])).values()]

export const pendingCountsHandler = handle(pendingCounts, async ({ input, scope, tx, now, refuse }) => {
  const counts = await countPending(tx, scope, input, now)
  if (!counts || counts.ready + counts.blocked === 0) return refuse('nobody-ready')
  const c = await pendingChoices(tx, scope, now)
  return {
    ...counts,
    choices: {
      sessions: distinct(c.map((x) => ({ id: x.sessionId, name: x.sessionName }))),
      schools: distinct(c.map((x) => ({ id: x.schoolId, name: x.schoolName }))),
      credentials: distinct(c.map((x) => ({ id: x.credentialId, name: x.certName, level: x.certLevel }))),
    },
  }
})
export const generateRecordsHandler = handle(generateRecords, async (ctx) => {
  const made = await makeRecords(ctx.tx, ctx.scope, ctx.input, ctx.now)
  await recordSteps(ctx, issuance, 'generate', made.map((m) => ({ id: m.id, from: null })), 'awaiting-awarding-body', { label: '确认生成' })
  return { made: made.length }
})
