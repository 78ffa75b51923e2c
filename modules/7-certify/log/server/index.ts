import { createHash, randomBytes } from 'node:crypto'
import { credentialPublished } from '#credentials'
import { setLeafIndex } from '#credentials/server'
import { reaction } from '#kit/server/context.ts'
import type { ServerRoom } from '#kit/server/room.ts'
import { appendLeaves } from './append.ts'
import { consistencyHandler, headHandler, proofOfLeafHandler } from './prove.ts'

export { appendLeaves, type NewLeaf } from './append.ts'
export { publicKeyLine } from './key.ts'
export { chainRecordOf, proveLeaf } from './prove.ts'

export const room: ServerRoom = {
  module: 'log',
  handlers: [headHandler, proofOfLeafHandler, consistencyHandler],
  reactions: [
    // P-4.1-07: 发布 writes the chain record of the catalogue entry.
    reaction(credentialPublished, async (inside, p) => {
      const salt = randomBytes(16)
      const commitment = createHash('sha256').update(salt).update(`${p.certNo}\n${p.name}\n${p.level}`).digest('hex')
      const [leaf] = await appendLeaves(inside, [{ kind: 'credential', commitment }])
      if (leaf) await setLeafIndex(inside.tx, p.credentialId, leaf)
    }),
  ],
}
