import { afterAll, beforeAll, expect, test } from 'vitest'
import { thePublic, theSystem } from '#kit/server/context.ts'
import { insideOf } from '#kit/server/inside.ts'
import { run, sql } from '#kit/server/sql.ts'
import { fromHex, keyFromLine, openCheckpoint, rootOf, toHex, verifyConsistency, verifyInclusion } from '#packages/merkle-log/index.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { consistency, head, proofOfLeaf } from '../operations.ts'
import { appendLeaves } from '../server/append.ts'

let t: TestHouse
beforeAll(async () => {
  t = await testHouse()
})
afterAll(() => t.close())
const add = (n: number, from = 0) =>
  t.db((tx) => appendLeaves(insideOf(t.house, tx, theSystem, { operation: 'test', label: 'test' }), Array.from({ length: n }, (_, i) => ({ kind: 'test', commitment: String(from + i).padStart(64, '0') }))))

test('every leaf is proved in the newest head, and every head is consistent with the ones before', async () => {
  const heads: { size: number; root: string }[] = []
  for (const n of [1, 2, 5, 1, 64, 3]) {
    await add(n, heads.at(-1)?.size ?? 0)
    const h = await t.as(thePublic, head, {})
    const opened = openCheckpoint(h.checkpoint, { log: keyFromLine(h.key, 'note') })
    expect(opened.ok).toBe(true)
    heads.push({ size: h.size, root: h.root })
  }
  const last = heads.at(-1) as { size: number; root: string }
  const leaves: Uint8Array[] = []
  for (let i = 0; i < last.size; i++) {
    const p = await t.as(thePublic, proofOfLeaf, { index: i })
    leaves.push(fromHex(p.leafHash))
    expect(verifyInclusion({ leaf: fromHex(p.leafHash), index: i, size: p.size, root: fromHex(p.root), proof: p.proof.map(fromHex) })).toBe(true)
  }
  expect(toHex(rootOf(leaves as never))).toBe(last.root)
  for (const a of heads) {
    const c = await t.as(thePublic, consistency, { from: a.size, to: last.size })
    expect(verifyConsistency({ from: a.size, to: last.size, fromRoot: fromHex(a.root), toRoot: fromHex(last.root), proof: c.proof.map(fromHex) })).toBe(true)
  }
})

test('appends from many transactions at once leave no gap and no double', async () => {
  const made = (await Promise.all(Array.from({ length: 8 }, (_, k) => add(5, 1000 + k * 5)))).flat()
  expect(new Set(made.map((m) => m.index)).size).toBe(40)
  const indexes = made.map((m) => m.index)
  expect(Math.max(...indexes) - Math.min(...indexes)).toBe(39)
})

test('P-4.1-05 上链信息 are the log position, the tree head and the leaf hash', async () => {
  const [info] = await add(1, 5000)
  const p = await t.as(thePublic, proofOfLeaf, { index: info?.index as number })
  expect(info).toMatchObject({ blockHeight: p.size, blockHash: p.root, txHash: p.leafHash })
})

test('the database refuses to change, delete or empty the log, also for its owner', async () => {
  await add(1)
  const { default: pg } = await import('pg')
  const admin = new pg.Client({ connectionString: t.url })
  await admin.connect()
  for (const s of [`update log.leaves set body = 'x'`, 'delete from log.nodes', 'truncate log.heads', 'delete from log.leaves']) await expect(admin.query(s)).rejects.toThrow('append-only')
  await admin.end()
  await expect(t.db((tx) => run(tx, sql`delete from log.heads`))).rejects.toThrow('permission denied')
})

test('a position that does not exist and sizes that cannot be are refused', async () => {
  expect((await t.refused(thePublic, proofOfLeaf, { index: 999_999 })).says).toBe('存证中没有这个位置')
  expect((await t.refused(thePublic, consistency, { from: 5, to: 3 })).code).toBe('wrong-sizes')
  expect((await t.refused(thePublic, consistency, { from: 1, to: 999_999 })).code).toBe('wrong-sizes')
})
