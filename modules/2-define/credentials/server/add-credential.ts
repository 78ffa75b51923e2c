import { handle } from '#kit/server/handle.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { addCredential } from '../operations.ts'
import { certNoFits, nextCertNo } from '../rules.ts'
import { credentialFlow } from '../workflow.ts'
import { addCredentialRow, numbering, setMajors } from './store.ts'

export const handleAddCredential = handle(
  addCredential,
  async (ctx) => {
    const { input, tx, principal, refuse, invalid } = ctx
    const body = principal.organisationId ?? refuse('not-found')
    const { orgCode, highest } = await numbering(tx, body)
    if (input.certNo && !certNoFits(input.certNo, orgCode))
      return invalid([{ path: 'certNo', message: `证书编号前3位应为本机构编号${orgCode}` }])
    const certNo = input.certNo ?? nextCertNo(orgCode, highest) ?? refuse('cert-no-exhausted')
    const { id } = await addCredentialRow(tx, body, certNo, input)
    if (await setMajors(tx, id, input.majorIds)) return refuse('major-unknown')
    await recordSteps(ctx, credentialFlow, 'add', [{ id, from: null }], 'draft', { label: '新增证书' })
    return { id, certNo }
  },
  { constraints: { cert_no_unique: 'cert-no-taken', credential_unique: 'credential-exists' } },
)
