import { chargeSet } from '#accounts'
import { organisationOf } from '#organisations/server'
import { refusalOf } from '#kit/pure/refusal.ts'
import { reaction } from '#kit/server/context.ts'
import { words } from '../words.ts'
import { ownCredentials } from './store.ts'

/** P-8.1-03 for an awarding body: 负责的证书 are certificates of its own. Those of schools are judged by pilots. */
export const judgeCharge = reaction(chargeSet, async ({ tx }, { organisationId, credentialIds }) => {
  const organisation = await organisationOf(tx, organisationId)
  if (organisation?.kind !== 'awarding-body') return
  const own = await ownCredentials(tx, organisationId, credentialIds)
  if (credentialIds.some((id) => !own.includes(id))) throw refusalOf('charge-foreign', words['charge-foreign'])
})
