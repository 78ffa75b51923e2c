import { consistencyAddresses, consistencyProof, inclusionAddresses, inclusionProof, toHex } from '#packages/merkle-log/index.ts'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import type { ChainRecord, LogProof } from '../model.ts'
import { consistency, head, proofOfLeaf } from '../operations.ts'
import { originOf, publicKeyLine } from './key.ts'
import { headOver, leafAt, newestHead, nodesAt } from './store.ts'

/** Proof of one leaf in the newest tree, or null where there is no such leaf. */
export async function proveLeaf(inside: Inside, index: number): Promise<LogProof | null> {
  const leaf = await leafAt(inside.tx, index)
  const newest = leaf ? await newestHead(inside.tx) : null
  if (!leaf || !newest) return null
  const read = await nodesAt(inside.tx, inclusionAddresses(index, newest.size))
  const proof = await inclusionProof(read, index, newest.size)
  return {
    origin: originOf(inside.house),
    index,
    leaf: leaf.body,
    leafHash: toHex(leaf.hash),
    size: newest.size,
    root: newest.root.toString('hex'),
    proof: proof.map(toHex),
    checkpoint: newest.signed,
    key: publicKeyLine(inside.house),
  }
}
/** 上链信息 of a leaf: the block it came in. */
export async function chainRecordOf(inside: Inside, index: number): Promise<ChainRecord | null> {
  const leaf = await leafAt(inside.tx, index)
  const block = leaf ? await headOver(inside.tx, index) : null
  return leaf && block ? { index, blockHeight: block.size, blockHash: block.root.toString('hex'), txHash: toHex(leaf.hash) } : null
}

export const headHandler = handle(head, async ({ tx, house, refuse }) => {
  const newest = await newestHead(tx)
  if (!newest) return refuse('empty-log')
  return { checkpoint: newest.signed, key: publicKeyLine(house), size: newest.size, root: newest.root.toString('hex'), at: newest.at }
})
export const proofOfLeafHandler = handle(proofOfLeaf, async (ctx) => (await proveLeaf(ctx, ctx.input.index)) ?? ctx.refuse('no-such-leaf'))
export const consistencyHandler = handle(consistency, async ({ input, tx, refuse }) => {
  const newest = await newestHead(tx)
  if (input.from > input.to || input.to > (newest?.size ?? 0)) return refuse('wrong-sizes')
  const read = await nodesAt(tx, consistencyAddresses(input.from, input.to))
  return { ...input, proof: (await consistencyProof(read, input.from, input.to)).map(toHex) }
})
