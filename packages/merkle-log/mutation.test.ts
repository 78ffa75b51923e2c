import fc from 'fast-check'
import { expect, test } from 'vitest'
import { consistencyProof, emptyRoot, inclusionProof, leafHash, memoryReader, nodeHash, rootAt } from './index.ts'
import { verifyConsistency, verifyInclusion, type ConsistencyClaim, type Hash, type InclusionClaim } from './index.ts'

const LEAVES = 10_000
const leaves = Array.from({ length: LEAVES }, (_, i) => leafHash(Buffer.from(`certificate ${i}`)))
const read = memoryReader(leaves)

async function inclusion(index: number, size: number): Promise<InclusionClaim> {
  return {
    leaf: leaves[index]!,
    index,
    size,
    proof: await inclusionProof(read, index, size),
    root: await rootAt(read, size),
  }
}

async function consistency(from: number, to: number): Promise<ConsistencyClaim> {
  const [fromRoot, toRoot, proof] = await Promise.all([
    rootAt(read, from),
    rootAt(read, to),
    consistencyProof(read, from, to),
  ])
  return { from, to, fromRoot, toRoot, proof }
}

function flipped(hash: Hash, bit: number): Hash {
  const copy = Buffer.from(hash)
  copy[bit >> 3]! ^= 1 << (bit & 7)
  return copy
}

/** Every way to spoil a list of hashes by one step. */
function spoiled(proof: readonly Hash[], bit: number): Hash[][] {
  return [
    ...proof.map((hash, i) => proof.with(i, flipped(hash, bit))),
    ...proof.map((_, i) => proof.toSpliced(i, 1)),
    ...proof.slice(1).map((hash, i) => proof.with(i, hash).with(i + 1, proof[i]!)),
    ...proof.map((hash, i) => proof.toSpliced(i, 0, hash)),
    [...proof, emptyRoot()],
    [emptyRoot(), ...proof],
    ...proof.map((hash, i) => proof.with(i, hash.subarray(0, 31))),
    ...proof.map((hash, i) => proof.with(i, Buffer.concat([hash, Buffer.alloc(1)]))),
  ]
}

test('500 of 10,000 leaves are proved in the whole log, with at most 14 hashes each', async () => {
  for (let i = 0; i < 500; i++) {
    const claim = await inclusion((i * 7919) % LEAVES, LEAVES)
    expect(claim.proof.length).toBeLessThanOrEqual(14)
    expect(verifyInclusion(claim)).toBe(true)
  }
})

test('1,000 heads of a log of 10,000 leaves are each proved consistent with the next and with the last', async () => {
  for (let size = 10; size <= LEAVES; size += 10) {
    expect(verifyConsistency(await consistency(size - 10, size))).toBe(true)
    expect(verifyConsistency(await consistency(size, LEAVES))).toBe(true)
  }
})

test('every spoiled inclusion proof is refused', async () => {
  let tried = 0
  await fc.assert(
    fc.asyncProperty(fc.nat(LEAVES - 1), fc.nat(LEAVES - 1), fc.nat(255), async (a, b, bit) => {
      const [index, size] = [Math.min(a, b), Math.max(a, b) + 1]
      const good = await inclusion(index, size)
      expect(verifyInclusion(good)).toBe(true)
      const bad: InclusionClaim[] = [
        ...spoiled(good.proof, bit).map((proof) => ({ ...good, proof })),
        { ...good, leaf: flipped(good.leaf, bit) },
        { ...good, root: flipped(good.root, bit) },
        { ...good, leaf: leaves[(index + 1) % LEAVES]! },
        { ...good, index: index + 1 },
        { ...good, index: index - 1 },
        { ...good, index: index + 0.5 },
        { ...good, index: size },
        { ...good, size: index },
        { ...good, size: Number.NaN },
        { ...good, leaf: Buffer.alloc(0) },
      ]
      for (const claim of bad) expect(verifyInclusion(claim)).toBe(false)
      tried += bad.length
    }),
    { numRuns: 150 },
  )
  expect(tried).toBeGreaterThan(5_000)
})

test('every spoiled consistency proof is refused', async () => {
  let tried = 0
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: LEAVES }),
      fc.integer({ min: 1, max: LEAVES }),
      fc.nat(255),
      async (a, b, bit) => {
        fc.pre(a !== b)
        const good = await consistency(Math.min(a, b), Math.max(a, b))
        expect(verifyConsistency(good)).toBe(true)
        const bad: ConsistencyClaim[] = [
          ...spoiled(good.proof, bit).map((proof) => ({ ...good, proof })),
          { ...good, fromRoot: flipped(good.fromRoot, bit) },
          { ...good, toRoot: flipped(good.toRoot, bit) },
          { ...good, fromRoot: good.toRoot, toRoot: good.fromRoot },
          { ...good, from: good.to, to: good.from },
          { ...good, from: 0 },
          { ...good, from: good.to },
          { ...good, from: -1 },
          { ...good, to: good.to + 0.5 },
          { ...good, proof: [] },
        ]
        for (const claim of bad) expect(verifyConsistency(claim)).toBe(false)
        tried += bad.length
      },
    ),
    { numRuns: 150 },
  )
  expect(tried).toBeGreaterThan(5_000)
})

test.each(['changed', 'swapped', 'removed', 'inserted'])(
  'a log with one entry %s is not consistent with the earlier head',
  async (how) => {
    const from = 6_000
    const at = 2_345
    const forged = {
      changed: leaves.with(at, leafHash(Buffer.from('forged'))),
      swapped: leaves.with(at, leaves[at + 1]!).with(at + 1, leaves[at]!),
      removed: leaves.toSpliced(at, 1),
      inserted: leaves.toSpliced(at, 0, leafHash(Buffer.from('forged'))),
    }[how]!
    const other = memoryReader(forged)
    const to = forged.length
    const claim = {
      from,
      to,
      fromRoot: await rootAt(read, from),
      toRoot: await rootAt(other, to),
      proof: await consistencyProof(other, from, to),
    }
    expect(verifyConsistency(claim)).toBe(false)
    expect(verifyConsistency({ ...claim, fromRoot: await rootAt(other, from) })).toBe(true)
  },
)

test('the empty tree begins every tree, but only with an empty proof and its own root', () => {
  const toRoot = leaves[0]!
  expect(verifyConsistency({ from: 0, to: 1, fromRoot: emptyRoot(), toRoot, proof: [] })).toBe(true)
  expect(verifyConsistency({ from: 0, to: 1, fromRoot: emptyRoot(), toRoot, proof: [toRoot] })).toBe(false)
  expect(verifyConsistency({ from: 0, to: 1, fromRoot: toRoot, toRoot, proof: [] })).toBe(false)
  expect(verifyConsistency({ from: 0, to: 0, fromRoot: emptyRoot(), toRoot, proof: [] })).toBe(false)
})

test('a path that leads to the root but has not the length that index and size demand is refused', async () => {
  const good = await inclusion(0, 8)
  const [first, ...upper] = good.proof
  // An inner node given as a leaf: hash and path are right, one step of the path is missing.
  expect(verifyInclusion({ ...good, leaf: nodeHash(good.leaf, first!), proof: upper })).toBe(false)
  expect(verifyInclusion({ ...good, size: 4 })).toBe(false)
  expect(verifyInclusion({ ...good, size: 16 })).toBe(false)
  const grown = await consistency(1, 8)
  expect(verifyConsistency({ ...grown, to: 4 })).toBe(false)
  expect(verifyConsistency({ ...grown, to: 16 })).toBe(false)
  expect(verifyConsistency({ ...grown, from: 2 })).toBe(false)
  // On the right edge all neighbours stand on the left, so a path too long would go on climbing to the root.
  expect(verifyInclusion({ ...(await inclusion(7, 8)), index: 0, size: 1 })).toBe(false)
  expect(verifyConsistency({ ...(await consistency(7, 8)), from: 3, to: 4 })).toBe(false)
})

test('bytes moved from one hash to its neighbour are refused although they hash to the same root', async () => {
  const good = await inclusion(0, 8)
  const [first, ...upper] = good.proof
  const leaf = Buffer.concat([good.leaf, first!.subarray(0, 1)])
  expect(verifyInclusion({ ...good, leaf, proof: [first!.subarray(1), ...upper] })).toBe(false)
})
