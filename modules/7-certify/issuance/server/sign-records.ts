import { createHash, randomBytes } from 'node:crypto'
import QRCode from 'qrcode'
import sharp from 'sharp'
import { tell } from '#messages/server'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import { takeStep } from '#kit/server/steps.ts'
import { signMinutes, type Side } from '../model.ts'
import { closeSigning, openSigning, reject, sign, signingSheet, signingState } from '../operations.ts'
import { drawingOf, isDrawn, signedText } from '../rules.ts'
import { issuance } from '../workflow.ts'
import { addSignatures, addSigning, closeSigningRow, finishSigning, signingById, signingByToken, type Signing } from './store-signing.ts'
import { chosen, chosenById, setReject, sidesOf, type Chosen } from './store.ts'

const sideOf = (inside: Inside): Side => (inside.principal.actor === 'awarding-body' ? 'awarding-body' : 'site')
const digestOf = (side: Side, rows: readonly Chosen[]): Buffer => createHash('sha256').update(signedText(side, rows)).digest()
const signStep = { 'awarding-body': 'signAsAwardingBody', site: 'signAsSite' } as const
const refuseStep = { 'awarding-body': 'refuseAsAwardingBody', site: 'refuseAsSite' } as const
const isSignable = (side: Side, row: Chosen): boolean => (issuance.steps[signStep[side]].from as readonly string[]).includes(row.status)

export const openSigningHandler = handle(openSigning, async (ctx) => {
  const { input, scope, tx, now, principal, house, refuse, trail } = ctx
  const side = sideOf(ctx)
  const ids = [...new Set(input.ids)]
  const rows = await chosen(tx, scope, side, ids, false)
  if (rows.length !== ids.length) return refuse('not-found')
  const unfit = rows.filter((r) => !isSignable(side, r))
  if (unfit.length) return refuse('state-changed')
  const token = randomBytes(24).toString('base64url')
  const expiresAt = new Date(Date.parse(now) + signMinutes * 60_000).toISOString()
  const { id } = await addSigning(tx, { side, organisationId: principal.organisationId as string, recordIds: rows.map((r) => r.id), digest: digestOf(side, rows), token, openedBy: principal.accountId as string, openedByName: principal.name, expiresAt })
  await trail({ entity: 'sign-session', id, to: '待扫码', changes: { records: rows.length } })
  const url = `${house.address}/sign/${token}`
  return { id, url, qr: await QRCode.toString(url, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' }), expiresAt, count: rows.length }
})
export const signingStateHandler = handle(signingState, async ({ input, tx, now, refuse }) => {
  const g = await signingById(tx, input.id)
  if (!g) return refuse('not-found')
  return { status: g.status === 'waiting' && now > g.expiresAt ? ('expired' as const) : g.status, signerName: g.signerName }
})
export const closeSigningHandler = handle(closeSigning, async ({ input, tx, refuse }) => {
  if (!(await signingById(tx, input.id))) return refuse('not-found')
  return { closed: (await closeSigningRow(tx, input.id)) > 0 }
})

/** Is the code still good, and do the rows still read as they were shown? */
function faultOf(g: Signing | null, rows: readonly Chosen[], now: string): 'code-expired' | 'already-signed' | 'list-changed' | null {
  if (!g || g.status === 'closed' || (g.status === 'waiting' && now > g.expiresAt)) return 'code-expired'
  if (g.status === 'signed') return 'already-signed'
  return rows.length === g.recordIds.length && digestOf(g.side, rows).equals(g.digest) ? null : 'list-changed'
}
export const signingSheetHandler = handle(
  signingSheet,
  async ({ input, tx, now, refuse }) => {
    const g = await signingByToken(tx, input.token)
    const rows = g ? await chosenById(tx, g.recordIds, false) : []
    const fault = faultOf(g, rows, now)
    if (fault || !g) return refuse(fault ?? 'code-expired')
    return {
      organisationName: g.organisationName, side: g.side, openedBy: g.openedByName, expiresAt: g.expiresAt, digest: g.digest.toString('hex'),
      rows: rows.map(({ name, idMasked, certName, certLevel, schoolName }) => ({ name, idMasked, certName, certLevel, schoolName })),
    }
  },
  { unscoped: true },
)
/** The signature arrives from the phone: all records of the list move, or none. */
export const signHandler = handle(
  sign,
  async (ctx) => {
    const { input, tx, now, house, refuse } = ctx
    const g = await signingByToken(tx, input.token, true)
    const rows = g ? await chosenById(tx, g.recordIds, true) : []
    const fault = faultOf(g, rows, now)
    if (fault || !g) return refuse(fault ?? 'code-expired')
    if (input.digest !== g.digest.toString('hex')) return refuse('list-changed')
    if (!isDrawn(input.strokes)) return refuse('signature-empty')
    const png = await sharp(Buffer.from(drawingOf(input.strokes))).png().toBuffer()
    const file = await house.files.save(tx, { purpose: 'signature', name: '签名.png', type: 'image/png', bytes: png, owner: g.organisationId })
    await finishSigning(tx, g.id, input.signerName, file.id)
    await addSignatures(tx, g, input.signerName)
    // The step is taken in the name of the account that opened the code; the signer is the one who wrote.
    const inside: Inside = { ...ctx, principal: { ...ctx.principal, accountId: g.openedBy, name: g.openedByName, organisationId: g.organisationId, organisationName: g.organisationName } }
    await takeStep(inside, issuance, signStep[g.side], 'issuance.records', g.recordIds, { detail: { signer: input.signerName } })
    for (const s of await sidesOf(tx, g.recordIds))
      await tell(inside, g.side === 'awarding-body'
        ? { to: s.siteSchoolId, area: 'issuance', title: '有证书待考核站点签发', text: `${g.organisationName}已签发 ${s.n} 份证书，请考核站点签发。`, link: '/issuance?tab=awaiting-site' }
        : { to: s.awardingBodyId, area: 'issuance', title: '证书已由考核站点签发', text: `${g.organisationName}已签发 ${s.n} 份证书，可以发放。`, link: '/issuance?tab=ready' })
    return { signed: g.recordIds.length }
  },
  { constraints: { one_live_record: 'record-exists' }, unscoped: true },
)

export const rejectHandler = handle(reject, async (ctx) => {
  const { input, scope, tx, principal, refuse } = ctx
  const side = sideOf(ctx)
  const ids = [...new Set(input.ids)]
  if ((await chosen(tx, scope, side, ids, true)).length !== ids.length) return refuse('not-found')
  await takeStep(ctx, issuance, refuseStep[side], 'issuance.records', ids, { reason: input.reason })
  await setReject(tx, ids, input.reason)
  for (const s of await sidesOf(tx, ids))
    await tell(ctx, {
      to: side === 'awarding-body' ? s.schoolId : s.awardingBodyId, area: 'issuance', title: `${principal.organisationName}拒绝签发 ${s.n} 份证书`, text: `拒绝签发理由：${input.reason}`,
      link: `/issuance?tab=${side === 'awarding-body' ? 'refused-by-awarding-body' : 'refused-by-site'}`,
    })
  return { rejected: ids.length }
})
