import { createPrivateKey } from 'node:crypto'
import { makeAuthority, makeSealCertificate, sealer, type KeyWithCertificate, type Sealer } from '#packages/pdf-seal/index.ts'
import type { House } from '#kit/server/context.ts'
import { asTheSystem } from '#kit/server/db.ts'
import { sealNames, type SealKind } from '../model.ts'
import { storedKey, storeKey } from './store.ts'

const year = 365.25 * 86_400_000
/** One prepared sealer per key and process: constant parts of a signature are made once. */
const prepared = new WeakMap<House, Map<string, Promise<Sealer>>>()

async function keyOf(house: House, organisationId: string | null, kind: string, make: () => Promise<KeyWithCertificate>): Promise<KeyWithCertificate> {
  const read = (): Promise<KeyWithCertificate | null> =>
    asTheSystem(house.database, 'seal key', async (tx) => {
      const k = await storedKey(tx, organisationId, kind)
      return k && { key: createPrivateKey({ key: house.secrets.open(k.key), format: 'der', type: 'pkcs8' }), certificateDer: k.certificate }
    })
  const there = await read()
  if (there) return there
  const made = await make()
  await asTheSystem(house.database, 'seal key', (tx) =>
    storeKey(tx, organisationId, kind, { key: house.secrets.seal(made.key.export({ format: 'der', type: 'pkcs8' })), certificate: made.certificateDer }),
  )
  return (await read()) ?? made
}
// Validity is real time: viewers compare it with their own clock.
const authority = (house: House): Promise<KeyWithCertificate> =>
  keyOf(house, null, 'authority', () =>
    makeAuthority({ subject: { commonName: '鉴衡电子签章根', organisation: '鉴衡', country: 'CN' }, validFrom: new Date(Date.now() - 30 * 86_400_000), validTo: new Date(Date.now() + 30 * year) }),
  )

/** The sealer of one organisation's 公章 or 签名章. */
export function sealerOf(house: House, organisationId: string, organisationName: string, kind: SealKind): Promise<Sealer> {
  const cache = prepared.get(house) ?? new Map<string, Promise<Sealer>>()
  prepared.set(house, cache)
  const id = `${organisationId}/${kind}`
  const known = cache.get(id)
  if (known) return known
  const fresh = (async () => {
    const root = await authority(house)
    const own = await keyOf(house, organisationId, kind, () =>
      makeSealCertificate(
        { subject: { commonName: `${organisationName}${sealNames[kind]}`, organisation: organisationName, country: 'CN' }, validFrom: new Date(Date.now() - 86_400_000), validTo: new Date(Date.now() + 20 * year) },
        root,
      ),
    )
    return sealer({ key: own.key, certificateDer: own.certificateDer })
  })()
  cache.set(id, fresh)
  fresh.catch(() => cache.delete(id))
  return fresh
}
