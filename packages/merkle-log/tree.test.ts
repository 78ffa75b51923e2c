import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  append,
  appendAll,
  emptyFrontier,
  frontierFrom,
  frontierRoot,
  frontierRow,
  leafHash,
  rootOf,
  toHex,
} from './index.ts'
import {
  consistencyAddresses,
  consistencyProof,
  inclusionAddresses,
  inclusionProof,
  memoryReader,
  rootAt,
} from './index.ts'
import { verifyConsistency, verifyInclusion, type Hash, type TreeNode } from './index.ts'

/** The definition of RFC 6962 §2.1 word for word, sharing nothing with the code under test. */
function definedRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest()
  if (leaves.length === 1) return createHash('sha256').update('\0').update(leaves[0]!).digest()
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1)
  const both = Buffer.concat([definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k))])
  return createHash('sha256').update('\x01').update(both).digest()
}

const entries = (n: number) => Array.from({ length: n }, (_, i) => Buffer.from(`entry ${i}`))
const hashes = (n: number) => entries(n).map(leafHash)

/** A store as a table of nodes: it knows only what the appends told it to keep. */
function tableReader(nodes: readonly TreeNode[]) {
  const table = new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash]))
  const asked = new Set<string>()
  const read = async (level: number, index: number): Promise<Hash> => {
    asked.add(`${level}/${index}`)
    const hash = table.get(`${level}/${index}`)
    if (!hash) throw new Error(`node ${level}/${index} was never stored`)
    return hash
  }
  return { read, table, asked }
}

test('the frontier gives the root that the definition gives, for every size up to 130', () => {
  let frontier = emptyFrontier()
  const data = entries(130)
  for (let n = 0; n <= 130; n++) {
    expect(toHex(frontierRoot(frontier))).toBe(definedRoot(data.slice(0, n)).toString('hex'))
    if (n < 130) frontier = append(frontier, leafHash(data[n]!)).frontier
  }
})

test('entries of any bytes give the defined root', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 60 }), (list) => {
      const data = list.map((bytes) => Buffer.from(bytes))
      expect(toHex(rootOf(data.map(leafHash)))).toBe(definedRoot(data).toString('hex'))
    }),
  )
})

test('a frontier that was stored between two appends goes on to the same root, and appending changes no old one', () => {
  fc.assert(
    fc.property(fc.nat(80), fc.nat(80), (first, more) => {
      const all = hashes(first + more)
      const start = appendAll(emptyFrontier(), all.slice(0, first)).frontier
      const row = JSON.parse(JSON.stringify(frontierRow(start)))
      const end = appendAll(frontierFrom(row), all.slice(first)).frontier
      expect(toHex(frontierRoot(end))).toBe(toHex(rootOf(all)))
      expect(frontierRow(start)).toEqual(row)
    }),
  )
})

test('a damaged stored frontier is refused', () => {
  const row = frontierRow(appendAll(emptyFrontier(), hashes(7)).frontier)
  expect(row.hashes).toHaveLength(3)
  expect(() => frontierFrom({ ...row, hashes: row.hashes.slice(1) })).toThrow('has 2 hashes, not 3')
  expect(() => frontierFrom({ ...row, size: 8 })).toThrow('has 3 hashes, not 1')
  expect(() => frontierFrom({ size: 1, hashes: ['abc'] })).toThrow('not a SHA-256 hash')
  expect(() => frontierFrom({ size: 1, hashes: [`${'0'.repeat(63)}g`] })).toThrow('not a SHA-256 hash')
  expect(() => frontierFrom({ size: -1, hashes: [] })).toThrow('not a count')
  expect(() => append({ size: 3, hashes: [] }, hashes(1)[0]!)).toThrow('lacks hashes')
})

test('each append tells exactly the nodes that it completed, each node once', () => {
  const first = append(appendAll(emptyFrontier(), hashes(3)).frontier, hashes(4)[3]!).added
  expect(first.map(({ level, index }) => ({ level, index }))).toEqual([
    { level: 0, index: 3 },
    { level: 1, index: 1 },
    { level: 2, index: 0 },
  ])
  const { added } = appendAll(emptyFrontier(), hashes(100))
  const { table } = tableReader(added)
  expect(table.size).toBe(added.length)
  // floor(100 / 2^level) complete nodes on each level
  expect(added.length).toBe(100 + 50 + 25 + 12 + 6 + 3 + 1)
  for (const node of added) {
    const width = 2 ** node.level
    const covered = entries(100).slice(node.index * width, (node.index + 1) * width)
    expect(toHex(node.hash)).toBe(definedRoot(covered).toString('hex'))
  }
})

test('from the table of stored nodes every leaf is proved in every tree size up to 70', async () => {
  const leaves = hashes(70)
  const { read } = tableReader(appendAll(emptyFrontier(), leaves).added)
  for (let size = 1; size <= 70; size++) {
    const root = definedRoot(entries(size))
    expect(toHex(await rootAt(read, size))).toBe(root.toString('hex'))
    for (let index = 0; index < size; index++) {
      const proof = await inclusionProof(read, index, size)
      expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)))
      expect(verifyInclusion({ leaf: leaves[index]!, index, size, proof, root })).toBe(true)
    }
  }
})

test('every two sizes up to 70 are proved consistent', async () => {
  const leaves = hashes(70)
  const { read } = tableReader(appendAll(emptyFrontier(), leaves).added)
  for (let to = 0; to <= 70; to++) {
    const toRoot = definedRoot(entries(to))
    for (let from = 0; from <= to; from++) {
      const proof = await consistencyProof(read, from, to)
      const fromRoot = definedRoot(entries(from))
      expect(verifyConsistency({ from, to, fromRoot, toRoot, proof }), `${from} to ${to}`).toBe(true)
    }
  }
})

test('the addresses foretell exactly the nodes that a proof reads', async () => {
  const key = (a: { level: number; index: number }) => `${a.level}/${a.index}`
  const { added } = appendAll(emptyFrontier(), hashes(90))
  for (const [a, size] of [
    [0, 1],
    [3, 7],
    [88, 90],
    [64, 90],
    [63, 64],
  ] as const) {
    const one = tableReader(added)
    await inclusionProof(one.read, a, size)
    expect(new Set(inclusionAddresses(a, size).map(key))).toEqual(one.asked)
    const two = tableReader(added)
    await consistencyProof(two.read, a, size)
    expect(new Set(consistencyAddresses(a, size).map(key))).toEqual(two.asked)
  }
})

test('a reader in memory and the table give the same proofs', async () => {
  const leaves = hashes(53)
  const { read } = tableReader(appendAll(emptyFrontier(), leaves).added)
  const memory = memoryReader(leaves)
  for (let index = 0; index < 53; index++) {
    expect((await inclusionProof(memory, index, 53)).map(toHex)).toEqual(
      (await inclusionProof(read, index, 53)).map(toHex),
    )
  }
  expect(() => memory(5, 1)).toThrow('no complete node')
})

test('impossible questions are refused', async () => {
  const read = memoryReader(hashes(5))
  await expect(inclusionProof(read, 5, 5)).rejects.toThrow('leaf 5 is outside a tree of 5 leaves')
  await expect(inclusionProof(read, -1, 5)).rejects.toThrow(RangeError)
  await expect(inclusionProof(read, 0.5, 5)).rejects.toThrow(RangeError)
  await expect(inclusionProof(read, 0, 9)).rejects.toThrow('no complete node')
  await expect(consistencyProof(read, 5, 4)).rejects.toThrow(RangeError)
  await expect(rootAt(read, Number.NaN)).rejects.toThrow(RangeError)
})

test('sizes beyond 32 bits keep their shape', () => {
  const size = 2 ** 40 + 3
  const addresses = inclusionAddresses(size - 1, size)
  expect(addresses).toEqual([
    { level: 1, index: 2 ** 39 },
    { level: 40, index: 0 },
  ])
  expect(consistencyAddresses(2 ** 40, size)).toEqual([
    { level: 1, index: 2 ** 39 },
    { level: 0, index: 2 ** 40 + 2 },
  ])
})
