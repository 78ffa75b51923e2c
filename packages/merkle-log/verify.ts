import { emptyRoot, HASH_BYTES, nodeHash, sameHash, type Hash } from './hash.ts'

// Written from the verifier's side of RFC 9162 §2.1.3.2 and §2.1.4.2 (the algorithms for the trees of RFC 6962), and
// on purpose without the code that makes proofs: a fault in one of them must not be repeated by the other.

export type InclusionClaim = { leaf: Hash; index: number; size: number; proof: readonly Hash[]; root: Hash }

export type ConsistencyClaim = { from: number; to: number; fromRoot: Hash; toRoot: Hash; proof: readonly Hash[] }

/**
 * Is `leaf` (a leaf hash) at `index` in the tree with `size` leaves and this root? Malformed claims are false, never an
 * error. Size and root must come from one signed head: a root alone does not fix the number of leaves.
 */
export function verifyInclusion(claim: InclusionClaim): boolean {
  const { leaf, index, size, proof, root } = claim
  if (!isCount(size) || !isCount(index) || index >= size || !areHashes([leaf, root, ...proof])) return false
  let position = index
  let last = size - 1
  let current = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (position % 2 === 1 || position === last) {
      current = nodeHash(sibling, current)
      // On the right edge a node without a neighbour moves up unchanged until it is a right child.
      while (position % 2 === 0 && position !== 0) {
        position /= 2
        last = half(last)
      }
    } else {
      current = nodeHash(current, sibling)
    }
    position = half(position)
    last = half(last)
  }
  return last === 0 && sameHash(current, root)
}

/**
 * Is the tree (`from`, `fromRoot`) the beginning of the tree (`to`, `toRoot`)? Malformed claims are false, never an
 * error. The empty tree is a beginning of every tree, with an empty proof.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { from, to, fromRoot, toRoot, proof } = claim
  if (!isCount(from) || !isCount(to) || from > to || !areHashes([fromRoot, toRoot, ...proof])) return false
  if (from === 0) {
    return proof.length === 0 && sameHash(fromRoot, emptyRoot()) && (to > 0 || sameHash(toRoot, emptyRoot()))
  }
  if (from === to) return proof.length === 0 && sameHash(fromRoot, toRoot)
  return climb(from, to, fromRoot, toRoot, proof)
}

function climb(from: number, to: number, fromRoot: Hash, toRoot: Hash, proof: readonly Hash[]): boolean {
  let position = from - 1
  let last = to - 1
  while (position % 2 === 1) {
    position = half(position)
    last = half(last)
  }
  // An old tree that is a complete subtree is not repeated in the proof: its root is the start.
  const path = position === 0 ? [fromRoot, ...proof] : proof
  const [start, ...rest] = path
  if (!start) return false
  let older = start
  let newer = start
  for (const sibling of rest) {
    if (last === 0) return false
    if (position % 2 === 1 || position === last) {
      older = nodeHash(sibling, older)
      newer = nodeHash(sibling, newer)
      while (position % 2 === 0 && position !== 0) {
        position /= 2
        last = half(last)
      }
    } else {
      newer = nodeHash(newer, sibling)
    }
    position = half(position)
    last = half(last)
  }
  return last === 0 && sameHash(older, fromRoot) && sameHash(newer, toRoot)
}

const half = (n: number) => Math.floor(n / 2)

const isCount = (n: number) => Number.isSafeInteger(n) && n >= 0

const areHashes = (values: readonly Hash[]) => values.every((value) => value.length === HASH_BYTES)
