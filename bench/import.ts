import { randomUUID } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { openArchive } from '#packages/archive/index.ts'
import { applyImport, importState, startImport } from '#transfers'
import { asTheSystem } from '#kit/server/db.ts'
import { perform } from '#kit/server/handle.ts'
import { handlers } from '../apps/server/assembly.ts'
import { candidateRows, candidateWorkbook } from '../seeds/candidate-sheet.ts'
import { principals } from '../seeds/test-world.ts'
import { judged, type Ground, type Ratio } from './ground.ts'

/** xlsx of n candidates end to end (check, apply, durable commit) against: byte scan of the file + COPY + INSERT..SELECT into the same indexed table. */
export async function importBench(g: Ground, count: number): Promise<Ratio> {
  const who = (await principals(g.url)).sch
  const bytes = await buffer(candidateWorkbook({ count, faulty: 0.01, from: 1_000_000 + count * 3 }).stream)
  const floor = await floorOf(g, bytes, count)
  g.cpu()
  const started = performance.now()
  const call = (name: string, input: unknown): Promise<unknown> => {
    const handler = handlers.find((h) => h.operation.module === 'transfers' && h.operation.name === name)
    if (!handler) throw new Error(name)
    return perform(g.house, handler, { principal: who, input, key: randomUUID() })
  }
  const file = await asTheSystem(g.house.database, 'bench upload', (tx) => g.house.files.save(tx, { purpose: 'import', name: 'bench.xlsx', type: 'application/octet-stream', bytes, owner: who.organisationId, by: who.accountId }))
  const { importId } = (await call(startImport.name, { sheet: 'candidates.candidates', given: { kind: 'student' }, fileId: file.id })) as { importId: string }
  const state = () => call(importState.name, { importId }) as Promise<{ state: string; rowsGood: number; rowsBad: number; okCount: number }>
  const until = async (wanted: string): Promise<void> => {
    for (;;) {
      const s = await state()
      if (s.state === wanted) return
      if (s.state === 'refused') throw new Error(`import refused ${JSON.stringify(s)}`)
      await new Promise((r) => setTimeout(r, 100))
    }
  }
  await until('checked')
  await call(applyImport.name, { importId })
  await until('applied')
  const done = await state()
  const wall = (performance.now() - started) / 1000
  const cpu = g.cpu()
  if (done.okCount !== done.rowsGood || done.rowsBad < count * 0.005) throw new Error(`wrong result: ${JSON.stringify(done)}`)
  const rss = Math.round(process.resourceUsage().maxRSS / 1024)
  return judged(`import ${count}`, (cpu.node + cpu.postgres) / (floor.node + floor.postgres), 3, 'below', { cpu, floor, wall, rssMB: rss, ok: done.okCount, bad: done.rowsBad })
}

async function floorOf(g: Ground, bytes: Buffer, count: number): Promise<{ node: number; postgres: number; wall: number }> {
  const client = new pg.Client({ connectionString: g.url })
  await client.connect()
  await client.query('create schema if not exists bench; drop table if exists bench.rows; create table bench.rows (like candidates.candidates including defaults including indexes including generated); drop table if exists bench.stage; create unlogged table bench.stage (n int, name text, pinyin text, no text)')
  const lines = [...candidateRows({ count, from: 1_000_000 + count * 3 })].map((r, i) => `${i}\t${r.cells.name}\t${r.cells.namePinyin}\t${r.cells.idNo}\n`)
  g.cpu()
  const started = performance.now()
  const archive = await openArchive(bytes, { totalBytes: 2 ** 31, entryBytes: 2 ** 31 } as never)
  let scanned = 0
  for (const entry of archive.entries) if (/sheet1|sharedStrings/i.test(entry.path)) for (const b of await archive.readWhole(entry, 2 ** 31)) scanned += b & 1
  archive.close()
  await pipeline(Readable.from(lines), client.query(copyFrom('copy bench.stage from stdin')))
  await client.query(
    `insert into bench.rows (id, candidate_no, school_id, region_code, kind, person_id, name, name_pinyin, id_type, id_masked, gender, status, enrolled_count, version, created_at)
     select gen_random_uuid(), lpad(s.n::text, 26, '1'), (select id from organisations.schools limit 1), '110100', 'student', gen_random_uuid(), s.name, s.pinyin, '身份证', left(s.no, 3) || '*****' || right(s.no, 4), '男', 'no-photo', 0, 1, now() from bench.stage s`,
  )
  const wall = (performance.now() - started) / 1000
  await client.end()
  const cpu = g.cpu()
  if (scanned < 0) throw new Error('unreachable')
  return { ...cpu, wall }
}
