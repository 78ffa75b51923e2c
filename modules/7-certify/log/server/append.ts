import { append, frontierFrom, frontierRoot, frontierRow, leafHash, signCheckpoint, toHex, type Frontier, type TreeNode } from '#packages/merkle-log/index.ts'
import type { Inside } from '#kit/server/context.ts'
import { leafText, type ChainRecord } from '../model.ts'
import { logKey } from './key.ts'
import { addLeaves, lockLog, newestHead, nodesAt, type Head } from './store.ts'

export interface NewLeaf {
  readonly kind: string
  /** Hex digest of salt and facts; nothing that can be read back. */
  readonly commitment: string
}
/** Addresses of the complete subtrees of a tree of `size` leaves, largest first. */
function peaks(size: number): { level: number; index: number }[] {
  const list: { level: number; index: number }[] = []
  let start = 0
  for (let level = Math.floor(Math.log2(Math.max(size, 1))); level >= 0; level--) {
    const width = 2 ** level
    if (Math.floor(size / width) % 2 === 1) {
      list.push({ level, index: start / width })
      start += width
    }
  }
  return list
}
async function frontierNow(inside: Inside, head: Head | null): Promise<Frontier> {
  const size = head?.size ?? 0
  const at = peaks(size)
  const read = await nodesAt(inside.tx, at)
  return frontierFrom({ size, hashes: at.map((a) => toHex(read(a.level, a.index))) })
}

/**
 * Appends leaves in the caller's transaction and signs one head over them: either the change and its evidence stand, or neither.
 * @returns 上链信息 in the order of the leaves.
 */
export async function appendLeaves(inside: Inside, leaves: readonly NewLeaf[]): Promise<ChainRecord[]> {
  if (!leaves.length) return []
  await lockLog(inside.tx)
  const before = await newestHead(inside.tx)
  let frontier = await frontierNow(inside, before)
  const first = frontier.size
  const nodes: TreeNode[] = []
  const made = leaves.map((l) => {
    const body = leafText({ ...l, at: inside.now })
    const hash = leafHash(Buffer.from(body))
    const step = append(frontier, hash)
    frontier = step.frontier
    nodes.push(...step.added)
    return { hash, body }
  })
  const root = Buffer.from(frontierRoot(frontier))
  const size = frontierRow(frontier).size
  const signed = signCheckpoint({ size, root, time: new Date(inside.now) }, logKey(inside.house))
  await addLeaves(inside.tx, first, made, nodes, { size, root, signed, at: inside.now })
  return made.map((m, i) => ({ index: first + i, blockHeight: size, blockHash: root.toString('hex'), txHash: toHex(m.hash) }))
}
