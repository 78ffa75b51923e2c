import { emptyRoot, fromHex, nodeHash, toHex, type Hash } from './hash.ts'
import { checkCount, completeNodes, type Address } from './shape.ts'

/** A complete subtree with its hash; it never changes again, so a store may insert it once and keep it for ever. */
export type TreeNode = Address & { hash: Hash }

/**
 * What must be remembered to go on appending: the number of leaves and the hashes of the complete subtrees from left
 * to right, largest first; at most 53. `hashes.length` is the number of one-bits in `size`.
 */
export type Frontier = { size: number; hashes: readonly Hash[] }

/** A frontier as a database row or JSON holds it. */
export type FrontierRow = { size: number; hashes: string[] }

/** The tree without leaves. */
export const emptyFrontier = (): Frontier => ({ size: 0, hashes: [] })

/**
 * Appends one leaf hash in O(log n) and leaves the given frontier as it was. `added` are the nodes that this append
 * completed, the leaf itself (level 0) first and its ancestors after it: n leaves complete at most 2n − 1 nodes in all.
 */
export function append(frontier: Frontier, leaf: Hash): { frontier: Frontier; added: TreeNode[] } {
  checkCount(frontier.size + 1, 'tree size')
  const hashes = [...frontier.hashes]
  const added: TreeNode[] = [{ level: 0, index: frontier.size, hash: leaf }]
  let current: TreeNode = added[0]!
  while (current.index % 2 === 1) {
    const left = hashes.pop()
    if (!left) throw new RangeError(`frontier of ${frontier.size} leaves lacks hashes`)
    current = { level: current.level + 1, index: (current.index - 1) / 2, hash: nodeHash(left, current.hash) }
    added.push(current)
  }
  hashes.push(current.hash)
  return { frontier: { size: frontier.size + 1, hashes }, added }
}

/** Appends many leaf hashes in order. `added` holds the nodes of all of them. */
export function appendAll(frontier: Frontier, leaves: Iterable<Hash>): { frontier: Frontier; added: TreeNode[] } {
  const added: TreeNode[] = []
  let grown = frontier
  for (const leaf of leaves) {
    const step = append(grown, leaf)
    grown = step.frontier
    added.push(...step.added)
  }
  return { frontier: grown, added }
}

/** Root of the tree that ends at this frontier. */
export function frontierRoot(frontier: Frontier): Hash {
  return foldRight(frontier.hashes)
}

/** Joins neighbouring subtrees, largest first, from the right: the hash of the span that they cover together. */
export function foldRight(hashes: readonly Hash[]): Hash {
  const last = hashes.at(-1)
  if (!last) return emptyRoot()
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last)
}

/** Root of a list of leaf hashes; that of no leaves is SHA-256 of nothing. */
export function rootOf(leaves: Iterable<Hash>): Hash {
  return frontierRoot(appendAll(emptyFrontier(), leaves).frontier)
}

/** The frontier for storing. */
export function frontierRow(frontier: Frontier): FrontierRow {
  return { size: frontier.size, hashes: frontier.hashes.map(toHex) }
}

/** A stored frontier. Throws RangeError if the row cannot be one: a wrong number of hashes or a damaged hash. */
export function frontierFrom(row: FrontierRow): Frontier {
  checkCount(row.size, 'tree size')
  const expected = completeNodes({ start: 0, end: row.size }).length
  if (row.hashes.length !== expected) {
    throw new RangeError(`frontier of ${row.size} leaves has ${row.hashes.length} hashes, not ${expected}`)
  }
  return { size: row.size, hashes: row.hashes.map(fromHex) }
}
