import { createPrivateKey } from 'node:crypto'
import { keyLine, verifyingKey, type SigningKey } from '#packages/merkle-log/index.ts'
import type { House } from '#kit/server/context.ts'

/** PKCS#8 head of an Ed25519 private key; the 32-byte seed follows. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The log's name in heads and key lines. It must not change once a head is published. */
export const originOf = (house: House): string => new URL(house.address).host.replace(/:/g, '-') + '/log'

export const logKey = (house: House): SigningKey => ({
  name: originOf(house),
  privateKey: createPrivateKey({ key: Buffer.concat([pkcs8, house.secrets.derive('log-head')]), format: 'der', type: 'pkcs8' }),
})
export const publicKeyLine = (house: House): string => keyLine(verifyingKey(logKey(house)), 'note')
