import type { Tx } from '#kit/server/db.ts'
import { maybe, rows, run, sql } from '#kit/server/sql.ts'
import type { Address, TreeNode } from '#packages/merkle-log/index.ts'

export interface Head {
  readonly size: number
  readonly root: Buffer
  readonly signed: string
  readonly at: string
}
export const newestHead = (tx: Tx): Promise<Head | null> => maybe<Head>(tx, sql`select size, root, signed, at from log.heads order by size desc limit 1`)
/** One appender at a time, until the transaction ends. */
export const lockLog = (tx: Tx): Promise<number> => run(tx, sql`select pg_advisory_xact_lock(74207)`)

export async function nodesAt(tx: Tx, addresses: readonly Address[]): Promise<(level: number, index: number) => Buffer> {
  const found = await rows<{ level: number; index: number; hash: Buffer }>(
    tx,
    sql`select n.level, n.index, n.hash from log.nodes n join unnest(${addresses.map((a) => a.level)}::int[], ${addresses.map((a) => a.index)}::bigint[]) as w(level, index) using (level, index)`,
  )
  const byAddress = new Map(found.map((n) => [`${n.level}/${n.index}`, n.hash]))
  return (level, index) => {
    const hash = byAddress.get(`${level}/${index}`)
    if (!hash) throw new Error(`log node ${level}/${index} is missing`)
    return hash
  }
}
export async function addLeaves(tx: Tx, first: number, leaves: readonly { hash: Uint8Array; body: string }[], nodes: readonly TreeNode[], head: Head): Promise<void> {
  await run(
    tx,
    sql`insert into log.leaves (index, leaf_hash, body, at) select ${first}::bigint + l.n - 1, l.hash, l.body, ${head.at}
        from unnest(${leaves.map((l) => Buffer.from(l.hash))}::bytea[], ${leaves.map((l) => l.body)}::text[]) with ordinality as l(hash, body, n)`,
  )
  await run(
    tx,
    sql`insert into log.nodes (level, index, hash) select * from unnest(${nodes.map((n) => n.level)}::int[], ${nodes.map((n) => n.index)}::bigint[], ${nodes.map((n) => Buffer.from(n.hash))}::bytea[])`,
  )
  await run(tx, sql`insert into log.heads (size, root, signed, at) values (${head.size}, ${head.root}, ${head.signed}, ${head.at})`)
}
export const leafAt = (tx: Tx, index: number): Promise<{ body: string; hash: Buffer } | null> =>
  maybe<{ body: string; hash: Buffer }>(tx, sql`select body, leaf_hash as hash from log.leaves where index = ${index}`)
/** The first head that covers a leaf: the block it came in. */
export const headOver = (tx: Tx, index: number): Promise<Head | null> =>
  maybe<Head>(tx, sql`select size, root, signed, at from log.heads where size > ${index} order by size limit 1`)
