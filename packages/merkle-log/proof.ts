import { foldRight } from './frontier.ts'
import { nodeHash, type Hash } from './hash.ts'
import { checkCount, completeNodes, consistencySpans, inclusionSpans, type Address, type Span } from './shape.ts'

/** Gives the hash of a complete subtree; a database table of nodes can serve as one. It throws if it has no such node. */
export type ReadNode = (level: number, index: number) => Hash | Promise<Hash>

/** The nodes that an inclusion proof is made of, so that a store can fetch them with one statement. */
export function inclusionAddresses(index: number, size: number): Address[] {
  return inclusionSpans(index, size).flatMap(completeNodes)
}

/** The nodes that a consistency proof is made of, so that a store can fetch them with one statement. */
export function consistencyAddresses(from: number, to: number): Address[] {
  return consistencySpans(from, to).flatMap(completeNodes)
}

/** Proof that leaf `index` (from 0) is in the tree of the first `size` leaves. Throws RangeError if it cannot be. */
export async function inclusionProof(read: ReadNode, index: number, size: number): Promise<Hash[]> {
  return Promise.all(inclusionSpans(index, size).map((span) => hashOf(read, span)))
}

/** Proof that the first `from` leaves of the tree of `to` leaves were not changed. Throws RangeError if from > to. */
export async function consistencyProof(read: ReadNode, from: number, to: number): Promise<Hash[]> {
  return Promise.all(consistencySpans(from, to).map((span) => hashOf(read, span)))
}

/** Root of the tree as it was with the first `size` leaves. */
export async function rootAt(read: ReadNode, size: number): Promise<Hash> {
  checkCount(size, 'tree size')
  return hashOf(read, { start: 0, end: size })
}

async function hashOf(read: ReadNode, span: Span): Promise<Hash> {
  return foldRight(await Promise.all(completeNodes(span).map(async ({ level, index }) => read(level, index))))
}

/** A reader over leaf hashes held in memory. It copies the list and keeps all levels: 2n hashes. */
export function memoryReader(leaves: readonly Hash[]): (level: number, index: number) => Hash {
  const levels: Hash[][] = [[...leaves]]
  for (let below = levels[0]!; below.length > 1; below = levels.at(-1)!) {
    const above: Hash[] = []
    for (let i = 0; i + 1 < below.length; i += 2) above.push(nodeHash(below[i]!, below[i + 1]!))
    levels.push(above)
  }
  return (level, index) => {
    const hash = levels[level]?.[index]
    if (!hash) throw new RangeError(`no complete node at level ${level}, index ${index} of ${leaves.length} leaves`)
    return hash
  }
}
