import { createServer } from 'node:http'
import pg from 'pg'
import { thePublic } from '#kit/server/context.ts'
import { perform } from '#kit/server/handle.ts'
import { checkByCodeHandler } from '#verification/server'
import { appendLeaves } from '#log/server'
import { asTheSystem } from '#kit/server/db.ts'
import { theSystem } from '#kit/server/context.ts'
import { insideOf } from '#kit/server/inside.ts'
import { idOf } from '../seeds/test-world.ts'
import { judged, type Ground, type Ratio } from './ground.ts'

async function fill(g: Ground, count: number): Promise<void> {
  const leaves = Array.from({ length: 200 }, (_, i) => ({ kind: 'certificate', commitment: String(i).padStart(64, '0') }))
  await asTheSystem(g.house.database, 'bench', (tx) => appendLeaves(insideOf(g.house, tx, theSystem, { operation: 'bench', label: 'bench' }), leaves))
  const c = new pg.Client({ connectionString: g.url })
  await c.connect()
  await c.query(`insert into kit.files (id, purpose, name, type, size, digest) values ($1, 'certificate', 'x.pdf', 'application/pdf', 1, '\\x00') on conflict do nothing`, [idOf('bench file')])
  await c.query(`insert into people.persons (id, id_type, id_blind, id_sealed) select md5('v' || i)::uuid, '身份证', decode(md5('v' || i), 'hex'), '\\x00' from generate_series(1, $1) i on conflict do nothing`, [count])
  await c.query(
    `insert into certificates.certificates (id, serial_no, code, person_id, credential_id, awarding_body_id, school_id, region_code, holder_name, id_masked, mode, issued_at, pdf_version)
     select md5('c' || i)::uuid, '508000012026' || lpad(i::text, 8, '0'), 'code' || lpad(i::text, 20, '0'), md5('v' || i)::uuid, $2, $3, $4, '110100', '王小八', '110*****0000', 'electronic', now(), 1 from generate_series(1, $1) i on conflict do nothing`,
    [count, idOf('credential 50800001'), idOf('评价组织甲'), idOf('北方工业大学')],
  )
  await c.query(
    `insert into certificates.versions (certificate_id, pdf_version, file_id, sha256, salt, leaf_index) select md5('c' || i)::uuid, 1, $2, decode(md5('s' || i), 'hex'), '\\x00', i % 200 from generate_series(1, $1) i on conflict do nothing`,
    [count, idOf('bench file')],
  )
  await c.query('vacuum analyze certificates.certificates; ').catch(() => {})
  await c.end()
}

/** Checks a second by random code, with proof, against the smaller of: a raw point lookup on one connection, a bare JSON server. */
export async function verificationBench(g: Ground, certificates: number, seconds: number): Promise<Ratio> {
  await fill(g, certificates)
  const code = (i: number): string => `code${String(1 + ((i * 7919) % certificates)).padStart(20, '0')}`
  const rate = async (work: (i: number) => Promise<unknown>): Promise<number> => {
    for (let i = 0; i < 50; i++) await work(i)
    const end = performance.now() + seconds * 1000
    let n = 0
    const lane = async (): Promise<void> => {
      while (performance.now() < end) await work(n++)
    }
    const begun = performance.now()
    await Promise.all(Array.from({ length: 8 }, lane))
    return n / ((performance.now() - begun) / 1000)
  }
  const pool = new pg.Pool({ connectionString: g.url, max: 8 })
  const raw = await rate((i) => pool.query({ name: 'point', text: 'select serial_no, status, holder_name from certificates.certificates where code = $1', values: [code(i)] }))
  await pool.end()
  const server = createServer((_q, r) => r.setHeader('content-type', 'application/json').end('{"verdict":"valid"}'))
  await new Promise<void>((r) => server.listen(0, '127.0.0.1', r))
  const port = (server.address() as { port: number }).port
  const json = await rate(() => fetch(`http://127.0.0.1:${port}/`).then((r) => r.json()))
  server.close()
  const ours = await rate((i) => perform(g.house, checkByCodeHandler, { principal: thePublic, input: { code: code(i) } }))
  return judged('verification / smaller of point lookup and JSON server', ours / Math.min(raw, json), 0.5, 'above', { ours, raw, json, certificates })
}
