import { chargeSet } from '#accounts'
import { majorInUse, majorsRemoving } from '#credentials'
import { organisationOf } from '#organisations/server'
import { refusalOf } from '#kit/pure/refusal.ts'
import { reaction } from '#kit/server/context.ts'
import { words } from '../words.ts'
import { majorsInDeclarations, pilotCredentials } from './store-quota.ts'

/** P-8.1-03: 负责的证书 of a school's account are pilot certificates of the school. */
export const judgeCharge = reaction(chargeSet, async ({ tx }, { organisationId, credentialIds }) => {
  const organisation = await organisationOf(tx, organisationId)
  if (organisation?.kind !== 'school') return
  const own = new Set(await pilotCredentials(tx, organisationId))
  if (credentialIds.some((id) => !own.has(id))) throw refusalOf('charge-not-pilot', words['charge-not-pilot'])
})

/** P-4.1-06: a major that a live declaration holds stays with its certificate. */
export const keepMajors = reaction(majorsRemoving, async ({ tx }, { credentialId, majorIds }) => {
  const names = await majorsInDeclarations(tx, credentialId, majorIds)
  if (names.length) throw majorInUse(names)
})
