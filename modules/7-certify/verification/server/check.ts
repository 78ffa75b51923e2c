import { maskName, type PublicFacts } from '#certificates'
import { proveLeaf } from '#log/server'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import type { Checked } from '../model.ts'
import { checkByCode, checkByDigest, checkByNumber } from '../operations.ts'
import { byCode, byDigest, byNumber, type Found } from './store.ts'

const unknown = (now: string): Checked => ({ verdict: 'unknown', checkedAt: now, facts: null, statusReason: null, code: null, file: null })

async function checked(inside: Inside, f: Found | null): Promise<Checked> {
  if (!f) return unknown(inside.now)
  const facts: PublicFacts = {
    serialNo: f.serialNo, holder: maskName(f.holderName), idMasked: f.idMasked, certName: f.certName, certLevel: f.certLevel, awardingBody: f.awardingBody, issuedAt: f.issuedAt,
    // as it stood when the leaf was written; later changes have leaves of their own
    status: 'valid', pdfVersion: f.pdfVersion, pdfSha256: f.sha256,
  }
  const log = await proveLeaf(inside, f.leafIndex)
  return {
    verdict: f.pdfVersion < f.newestVersion && f.status === 'valid' ? 'replaced' : f.status,
    checkedAt: inside.now, facts, statusReason: f.statusReason, code: f.code,
    file: log && { format: 'jianheng-verify-1', facts, salt: f.salt.toString('hex'), log },
  }
}
export const checkByCodeHandler = handle(checkByCode, async (ctx) => checked(ctx, await byCode(ctx.tx, ctx.input.code)), { unscoped: true })
export const checkByNumberHandler = handle(checkByNumber, async (ctx) => checked(ctx, await byNumber(ctx.tx, ctx.input.serialNo, ctx.input.name)), { unscoped: true })
export const checkByDigestHandler = handle(
  checkByDigest,
  async (ctx) => {
    const f = await byDigest(ctx.tx, Buffer.from(ctx.input.sha256, 'hex'))
    return { ...(await checked(ctx, f)), isNewest: !!f && f.pdfVersion === f.newestVersion }
  },
  { unscoped: true },
)
